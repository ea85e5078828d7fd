"""The list of schools on their way from the profile to the activated directions: a page of plain rows, and its totals.

Both are told by the same expressions, so that a total can't part from its rows.
"""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.directory.models import Municipality, School
from app.extensions import db
from app.kernel.paging import Asked, Page
from app.year.cycle.models import Cycle, Participation, SchoolRisk
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile, Survey


class Row(NamedTuple):
    """A school: what is done, by its day or moment; its factors, those that are answered, those that are activated."""

    id: int
    name: str
    town: str
    surveyed_on: date | None
    uploaded_at: datetime | None
    taken_at: datetime | None
    visited_on: date | None
    factors: int
    verified: int
    activated: int


class Totals(NamedTuple):
    """Of how many schools; with the profile received, visited, verified and activated (items 8 and 10)."""

    schools: int
    received: int
    visited: int
    settled: int


def _of_school(column: InstrumentedAttribute, *newest: ColumnElement) -> ScalarSelect:
    model = column.class_
    return select(column).where(model.participation_id == Participation.id).order_by(*newest).limit(1).scalar_subquery()


def _risks(*clauses: ColumnElement[bool]) -> ScalarSelect[int]:
    own = select(func.count()).select_from(SchoolRisk).where(SchoolRisk.participation_id == Participation.id, *clauses)
    return own.scalar_subquery()


TAKEN = (
    select(ProfileReceipt.taken_at)
    .join(ProfileReceipt.profile)
    .where(RiskProfile.participation_id == Participation.id)
    .order_by(RiskProfile.id)
    .limit(1)
    .scalar_subquery()
)
VISITED = _of_school(FirstVisit.visited_on, FirstVisit.id.desc())
FACTORS, ACTIVATED = _risks(), _risks(SchoolRisk.activated_at.is_not(None))
VERIFIED = _risks(SchoolRisk.state != "in_profile")
SETTLED = and_(ACTIVATED > 0, FACTORS == VERIFIED)
ROWS = (
    select(
        Participation.id,
        School.short_name,
        Municipality.name,
        _of_school(Survey.done_on),
        _of_school(RiskProfile.uploaded_at, RiskProfile.id.desc()),
        TAKEN,
        VISITED,
        FACTORS,
        VERIFIED,
        ACTIVATED,
    )
    .join(Participation.school)
    .join(School.municipality)
    .order_by(School.municipality_id, School.short_name, Participation.id)
)
COUNTS = func.count(), func.count(TAKEN), func.count(VISITED), func.count().filter(SETTLED)
TOTALS = select(*COUNTS).select_from(Participation).join(Participation.school)


def listed(cycle: Cycle, clause: ColumnElement[bool], asked: Asked) -> tuple[list[Row], Totals, Page]:
    """The schools of the year that the clause on School lets through: the page that is asked for, the totals of all."""
    here = Participation.cycle_id == cycle.id, Participation.left_on.is_(None), clause
    counted = Totals(*db.session.execute(TOTALS.where(*here)).one())
    page = Page(counted.schools, asked)
    return [Row(*row) for row in db.session.execute(page.of(ROWS.where(*here)))], counted, page
