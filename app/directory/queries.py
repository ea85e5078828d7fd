"""Reads of the directory: what an actor's grants reach."""

from datetime import date

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from app.audience import open_to
from app.directory.models import Grant, Official, Person, School
from app.extensions import db
from app.kernel.as_of import AsOf
from app.permissions import Actor, Holding, holdings
from app.roles import Role


def within_reach(actor: Actor, action: str) -> ColumnElement[bool]:
    """A clause on School: the schools for which the actor may take the action."""
    return or_(false(), *(_covered(holding) for holding in holdings(actor, action)))


def within_sight(actor: Actor, action: str, audience: ColumnElement[str]) -> ColumnElement[bool]:
    """A clause on School and on what lies there, by its `audience` (app/audience.py): as `can` says of one thing."""
    held = holdings(actor, action)
    return or_(false(), *(and_(_covered(one), audience.in_(open_to([one.role]))) for one in held))


def _covered(holding: Holding) -> ColumnElement[bool]:
    if holding.school_id is not None:
        return School.id == holding.school_id
    if holding.municipality_id is not None:
        return School.municipality_id == holding.municipality_id
    return true()


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
