"""Reads of the list of schools: those of the year with their people, and what a loaded list is compared with."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import in_force
from app.extensions import db
from app.people.queries import municipalities
from app.roles import Role
from app.year.cycle.models import Cycle, Participation
from app.year.enrolment.matching import Known


@dataclass
class Enrolled:
    """A school of the year with who holds it today."""

    participation: Participation
    heads: list[Grant] = field(default_factory=list)
    curators: list[Grant] = field(default_factory=list)


def enrolled(cycle: Cycle, on: date) -> list[Enrolled]:
    """All of the year, those that left at the end; two statements whatever their number."""
    found = (
        select(Participation)
        .join(Participation.school)
        .join(School.municipality)
        .where(Participation.cycle_id == cycle.id)
        .order_by(Participation.left_on.is_not(None), Municipality.position, School.short_name)
    )
    held = _held(on)
    return [
        Enrolled(one, held[Role.SCHOOL, one.school_id], held[Role.CURATOR, one.school_id])
        for one in db.session.scalars(found)
    ]


def _held(on: date) -> defaultdict[tuple[str, int], list[Grant]]:
    found = select(Grant).options(joinedload(Grant.person)).where(Grant.school_id.is_not(None), in_force(on))
    by_place: defaultdict[tuple[str, int], list[Grant]] = defaultdict(list)
    for grant in db.session.scalars(found.order_by(Grant.id)):
        if grant.school_id is not None:
            by_place[grant.role, grant.school_id].append(grant)
    return by_place


def known(cycle: Cycle, on: date) -> Known:
    """The directory as a loaded list is compared with it."""
    standing = select(Participation.school_id).where(
        Participation.cycle_id == cycle.id, Participation.left_on.is_(None)
    )
    people = db.session.execute(select(Person.email, Person.name)).all()
    return Known(
        municipalities(on),
        list(db.session.scalars(select(School))),
        frozenset(db.session.scalars(standing)),
        {email.casefold(): name for email, name in people},
    )


def participation(cycle: Cycle, school: School) -> Participation | None:
    """The school's place in the year, left or not."""
    return db.session.scalar(
        select(Participation).where(Participation.cycle_id == cycle.id, Participation.school_id == school.id)
    )


def with_code(code: str, but: int | None = None) -> School | None:
    """Another school with this code."""
    return db.session.scalar(select(School).where(School.code == code, School.id != (but or 0)))
