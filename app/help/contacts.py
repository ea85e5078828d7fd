"""«Кому написать»: the people who answer for somebody, by what they answer for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import in_force
from app.kernel.reads import Read
from app.permissions import Actor
from app.roles import Role

MOST = 5  # people of one kind: a region has more schools than anybody writes to


class Contact(NamedTuple):
    """A person with a role."""

    role: str
    id: int
    name: str
    post: str
    email: str
    phone: str
    place: str

    @property
    def dialled(self) -> str:
        """The telephone as a telephone takes it."""
        return re.sub(r"[^\d+]", "", self.phone)


@dataclass(frozen=True)
class Group:
    """Whom to write to about something."""

    title: str
    about: str
    people: tuple[Contact, ...]


NEAR = (Role.CURATOR, Role.MUNICIPAL)
_OF_TOWN = select(School.municipality_id).where(School.id.in_(bindparam("schools", expanding=True)))
PEOPLE = Read(
    Contact,
    select(Grant.role, Person.id, Person.name, Person.post, Person.email, Person.phone)
    .add_columns(func.coalesce(School.short_name, Municipality.name, "").label("place"))
    .join(Person, Person.id == Grant.person_id)
    .outerjoin(School, School.id == Grant.school_id)
    .outerjoin(Municipality, Municipality.id == Grant.municipality_id)
    .where(in_force(bindparam("day")), Grant.ended_at.is_(None), Person.id != bindparam("person_id"))
    .where(
        or_(
            Grant.role.in_((Role.REGIONAL, Role.LEAD, Role.ADMIN)),
            (Grant.role == Role.CURATOR) & Grant.school_id.in_(bindparam("schools", expanding=True)),
            (Grant.role == Role.MUNICIPAL) & Grant.municipality_id.in_(_OF_TOWN),
        )
    )
    .order_by(Person.name, Grant.id),
)
# Who is asked about what, and whose question that is; the order is that of the page.
ASKED: tuple[tuple[Role, str, str, frozenset[Role]], ...] = (
    (Role.CURATOR, "Куратор школы", "документы, замечания, риски", frozenset({Role.SCHOOL})),
    (Role.MUNICIPAL, "Муниципальный координатор", "дела муниципалитета", frozenset({Role.SCHOOL, Role.CURATOR})),
    (Role.LEAD, "Руководитель экспертизы", "экспертные листы, назначения, этапы", frozenset({Role.REVIEWER})),
    (Role.REGIONAL, "Департамент образования", "сроки, план, роли и\u00a0вход", frozenset(Role) - {Role.REGIONAL}),
    (Role.ADMIN, "Администратор программы", "неполадки, почта, скорость", frozenset(Role) - {Role.ADMIN}),
)


def contacts_of(actor: Actor, person_id: int, today: date) -> list[Group]:
    """The people whom the actor may ask, each kind in its place; one statement."""
    held = {one.role for one in actor.grants}
    schools = tuple(one.school_id for one in actor.grants if one.school_id)
    found = PEOPLE.all(person_id=person_id, day=today, schools=schools)
    groups = [
        Group(title, about, _each_once([one for one in found if one.role == role]))
        for role, title, about, asks in ASKED
        if held & asks
    ]
    return [group for group in groups if group.people]


def _each_once(found: Sequence[Contact]) -> tuple[Contact, ...]:
    return tuple({one.id: one for one in reversed(found)}.values())[::-1][:MOST]
