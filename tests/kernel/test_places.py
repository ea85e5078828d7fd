"""A thing lies where its owner lies."""

from types import SimpleNamespace

import pytest

from app.kernel.places import Inside, Regional
from app.permissions import covers
from app.roles import Role


def test_school_and_municipality_are_those_of_the_owner():
    class Remark(Inside):
        LIES_IN = "document"
        document = SimpleNamespace(school_id=3, municipality_id=2)

    assert (Remark().school_id, Remark().municipality_id) == (3, 2)


def test_through_several_owners_too():
    class Reply(Inside):
        LIES_IN = "remark"

    class Remark(Inside):
        LIES_IN = "document"
        document = SimpleNamespace(school_id=3, municipality_id=2)

    reply = Reply()
    reply.remark = Remark()
    assert (reply.school_id, reply.municipality_id) == (3, 2)


@pytest.mark.parametrize(("place", "reached"), [({}, True), ({"school_id": 3}, False), ({"municipality_id": 2}, False)])
def test_what_is_the_regions_is_reached_by_who_acts_for_the_region(place, reached):
    held = SimpleNamespace(**{"role": Role.CURATOR, "school_id": None, "municipality_id": None} | place)
    assert covers(held, Regional()) is reached
