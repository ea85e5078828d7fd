"""Reads of the list of schools: those of the year with their people, and what a loaded list is compared with."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from app.directory.models import Grant, Municipality, Person, School
from app.directory.narrowing import Narrow
from app.directory.queries import in_force
from app.extensions import db
from app.kernel.paging import Asked, Page, count_of
from app.people.queries import municipalities
from app.roles import Role
from app.year.cycle.models import Cycle, Participation
from app.year.enrolment.matching import Known


class Held(NamedTuple):
    """Who holds a school today; `stands_for` is who is away, and `ends_on` the last day of it."""

    name: str
    stands_for: str | None
    ends_on: date | None


@dataclass(frozen=True)
class Enrolled:
    """A school of the year with who holds it today."""

    id: int
    school_id: int
    name: str
    code: str | None
    town: str
    left_on: date | None
    heads: list[Held] = field(default_factory=list)
    curators: list[Held] = field(default_factory=list)


class Counted(NamedTuple):
    """The schools that take part, and those of them without a curator."""

    standing: int
    without_curator: int


_STANDS = Participation.left_on.is_(None)
ENROLLED = (
    Participation.id,
    Participation.school_id,
    School.short_name,
    School.code,
    Municipality.name,
    Participation.left_on,
)


def enrolled(cycle: Cycle, on: date, narrow: Narrow, asked: Asked) -> tuple[list[Enrolled], Page]:
    """A page of the schools of the year, those that left at the end."""
    found = (
        select(*ENROLLED)
        .join(Participation.school)
        .join(School.municipality)
        .where(Participation.cycle_id == cycle.id, narrow.clause)
        .order_by(Participation.left_on.is_not(None), Municipality.position, School.short_name, Participation.id)
    )
    page = Page(count_of(found), asked)
    schools = [Enrolled(*row) for row in db.session.execute(page.of(found))]
    held = _held(on, [one.school_id for one in schools])
    for one in schools:
        one.heads.extend(held[Role.SCHOOL, one.school_id])
        one.curators.extend(held[Role.CURATOR, one.school_id])
    return schools, page


def counted(cycle: Cycle, on: date) -> Counted:
    """Of the whole year, whatever part of it is shown."""
    led = exists().where(Grant.school_id == Participation.school_id, Grant.role == Role.CURATOR, in_force(on))
    alone = func.count().filter(~led)
    found = select(func.count(), alone).select_from(Participation)
    return Counted(*db.session.execute(found.where(Participation.cycle_id == cycle.id, _STANDS)).one())


def _held(on: date, schools: list[int]) -> defaultdict[tuple[str, int], list[Held]]:
    absent = aliased(Person)
    found = (
        select(Grant.role, Grant.school_id, Person.name, absent.name, Grant.ends_on)
        .join(Grant.person)
        .outerjoin(absent, absent.id == Grant.stands_for_id)
        .where(Grant.school_id.in_(schools), in_force(on))
        .order_by(Grant.id)
    )
    by_place: defaultdict[tuple[str, int], list[Held]] = defaultdict(list)
    for role, school, name, stands_for, ends_on in db.session.execute(found):
        by_place[role, school or 0].append(Held(name, stands_for, ends_on))
    return by_place


def known(cycle: Cycle, on: date) -> Known:
    """The directory as a loaded list is compared with it."""
    standing = select(Participation.school_id).where(Participation.cycle_id == cycle.id, _STANDS)
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
