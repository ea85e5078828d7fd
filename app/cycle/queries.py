"""Reads of the project year."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.cycle.models import Cycle, Deadline, EvidenceWindow, Participation, Round, SchoolRisk
from app.directory.models import School
from app.extensions import db


def current_cycle() -> Cycle:
    """The newest cycle."""
    return db.session.scalars(select(Cycle).order_by(Cycle.year.desc()).limit(1)).one()


def deadline(cycle: Cycle, key: str) -> Deadline:
    """A single day of the year by its key."""
    return db.session.scalars(select(Deadline).where(Deadline.cycle_id == cycle.id, Deadline.key == key)).one()


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


def participations(cycle: Cycle, clause) -> list[Participation]:
    """The schools that take part, with their risks: those that the clause on School lets through."""
    return list(
        db.session.scalars(
            select(Participation)
            .join(Participation.school)
            .options(selectinload(Participation.risks).joinedload(SchoolRisk.direction))
            .where(Participation.cycle_id == cycle.id, Participation.left_on.is_(None), clause)
            .order_by(School.municipality_id, School.short_name)
        ).unique()
    )
