"""Which way a notice goes: the table, the person's choice, and what has become of the thing."""

from dataclasses import replace

import pytest

from app.notices.letters.sorting import Waiting, way_of

RETURNED = Waiting(1, 1, "document:returned", "school", "at_once", "documents", 7, False, True, "")
SENT = replace(RETURNED, kind="document:submitted", whom="curators", way="digest")
APPROVED = replace(RETURNED, kind="document:approved")
STATES = {("documents", 7): "returned"}
APPROVED_NOW = {("documents", 7): "approved"}


def test_what_is_still_so_goes_as_the_table_says():
    assert way_of(RETURNED, STATES) == "at_once"
    assert way_of(SENT, {("documents", 7): "submitted"}) == "digest"


@pytest.mark.parametrize("state", ["submitted", "approved", "draft"])
def test_no_letter_says_what_is_not_so_any_more(state):
    assert way_of(RETURNED, {("documents", 7): state}) == "page"


def test_a_thing_that_is_gone_is_in_no_state():
    assert way_of(RETURNED, {}) == "page"


@pytest.mark.parametrize("changed", [{"read": True}, {"reachable": False}, {"kind": "document:forgotten"}])
def test_who_has_read_it_or_cannot_be_reached_gets_no_letter(changed):
    assert way_of(replace(RETURNED, **changed), STATES) == "page"


@pytest.mark.parametrize("choice", ["page", "digest", "at_once"])
def test_a_choice_holds_for_all_but_what_is_firm(choice):
    assert way_of(replace(APPROVED, choice=choice), APPROVED_NOW) == choice
    assert way_of(replace(RETURNED, choice=choice), STATES) == "at_once"


def test_what_the_page_alone_tells_becomes_no_letter_by_a_choice():
    withdrawn = replace(SENT, kind="document:withdrawn", way="page", choice="at_once")
    assert way_of(withdrawn, STATES) == "page"
