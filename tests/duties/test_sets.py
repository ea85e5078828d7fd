"""The sets of duties say what the pages of one person say, of everybody at once."""

from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import select, true

from app.directory.models import Person
from app.documents.models import Document
from app.documents.queries import kit
from app.duties.papers import waits
from app.duties.rows import Scope
from app.duties.sets import SETS
from app.extensions import db
from app.plan.execution.mine import mine
from app.roles import Role
from app.year.cycle.models import LatePermission
from app.year.cycle.queries import current_cycle, participations
from app.year.profile.queries import standings
from tests.documents.steps import document_of, docx, empty_place, send, upload_to
from tests.notices.test_messages import returned_by
from tests.rules.conftest import whole_year  # noqa: F401

DAY = date(2022, 3, 24)


def asked(kind: str, **scope) -> list:
    return list(SETS[kind](Scope(current_cycle(), scope.pop("today", DAY), **scope)))


@pytest.mark.parametrize(
    ("state", "newest", "sent", "step"),
    [
        (None, None, None, "missing"),
        ("draft", 1, None, "draft"),
        ("withdrawn", 1, 1, "draft"),
        ("returned", 1, 1, "returned"),
        ("returned", 2, 1, "draft"),
        ("reopened", 1, 1, "reopened"),
        ("reopened", 2, 1, "draft"),
        ("submitted", 1, 1, "submitted"),
        ("approved", 1, 1, ""),
    ],
)
def test_a_document_waits_for_its_own_next_step(state, newest, sent, step):
    assert waits(state, newest, sent) == step


def test_documents_that_wait_are_those_of_the_kits_that_do_not_stand(app):
    with app.app_context():
        found = {(one.school, one.name) for one in asked("documents")}
        expected = set()
        for school in participations(current_cycle(), true()):
            for line in kit(school, [], None):
                if line.state != "approved":
                    expected.add((school.school.short_name, line.slot.accusative))
        assert found == expected
        assert len(found) == len(asked("documents"))


def test_a_draft_that_was_saved_is_named_so_and_what_was_sent_is_the_curators(app, school, curator):
    upload_to(school, empty_place(school), docx())
    document = document_of(school)

    def waits_for():
        with app.app_context():
            own = [one for one in asked("documents") if one.place[1].get("document_id") == document]
            return [(one.state, one.role) for one in own]

    assert waits_for() == [("draft", Role.SCHOOL)]
    send(school, document)
    assert waits_for() == [("submitted", Role.CURATOR)]
    returned_by(curator, document)
    assert waits_for() == [("returned", Role.SCHOOL)]
    upload_to(school, f"/documents/{document}", docx("Цель и сроки"))
    assert waits_for() == [("draft", Role.SCHOOL)]


def test_a_closed_window_is_prolonged_by_asking_once_and_a_permission_ends_for_its_giver(whole_year):  # noqa: F811
    with whole_year.app_context():
        after = {"today": date(2022, 6, 1)}
        missing = [one for one in asked("evidence", **after) if one.about == "март\u00a0– май"]
        assert {one.state for one in missing if one.role is Role.SCHOOL} <= {"closed", "draft"}
        assert any(one.state == "closed" for one in missing)
        late = missing[0]
        place = db.session.scalars(
            select(Document.participation_id).where(Document.participation.has(school_id=late.school_id))
        ).first()
        given = {"until_on": date(2022, 6, 10), "reason": "Болел", "granted_by_id": 1, "granted_at": db.func.now()}
        db.session.add(LatePermission(participation_id=place, window_id=1, **given))
        db.session.flush()
        own = [one for one in asked("evidence", **after) if one.school_id == late.school_id]
        assert {one.due_on for one in own if one.about == late.about} == {date(2022, 6, 10)}
        assert [one.person_id for one in asked("permission", **after)] == [1]


def test_first_steps_are_those_of_the_standings(app):
    with app.app_context():
        every = standings(current_cycle(), true())
        assert {one.school for one in asked("visit")} == {
            one.school.school.short_name for one in every if one.visit is None
        }
        expected = {
            one.school.school.short_name
            for one in every
            if one.factors and (one.verified < one.factors or (one.verified and not one.activated))
        }
        found = {one.school for one in asked("activation")}
        assert found <= expected
        assert {name for name in expected if name not in found} == set()


def test_items_of_the_plan_wait_for_those_whose_list_shows_them(app, whole_year):  # noqa: F811
    """Each part stands in the list of its own person, and there it waits."""
    with whole_year.app_context():
        today = date(2022, 4, 30)
        waiting = asked("plan", today=today)
        assert len(waiting) > 10
        for person in db.session.scalars(select(Person)):
            actor = SimpleNamespace(person_id=person.id, grants=person.grants)
            shown = {(one.key, one.due_on) for one in mine(current_cycle(), actor, today) if one.may_report}
            own = {(one.place[1]["open"], one.due_on) for one in waiting if one.person_id == person.id}
            assert own <= shown


@pytest.mark.parametrize("kind", SETS)
def test_no_day_that_is_not_wanted_is_told(kind, whole_year):  # noqa: F811
    with whole_year.app_context():
        every = asked(kind, today=date(2022, 4, 30))
        days = {one.due_on for one in every}
        for day in days:
            some = asked(kind, today=date(2022, 4, 30), wanted=lambda one, day=day: one == day)
            assert some == [one for one in every if one.due_on == day]
        assert asked(kind, today=date(2022, 4, 30), wanted=lambda _: False) == []
