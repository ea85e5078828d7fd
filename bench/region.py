"""A region after some years: 45 more schools, each with three directions in each of four years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from app.directory.models import Municipality, School
from app.documents import kit
from app.extensions import db
from app.year.cycle.models import Cycle, EvidenceWindow, Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import current_cycle

SCHOOLS, DIRECTIONS, PAST = 45, 3, (2019, 2020, 2021)
MONTHS = (("март – май", 3, 5), ("август – ноябрь", 8, 11))


@dataclass(frozen=True)
class Place:
    """Where a document may stand, by its ids; the names that the search knows it by; whether its year is over."""

    participation_id: int
    school_risk_id: int
    window_id: int
    school_id: int
    names: tuple[str, ...]
    past: bool


def settle() -> list[Place]:
    """Write the schools and the years; give every place of evidence, the demo schools of this year among them."""
    towns, directions = (db.session.scalars(select(model)).all() for model in (Municipality, RiskDirection))
    schools = [_school(number, towns[number % len(towns)]) for number in range(SCHOOLS)]
    db.session.add_all(schools)
    this = current_cycle()
    for cycle in (*map(_year, PAST), this):
        db.session.add_all(_joined(school, cycle, number, directions) for number, school in enumerate(schools))
    db.session.flush()
    windows = db.session.scalars(select(EvidenceWindow)).all()
    risks = db.session.scalars(select(SchoolRisk).where(SchoolRisk.activated_at.is_not(None)).order_by(SchoolRisk.id))
    return list(_places(risks, windows, this))


def _school(number: int, town: Municipality) -> School:
    name = f"МБОУ «Средняя школа № {number + 1}» (демо)"
    return School(municipality=town, short_name=name, full_name=f"Общеобразовательная организация {name}")


def _year(year: int) -> Cycle:
    cycle = Cycle(year=year, title=f"Проект «500+», {year}")
    db.session.add(cycle)
    db.session.flush()
    for number, (title, first, last) in enumerate(MONTHS, 1):
        days = {"opens_on": date(year, first, 1), "closes_on": date(year, last, 30)}
        db.session.add(EvidenceWindow(cycle_id=cycle.id, number=number, title=title, **days))
    return cycle


def _joined(school: School, cycle: Cycle, number: int, directions: list[RiskDirection]) -> Participation:
    joined, since = Participation(cycle=cycle, school=school), datetime(cycle.year, 2, 1, tzinfo=UTC)
    for turn in range(DIRECTIONS):
        direction = directions[(number + turn) % len(directions)]
        joined.risks.append(SchoolRisk(direction=direction, significance="high", state="activated", activated_at=since))
    return joined


def _places(risks: Iterable[SchoolRisk], windows: list[EvidenceWindow], this: Cycle) -> Iterable[Place]:
    for risk in risks:
        school, cycle_id = risk.participation.school, risk.participation.cycle_id
        for window in windows:
            if window.cycle_id == cycle_id:
                named = kit.Slot("evidence", risk, window)
                names = (named.title, named.short_title, school.short_name)
                yield Place(risk.participation_id, risk.id, window.id, school.id, names, cycle_id != this.id)
