"""A page of the schools of a year as plain rows: what lists show of a school, with the directions of its profile."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, select

from app.directory.models import Municipality, School
from app.kernel.paging import SIZE, Asked, Page, read_page
from app.kernel.reads import Read
from app.year.cycle.models import Participation, RiskDirection, SchoolRisk
from app.year.cycle.rows import Direction, Risk


class Listed(NamedTuple):
    """A school of a list, by its place in the year."""

    id: int
    name: str
    town: str
    risks: tuple[Risk, ...] = ()


class _Risk(NamedTuple):
    participation_id: int
    id: int
    state: str
    activated_at: datetime | None
    direction_id: int
    code: str
    title: str
    short_title: str


RISKS = Read(
    _Risk,
    select(SchoolRisk.participation_id, SchoolRisk.id, SchoolRisk.state, SchoolRisk.activated_at)
    .add_columns(SchoolRisk.direction_id, RiskDirection.code, RiskDirection.title, RiskDirection.short_title)
    .join(RiskDirection, RiskDirection.id == SchoolRisk.direction_id)
    .where(SchoolRisk.participation_id.in_(bindparam("places", expanding=True)))
    .order_by(SchoolRisk.id),
)


def listed(cycle_id: int, clause: ColumnElement[bool], asked: Asked, size: int = SIZE) -> tuple[list[Listed], Page]:
    """A page of the schools that take part, those that the clause on School lets through; two statements."""
    found = (
        select(Participation.id, School.short_name, Municipality.name)
        .join(School, School.id == Participation.school_id)
        .join(Municipality, Municipality.id == School.municipality_id)
        .where(Participation.cycle_id == cycle_id, Participation.left_on.is_(None), clause)
        .order_by(School.municipality_id, School.short_name, Participation.id)
    )
    rows, page = read_page(found, asked, size)
    risks = risks_of(tuple(key for key, _, _ in rows))
    return [Listed(key, name, town, risks.get(key, ())) for key, name, town in rows], page


def told(school: Participation) -> Listed:
    """The same of a school whose row is there."""
    return Listed(school.id, school.school.short_name, school.school.municipality.name)


def risks_of(places: tuple[int, ...]) -> dict[int, tuple[Risk, ...]]:
    """Place in the year → the directions of the profile, in the order in which they were found."""
    found: dict[int, tuple[Risk, ...]] = defaultdict(tuple)
    for one in RISKS.all(places=places) if places else ():
        direction = Direction(one.direction_id, one.code, one.title, one.short_title)
        found[one.participation_id] += (Risk(one.id, one.state, one.activated_at, direction),)
    return found
