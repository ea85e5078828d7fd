"""Of a curator and a substitute one is asked: a row of the order, an indicator, a list of an event, a duty."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from flask import current_app
from sqlalchemy import select

from app.directory.models import Grant, Person
from app.extensions import db
from app.orders.gathering import gather
from app.plan.execution.duties import codes_of, duties
from app.plan.indicators.reading import values
from app.plan.items import items_of
from app.plan.registers.models import Attendance, ProjectEvent
from app.plan.registers.queries import present
from app.year.cycle.queries import current_cycle
from tests.people.leave import AFTER, FIRST, LAST, SOKOLOVA, ZHURAVLYOV, person, roles_of, stand_in

NOON = datetime(2022, 3, 24, 9, tzinfo=UTC)


def named(code: str, day: date) -> list[str]:
    return [row["name"] for row in gather(code, current_cycle(), day).tables["rows"]]


@pytest.mark.parametrize("code", ["O_CUR", "L_FIOKO_CUR"])
def test_the_order_has_one_row_for_a_school_and_the_leave_does_not_change_it(app, code):
    with app.app_context():
        before = named(code, FIRST)
        stand_in()
        assert named(code, FIRST) == named(code, LAST) == before
        assert len(before) == 12


def test_where_there_is_no_other_the_substitute_is_named(app):
    with app.app_context():
        grant = stand_in()
        for one in roles_of(SOKOLOVA):
            one.ends_on = FIRST
        db.session.flush()
        rows = gather("O_CUR", current_cycle(), LAST).tables["rows"]
        assert [row["name"] for row in rows if row["school"] == grant.school.short_name] == [ZHURAVLYOV]


def newcomer() -> Person:
    """Who leads no school of his own."""
    made = Person(name="Новый Илья (демо)", email="new@example.org")
    db.session.add(made)
    db.session.flush()
    return made


def shares(number: int) -> list[tuple[int, int]]:
    db.session.flush()
    current_app.extensions.pop("indicators", None)
    item = next(one for one in items_of(current_cycle()) if one.number == number)
    return [(one.part, one.whole) for one in values(current_cycle(), LAST)[item.id].tallies]


def held_on(day: date, kind: str) -> ProjectEvent:
    row = ProjectEvent(
        cycle_id=current_cycle().id, on=day, kind=kind, title="Т", link="", recorded_at=NOON, recorded_by_id=1
    )
    db.session.add(row)
    db.session.flush()
    return row


def leading() -> set[int]:
    return set(db.session.scalars(select(Grant.person_id).where(Grant.role == "curator")))


def mark(event: ProjectEvent, *people: int) -> None:
    for one in people:
        words = {"part": "viewer", "source": "list", "recorded_by_id": 1, "recorded_at": NOON}
        db.session.add(Attendance(event_id=event.id, person_id=one, **words))


@pytest.mark.parametrize(("number", "kind"), [(19, "webinar"), (22, "vks"), (27, "exchange")])
def test_of_the_two_one_is_asked_and_the_presence_of_either_counts(app, number, kind):
    with app.app_context():
        substitute = newcomer()
        stand_in(person_id=substitute.id)
        others = leading() - {person(SOKOLOVA), substitute.id}
        before = shares(number)[1]
        assert before[1] == 4  # and not five
        event = held_on(FIRST, kind)
        mark(event, *others)
        assert shares(number)[1] == (3, 4)
        mark(event, substitute.id)
        assert shares(number)[1] == (4, 4)


@pytest.mark.parametrize(("starts_on", "ends_on", "part"), [(FIRST, LAST, 4), (date(2022, 3, 25), LAST, 3)])
def test_only_who_stood_in_on_the_day_of_the_event_counts(app, starts_on, ends_on, part):
    with app.app_context():
        substitute = newcomer()
        stand_in(person_id=substitute.id, starts_on=starts_on, ends_on=ends_on)
        everybody = leading() - {person(SOKOLOVA)}
        for kind in ("vks", "webinar"):
            mark(held_on(FIRST, kind), *everybody)
        assert shares(22)[1] == (part, 4)
        assert shares(19)[1] == (part, 4)


def test_the_list_of_an_event_has_the_substitute_apart(app):
    with app.app_context():
        substitute = newcomer()
        stand_in(person_id=substitute.id)
        event = held_on(FIRST, "vks")
        roll = present(event)
        assert [one.name for one in roll.substitutes] == [substitute.name]
        assert len(roll.curators) == 4
        event.on = AFTER
        assert present(event).substitutes == []


def test_who_only_stands_in_is_not_told_of_the_duties_of_a_curator(app):
    with app.app_context():
        own, lent_one = roles_of(ZHURAVLYOV)[0], stand_in()
        assert codes_of(SimpleNamespace(grants=(own, lent_one))) == {"CURATOR"}
        only = SimpleNamespace(person_id=lent_one.person_id, grants=(lent_one,))
        assert codes_of(only) == set()
        assert duties(only, ["CURATOR"])
