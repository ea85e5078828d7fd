"""A thing lies where its owner lies."""

from types import SimpleNamespace

from app.kernel.places import Inside


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
