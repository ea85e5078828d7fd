"""Reads of the directory: what an actor's grants reach."""

from datetime import date

from sqlalchemy import ColumnElement, false, or_, select, true

from app.directory.models import Grant, Official, Person, School
from app.extensions import db
from app.kernel.as_of import AsOf
from app.permissions import Actor, holdings
from app.roles import Role


def within_reach(actor: Actor, action: str) -> ColumnElement[bool]:
    """A clause on School: the schools for which the actor may take the action."""
    clauses = []
    for holding in holdings(actor, action):
        if holding.school_id is not None:
            clauses.append(School.id == holding.school_id)
        elif holding.municipality_id is not None:
            clauses.append(School.municipality_id == holding.municipality_id)
        else:
            return true()
    return or_(false(), *clauses)


def holders(role: Role, school_id: int, on: date) -> list[Person]:
    """Who holds a role for a school on the day."""
    in_force = Grant.starts_on <= on, or_(Grant.ends_on.is_(None), Grant.ends_on >= on)
    found = select(Person).join(Person.grants).where(Grant.role == role, Grant.school_id == school_id, *in_force)
    return list(db.session.scalars(found.order_by(Person.name)))


def roles_at(school_id: int, as_of: AsOf) -> dict[str, list[str]]:
    """The names of those who led and accompanied the school on the day, by role."""
    found: dict[str, list[str]] = {Role.SCHOOL: [], Role.CURATOR: []}
    for role in found:
        found[role] = [person.name for person in holders(role, school_id, as_of.day)]
    return found


def official(duty: str, on: date) -> Official | None:
    """Who signs ('signatory') or controls ('controller') on the day; None is said on the page, never invented."""
    return db.session.scalar(
        select(Official)
        .where(Official.duty == duty, Official.starts_on <= on, or_(Official.ends_on.is_(None), Official.ends_on >= on))
        .order_by(Official.starts_on.desc())
    )
