"""Reads of the project year."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.cycle.models import Cycle, Deadline, EvidenceWindow, LatePermission, Participation, Round, SchoolRisk
from app.directory.models import School
from app.extensions import db


def newest_cycle() -> Cycle | None:
    """The newest that is opened, or None before the first seed.

    A session asks once, and keeps the answer as true as any of its rows.
    """
    known = db.session.info.get("cycle")
    if known is None or known not in db.session:
        newest = select(Cycle).where(Cycle.opened).order_by(Cycle.year.desc()).limit(1)
        known = db.session.scalars(newest.options(joinedload(Cycle.moves))).unique().first()
        db.session.info["cycle"] = known
    return known


def current_cycle() -> Cycle:
    """The year that everybody lives in: the newest that is opened."""
    cycle = newest_cycle()
    if cycle is None:
        raise LookupError("there is no cycle yet: flask seed makes the first")
    return cycle


def deadline(cycle: Cycle, key: str) -> Deadline:
    """A single day of the year by its key."""
    return next(one for one in cycle.deadlines if one.key == key)


def windows(cycle: Cycle) -> list[EvidenceWindow]:
    """The months of evidence, in order."""
    return list(
        db.session.scalars(
            select(EvidenceWindow).where(EvidenceWindow.cycle_id == cycle.id).order_by(EvidenceWindow.number)
        )
    )


def rounds(cycle: Cycle) -> list[Round]:
    """The stages of expertise, in order."""
    return list(db.session.scalars(select(Round).where(Round.cycle_id == cycle.id).order_by(Round.number)))


def year_of(cycle: Cycle, opened: list[EvidenceWindow], stages: list[Round]) -> list[tuple[date, str]]:
    """The days that a school lives by, in order: deadlines, ends of windows, stages of expertise."""
    days = [(one.due_on, one.title) for one in cycle.deadlines]
    days += [(window.closes_on, f"Подтверждающие документы, {window.title}") for window in opened]
    days += [(one.due_on, f"Экспертиза, {one.number}-й\u00a0этап") for one in stages]
    return sorted(days)


def participations(cycle: Cycle, clause) -> list[Participation]:
    """The schools that take part, with their risks: those that the clause on School lets through."""
    return list(
        db.session.scalars(
            select(Participation)
            .join(Participation.school)
            .options(joinedload(Participation.risks).joinedload(SchoolRisk.direction))
            .where(Participation.cycle_id == cycle.id, Participation.left_on.is_(None), clause)
            .order_by(School.municipality_id, School.short_name)
        ).unique()
    )


def late_until(participation_id: int, window_id: int) -> date | None:
    """To what day the school may still show evidence of a closed window; None when nobody has permitted it."""
    own = (LatePermission.participation_id == participation_id, LatePermission.window_id == window_id)
    return db.session.scalar(select(func.max(LatePermission.until_on)).where(*own))


def late_permissions(participation: Participation) -> list[LatePermission]:
    """What has been permitted to the school, the newest first."""
    own = select(LatePermission).where(LatePermission.participation_id == participation.id)
    return list(db.session.scalars(own.order_by(LatePermission.id.desc())))
