"""Reads of the risk profile: where each school stands, the history of a factor, the numbers of items 6, 8 and 10."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from sqlalchemy import ColumnElement, select, true

from app.extensions import db
from app.year.cycle.models import Cycle, Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import participations
from app.year.profile.models import Activation, FirstVisit, ProfileReceipt, RiskProfile, RiskVerification, Survey
from app.year.profile.way import Way

OfSchool = TypeVar("OfSchool", RiskProfile, Survey, FirstVisit)
OfRisk = TypeVar("OfRisk", RiskVerification, Activation)


@dataclass(frozen=True)
class Standing(Way):
    """A school on the way from its profile to its activated directions."""

    school: Participation
    profile: RiskProfile | None
    receipt: ProfileReceipt | None
    survey: Survey | None
    visit: FirstVisit | None


def standings(cycle: Cycle, clause: ColumnElement[bool]) -> list[Standing]:
    """The schools that the clause on School lets through; a constant number of statements."""
    return _of(participations(cycle, clause))


def _of(schools: list[Participation]) -> list[Standing]:
    ids = [school.id for school in schools]
    files = _by_school(RiskProfile, ids)
    surveys, visits = _by_school(Survey, ids), _by_school(FirstVisit, ids)
    return [
        Standing(
            school,
            _last(files.get(school.id)),
            next((file.receipt for file in files.get(school.id, ()) if file.receipt), None),
            _last(surveys.get(school.id)),
            _last(visits.get(school.id)),
        )
        for school in schools
    ]


def standing(school: Participation) -> Standing:
    """One school."""
    return _of([school])[0]


def _by_school(model: type[OfSchool], ids: list[int]) -> dict[int, list[OfSchool]]:
    found: dict[int, list[OfSchool]] = {}
    for row in db.session.scalars(select(model).where(model.participation_id.in_(ids)).order_by(model.id)).unique():
        found.setdefault(row.participation_id, []).append(row)
    return found


def _last(rows: Sequence[OfSchool] | None) -> OfSchool | None:
    return rows[-1] if rows else None


@dataclass(frozen=True)
class Count:
    """A number of the plan: how many schools of how many, and who is missing."""

    done: int
    of: int
    missing: tuple[Participation, ...]


def _count(rows: list[Standing], done: Callable[[Standing], object]) -> Count:
    missing = tuple(row.school for row in rows if not done(row))
    return Count(len(rows) - len(missing), len(rows), missing)


def surveyed(cycle: Cycle) -> Count:
    """Item 6: schools that have done the survey."""
    return _count(standings(cycle, true()), lambda row: row.survey)


def received(cycle: Cycle) -> Count:
    """Item 8: schools that have taken their profile."""
    return _count(standings(cycle, true()), lambda row: row.receipt)


def visited_and_settled(cycle: Cycle) -> Count:
    """Item 10: the smaller of two numbers, visited and settled; missing is who lacks either."""
    rows = standings(cycle, true())
    visited, settled = _count(rows, lambda row: row.visit), _count(rows, lambda row: row.settled)
    either = _count(rows, lambda row: row.visit and row.settled)
    return Count(min(visited.done, settled.done), len(rows), either.missing)


@dataclass(frozen=True)
class Factor:
    """A factor of the profile with its whole history, the oldest first."""

    risk: SchoolRisk
    verifications: tuple[RiskVerification, ...]
    activations: tuple[Activation, ...]

    @property
    def verification(self) -> RiskVerification | None:
        """The curator's last word."""
        return self.verifications[-1] if self.verifications else None

    @property
    def activation(self) -> Activation | None:
        """The last activation, closed or not."""
        return self.activations[-1] if self.activations else None


def factors(risks: Iterable[SchoolRisk]) -> list[Factor]:
    """The factors in the order of the coordinator's list, with their histories; a constant number of statements."""
    ordered = sorted(risks, key=lambda risk: risk.direction.position)
    ids = [risk.id for risk in ordered]
    said, done = _by_risk(RiskVerification, ids), _by_risk(Activation, ids)
    return [Factor(risk, said.get(risk.id, ()), done.get(risk.id, ())) for risk in ordered]


def _by_risk(model: type[OfRisk], ids: list[int]) -> dict[int, tuple[OfRisk, ...]]:
    rows = db.session.scalars(
        select(model).where(model.school_risk_id.in_(ids)).order_by(model.school_risk_id, model.id)
    ).unique()
    return {key: tuple(own) for key, own in groupby(rows, key=lambda row: row.school_risk_id)}


def directions() -> list[RiskDirection]:
    """The list that the coordinator keeps, in its order."""
    return list(db.session.scalars(select(RiskDirection).order_by(RiskDirection.position, RiskDirection.id)))
