"""Whatever happens, the view as of a moment is the view that was saved at it (idea 9, issue 4, point 10)."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.documents.history import in_trash
from app.documents.history import standing as of_document
from app.documents.models import Document
from app.extensions import db
from app.kernel.as_of import HAPPENED, RECORDED, AsOf
from app.plan.history import standing as of_item
from app.plan.models import PlanItem
from app.refusals import Refused
from app.year.cycle.membership import takes_part
from app.year.cycle.models import Participation, SchoolRisk
from app.year.profile.history import standing as of_factor
from app.year.profile.queries import factors
from tests.as_of.world import World, closed_by_now, entered_later, shown, taken_back
from tests.house import NOON

ACTS = ("upload", "submit", "withdraw", "approve", "send_back", "undo", "mark_remark", "switch_direction", "trash")
ACTS += ("come_or_leave", "plan_on", "reopen", "keep")
STEPS = st.one_of(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 40)),
    st.tuples(st.just("pass_time"), st.integers(1, 4000)),
    st.just(("save", 0)),
)
QUICK = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}
pytestmark = pytest.mark.sqlite


def live(steps) -> World:
    """A world in which these things happened as far as the house allows, with a look before and after."""
    world = World(NOON)
    world.save()
    for act, chosen in steps:
        with suppress(Refused):
            world.save() if act == "save" else getattr(world, act)(chosen)
        world.pass_time(1)
        db.session.flush()
    world.save()
    return world


@settings(max_examples=5, **QUICK)
@given(steps=st.lists(STEPS, min_size=10, max_size=18))
def test_the_view_as_of_a_moment_is_the_view_saved_at_it(app, steps):
    with app.test_request_context():
        try:
            world = live(steps)
            closed = taken_back()
            for moment, seen_then in world.saved:
                saved = closed_by_now(seen_then, closed)
                assert shown(AsOf(moment, RECORDED, past=True)) == saved
                _differs_only_where_marked(moment, saved)
            assert not db.session.dirty, "looking back writes nothing"
            _facts_tell_what_the_columns_say(AsOf(world.now))
        finally:
            db.session.rollback()


def test_what_was_taken_back_is_closed_in_the_past_and_nothing_else_is(app):
    with app.test_request_context():
        try:
            before = taken_back()
            world = live([("upload", 0), ("submit", 0), ("save", 0), ("withdraw", 0)])
            (told,), (moment, then) = taken_back() - before, world.saved[1]
            now = shown(AsOf(moment, RECORDED, past=True))
            assert _found(then, told[0])["sent"][-1] == told[1]
            assert _found(now, told[0])["state"] == _found(then, told[0])["state"]
            assert told[1] not in _found(now, told[0])["versions"]
            assert told[1] not in _found(now, told[0])["sent"]
            assert (now["cards"], now["sums"]) == (then["cards"], then["sums"]), "the house itself sees all"
        finally:
            db.session.rollback()


def _found(view: dict, document_id: int) -> dict:
    lines = [line for lines in view["matrix"].values() for line in lines.values()]
    lines += [cell[2] for cells in view["evidence"].values() for cell in cells.values()]
    return next(one for _, documents in lines for one in documents if one["id"] == document_id)


def _differs_only_where_marked(moment, saved: dict) -> None:
    as_of = AsOf(moment, HAPPENED, past=True)
    schools, items = entered_later(as_of)
    now = shown(as_of)
    for part in ("matrix", "evidence"):
        differ = {key for key in now[part].keys() | saved[part].keys() if now[part].get(key) != saved[part].get(key)}
        assert differ <= schools, part
    assert {number for number in saved["plan"] if now["plan"][number] != saved["plan"][number]} <= items
    assert now["cards"] == saved["cards"]
    if not schools and not items:
        assert now == saved


def _facts_tell_what_the_columns_say(now: AsOf) -> None:
    db.session.expire_all()
    _documents_agree(now)
    _the_rest_agrees(now)


def _documents_agree(now: AsOf) -> None:
    for one in db.session.scalars(select(Document)).unique():
        told = of_document(one.events, now)
        assert in_trash(one.events, now) == (one.trashed_at is not None)
        since = told.since if told else one.versions[0].uploaded_at
        assert (told.state if told else "draft", since) == (one.state, one.state_since)
        assert (told.asked if told else None) == (one.sent.number if one.sent else None)
        assert [(r.moves[-1].state, r.moves[-1].moved_at) for r in one.remarks] == [
            (r.state, r.state_since) for r in one.remarks
        ]


def _the_rest_agrees(now: AsOf) -> None:
    for factor in factors(db.session.scalars(select(SchoolRisk))):
        told = of_factor(factor.verifications, factor.activations, now)
        assert (told.state, told.activated_at) == (factor.risk.state, factor.risk.activated_at)
    for item in db.session.scalars(select(PlanItem)):
        assert of_item(item.executions, bool(item.parts)) == item.state
    for school in db.session.scalars(select(Participation)):
        assert takes_part(school.memberships, now) == (school.left_on is None)
