"""A duty as a plain row, and what is asked for: the year, a day, whose schools, and which last days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, true

from app.roles import Role
from app.year.cycle.models import Cycle

Place = tuple[str, Mapping[str, object]]  # an endpoint and its values


class Duty(NamedTuple):
    """One thing that waits for one role at a place, or for one person.

    `name` is what is to be done with, in the accusative; `about` is what several of a kind have in common (the months
    of a window, the number of a stage). `due_on` is inclusive; without it no day is set.
    """

    kind: str
    state: str
    due_on: date | None
    role: Role | None
    school_id: int | None
    municipality_id: int | None
    person_id: int | None
    school: str
    name: str
    about: str
    place: Place


def any_day(_day: date | None) -> bool:
    """Whatever the last day is."""
    return True


@dataclass(frozen=True)
class Scope:
    """What is asked: `reach` is a clause on School, `wanted` says of which last days."""

    cycle: Cycle
    today: date
    reach: ColumnElement[bool] = field(default_factory=true)
    wanted: Callable[[date | None], bool] = any_day
