"""Reads of the registers: their rows, what may be chosen in their forms, who was at an event."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, not_, or_, select, true
from sqlalchemy.orm import selectinload

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import asked, in_force, within_reach
from app.extensions import db
from app.kernel.names import cyrillic
from app.permissions import Actor, holdings
from app.plan.registers.models import Attendance, Entry, OfMunicipality, OfSchool, ProjectEvent
from app.plan.registers.table import Register
from app.plan.registers.words import OF_TOWNS
from app.roles import Role
from app.year.cycle.models import Cycle, Participation
from app.year.cycle.queries import participations

Day = date | SQLColumnExpression[date]


def rows(register: Register, cycle: Cycle, actor: Actor) -> list[Entry]:
    """The rows of the year that the reader may see, the newest first, struck ones among them."""
    model = register.model
    found = select(model).where(model.cycle_id == cycle.id).order_by(model.on.desc(), model.id.desc())
    if issubclass(model, OfSchool):
        found = found.join(model.participation).join(Participation.school).where(within_reach(actor, "register.view"))
    if issubclass(model, OfMunicipality):
        own = municipality_ids(actor, "register.view")
        found = found if own is None else found.where(model.municipality_id.in_(own))
    if model is ProjectEvent:
        found = found.options(selectinload(ProjectEvent.attendances))
    return list(db.session.scalars(found).unique())


def schools(cycle: Cycle, actor: Actor, action: str) -> list[Participation]:
    """The schools that a row may be about."""
    return participations(cycle, within_reach(actor, action))


def towns(cycle: Cycle, actor: Actor, action: str) -> list[Municipality]:
    """The municipalities with schools in the year that a row may be about."""
    own = municipality_ids(actor, action)
    taking_part = select(School.municipality_id).join(Participation, Participation.school_id == School.id)
    taking_part = taking_part.where(Participation.cycle_id == cycle.id, Participation.left_on.is_(None))
    here = true() if own is None else Municipality.id.in_(own)
    found = select(Municipality).where(Municipality.id.in_(taking_part), here).order_by(Municipality.position)
    return list(db.session.scalars(found))


def municipality_ids(actor: Actor, action: str) -> list[int] | None:
    """Where the actor's grants let them take the action; None is everywhere."""
    held = holdings(actor, action)
    if any(h.school_id is h.municipality_id is None for h in held):
        return None
    return [h.municipality_id for h in held if h.municipality_id]


@dataclass(frozen=True)
class Present:
    """A school or a person on the list of an event, and the mark when there is one."""

    key: str
    name: str
    place: str
    mark: Attendance | None


@dataclass(frozen=True)
class Roll:
    """All who may be at an event of the year, marked or not; who leads a school stands among the curators alone.

    Who stands in for one of them on the day stands apart: they are not asked, and their mark counts for the curator.
    `towns` are those who stand for a municipality, at the events to which municipalities are called.
    """

    schools: list[Present]
    curators: list[Present]
    substitutes: list[Present]
    coordinators: list[Present]
    towns: list[Present]

    @property
    def everybody(self) -> list[Present]:
        """The whole list."""
        return [*self.schools, *self.curators, *self.substitutes, *self.coordinators, *self.towns]


def present(event: ProjectEvent, near: ColumnElement[bool] | None = None) -> Roll:
    """The list of the day of the event, of the schools that the clause lets through; seven statements at most."""
    near = true() if near is None else near
    marks = list(db.session.scalars(select(Attendance).where(Attendance.event_id == event.id)))
    of_schools = {mark.participation_id: mark for mark in marks if mark.participation_id}
    of_people = {mark.person_id: mark for mark in marks if mark.person_id}
    schools_ = [
        Present(f"school-{one.id}", one.school.short_name, one.school.municipality.name, of_schools.get(one.id))
        for one in _taking_part(event, near)
    ]
    leading = curators(event.cycle, event.on, near, asked(event.on))
    instead = [one for one in curators(event.cycle, event.on, near, not_(asked(event.on))) if one not in leading]
    others = [one for one in coordinators(event.on) if one not in (*leading, *instead)]
    of_curators, of_substitutes, of_coordinators = (
        [Present(f"person-{one.id}", one.name, one.post, of_people.get(one.id)) for one in some]
        for some in (leading, instead, others)
    )
    named = {one.id for one in (*leading, *instead, *others)}
    towns = [
        Present(f"person-{person.id}", person.name, names, of_people.get(person.id))
        for person, names in (_for_towns(event, near) if event.kind in OF_TOWNS else {}).items()
        if person.id not in named
    ]
    return Roll(schools_, of_curators, of_substitutes, of_coordinators, towns)


def _for_towns(event: ProjectEvent, near: ColumnElement[bool]) -> dict[Person, str]:
    """Who stands for a municipality with schools of the year, and for which."""
    own = select(School.municipality_id).join(Participation, Participation.school_id == School.id)
    own = own.where(Participation.cycle_id == event.cycle_id, near)
    found = select(Person, Municipality.name).join(Grant, Grant.person_id == Person.id)
    found = found.join(Municipality, Municipality.id == Grant.municipality_id)
    found = found.where(standing_for_towns(event.on), Grant.municipality_id.in_(own))
    names: dict[Person, dict[str, None]] = {}  # once each, in their order
    for person, town in db.session.execute(found.order_by(Municipality.position, Person.name)):
        names.setdefault(person, {})[town] = None
    return {person: ", ".join(of) for person, of in names.items()}


def standing_for_towns(on: Day) -> ColumnElement[bool]:
    """A clause on Grant: a municipal coordinator of the day, or who is appointed after it, as the year begins."""
    return and_(Grant.role == Role.MUNICIPAL, or_(Grant.ends_on.is_(None), Grant.ends_on >= on))


def _taking_part(event: ProjectEvent, near: ColumnElement[bool]) -> list[Participation]:
    """A school that has left since was there on the day."""
    here = or_(Participation.left_on.is_(None), Participation.left_on > event.on)
    found = select(Participation).join(Participation.school).where(Participation.cycle_id == event.cycle_id, here, near)
    return list(db.session.scalars(found.order_by(School.municipality_id, School.short_name)))


def curators(
    cycle: Cycle, on: Day, near: ColumnElement[bool] | None = None, *clauses: ColumnElement[bool]
) -> list[Person]:
    """Who leads a school of the year on the day, or stands in there."""
    leading = holding(Role.CURATOR, on).join(Participation, Participation.school_id == Grant.school_id)
    leading = leading.join(Participation.school).where(true() if near is None else near, *clauses)
    return _people(leading.where(Participation.cycle_id == cycle.id))


def coordinators(on: Day) -> list[Person]:
    """Who is a regional coordinator on the day."""
    return _people(holding(Role.REGIONAL, on))


def holding(role: Role, on: Day) -> Select[int]:
    """The ids of the people who hold the role on the day, which may be a column."""
    return select(Grant.person_id).where(Grant.role == role, in_force(on))


def _people(ids: Select[int]) -> list[Person]:
    return list(db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.name)))


def open_to_mark(code: str, cycle: Cycle) -> ProjectEvent | None:
    """The event whose code this is, whatever its case and keyboard."""
    own = ProjectEvent.cycle_id == cycle.id, ProjectEvent.voided_at.is_(None)
    return db.session.scalar(select(ProjectEvent).where(ProjectEvent.code == cyrillic(code), *own))
