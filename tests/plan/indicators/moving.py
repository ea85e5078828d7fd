"""What one row moves: the fractions of a year before and after it."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

from flask import current_app
from sqlalchemy import select

from app.directory.models import Municipality, Person
from app.extensions import db
from app.plan.indicators.reading import values
from app.plan.items import items_of
from app.year.cycle.models import Cycle

DAY, NOON = date(2022, 9, 15), datetime(2022, 9, 15, 9, tzinfo=UTC)
FEBRUARY = date(2022, 2, 15)
ONE, ASKED = (1, 0), (0, 1)


def counted(cycle: Cycle) -> dict[tuple[int, int], tuple[int, int]]:
    """Every measure of every item: part and whole as they are."""
    db.session.flush()
    current_app.extensions.pop("indicators", None)  # what is rolled back leaves no trace by which it would be forgotten
    found = values(cycle, DAY)
    numbers = {item.id: item.number for item in items_of(cycle)}
    tallies = ((numbers[item], at, one) for item, value in found.items() for at, one in enumerate(value.tallies))
    return {(number, at): (one.part, one.whole) for number, at, one in tallies}


@contextmanager
def moves(cycle: Cycle, expected: dict, about=""):
    """What happens inside moves these measures so much, and no other; then it has not happened."""
    before = counted(cycle)
    with db.session.begin_nested() as inside:
        yield
        after = counted(cycle)
        inside.rollback()
    db.session.expire_all()
    moved = {key: (after[key][0] - was[0], after[key][1] - was[1]) for key, was in before.items()}
    assert {key: step for key, step in moved.items() if step != (0, 0)} == expected, about


def entered(model, cycle_id: int, on: date = FEBRUARY, **words):
    row = model(cycle_id=cycle_id, on=on, recorded_at=NOON, recorded_by_id=1, **words)
    db.session.add(row)
    db.session.flush()
    return row


def person_id(name: str) -> int:
    return db.session.scalars(select(Person.id).where(Person.email == f"{name}@example.org")).one()


def town_id(code: str) -> int:
    return db.session.scalars(select(Municipality.id).where(Municipality.code == code)).one()
