"""Reads of the directory: what an actor's grants reach."""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased, contains_eager

from app.audience import open_to
from app.directory.models import Grant, Official, Person, School
from app.extensions import db
from app.kernel.as_of import AsOf
from app.kernel.reads import once
from app.permissions import Actor, Holding, holdings
from app.roles import Role


def within_reach(actor: Actor, action: str) -> ColumnElement[bool]:
    """A clause on School: the schools for which the actor may take the action."""
    return or_(false(), *(_covered(holding) for holding in holdings(actor, action)))


def within_sight(actor: Actor, action: str, audience: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """A clause on School and on what lies there, by its `audience` (app/audience.py): as `can` says of one thing."""
    held = holdings(actor, action)
    return or_(false(), *(and_(_covered(one), audience.in_(open_to([one.role]))) for one in held))


def _covered(holding: Holding) -> ColumnElement[bool]:
    if holding.school_id is not None:
        return School.id == holding.school_id
    if holding.municipality_id is not None:
        return School.municipality_id == holding.municipality_id
    return true()


def in_force(on: date | SQLColumnExpression[date], grant: type[Grant] = Grant) -> ColumnElement[bool]:
    """A clause on a grant: it holds on the day, which may be a column or a `bindparam`; both ends are inclusive."""
    return and_(grant.starts_on <= on, or_(grant.ends_on.is_(None), grant.ends_on >= on))


def asked(on: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """A clause on Grant: of a curator and a substitute the curator is asked, the substitute where there is no other."""
    other = aliased(Grant)
    own = other.role == Grant.role, other.school_id == Grant.school_id, other.stands_for_id.is_(None)
    alone = ~exists(select(other.id).where(*own, in_force(on, other)).correlate_except(other))
    return or_(Grant.stands_for_id.is_(None), alone)


def held(role: Role, school_id: int, *clauses: ColumnElement[bool]) -> list[Grant]:
    """The grants of a role for a school, with their people, by name."""
    found = select(Grant).join(Grant.person).options(contains_eager(Grant.person))
    found = found.where(Grant.role == role, Grant.school_id == school_id, *clauses)
    return list(db.session.scalars(found.order_by(Person.name, Grant.id)))


def holders(role: Role, school_id: int, on: date) -> list[Person]:
    """Who holds a role for a school on the day."""
    return [grant.person for grant in held(role, school_id, in_force(on))]


@once
def _accompanied(school_id: int, day: date) -> list[Grant]:
    """The grants of directors and curators that had begun by the day, with their people, by name."""
    found = select(Grant).join(Grant.person).options(contains_eager(Grant.person))
    own = Grant.role.in_((Role.SCHOOL, Role.CURATOR)), Grant.school_id == school_id, Grant.starts_on <= day
    return list(db.session.scalars(found.where(*own).order_by(Person.name, Grant.id)))


def curators_until(school_id: int, day: date) -> list[Grant]:
    """Who was the curator of the school from when till when, substitutes among them; the newest first."""
    found = [grant for grant in _accompanied(school_id, day) if grant.role == Role.CURATOR]
    return sorted(found, key=lambda grant: grant.starts_on, reverse=True)


def roles_at(school_id: int, as_of: AsOf) -> dict[str, list[str]]:
    """The names of those who led and accompanied the school on the day, by role."""
    day = as_of.day
    there = [one for one in _accompanied(school_id, day) if one.ends_on is None or one.ends_on >= day]
    return {role: [_told(one) for one in there if one.role == role] for role in (Role.SCHOOL, Role.CURATOR)}


def _told(grant: Grant) -> str:
    return f"{grant.person.name} ({grant.instead})" if grant.stands_for_id else grant.person.name


def official(duty: str, on: date) -> Official | None:
    """Who signs ('signatory') or controls ('controller') on the day; None is said on the page, never invented."""
    return db.session.scalar(
        select(Official)
        .where(Official.duty == duty, Official.starts_on <= on, or_(Official.ends_on.is_(None), Official.ends_on >= on))
        .order_by(Official.starts_on.desc())
    )
