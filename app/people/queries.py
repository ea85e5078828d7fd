"""Reads about people: the list with roles and ways in, in a fixed number of statements."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import in_force
from app.extensions import db
from app.kernel.calendar import local
from app.people.accounts.models import Account
from app.roles import Role


@dataclass(frozen=True)
class Line:
    """A person of the list: the roles of the day, and what the way in is like."""

    person: Person
    grants: list[Grant]
    way_in: str


def every(on: date, words: str = "", role: str = "") -> list[Line]:
    """Those whose name, post, address or place has the words, and who hold the role on the day."""
    found = (
        select(Person, Account)
        .outerjoin(Account, Account.person_id == Person.id)
        .options(selectinload(Person.grants).options(joinedload(Grant.school), joinedload(Grant.municipality)))
        .order_by(Person.name)
    )
    lines = [
        Line(person, [grant for grant in person.grants if holds(grant, on)], way_in(account))
        for person, account in db.session.execute(found)
    ]
    return [line for line in lines if _fits(line, words.casefold().split(), role)]


def _fits(line: Line, words: list[str], role: str) -> bool:
    said = " ".join((line.person.name, line.person.post, line.person.email, *(g.title for g in line.grants))).casefold()
    return all(word in said for word in words) and (not role or any(grant.role == role for grant in line.grants))


def holds(grant: Grant, on: date) -> bool:
    """True when the role is in force on the day, both ends inclusive; one that was ended at a moment is over."""
    return grant.starts_on <= on and (grant.ends_on is None or grant.ends_on >= on) and not grant.ended_at


def way_in(account: Account | None) -> str:
    """One of 'none', 'open', 'closed'."""
    return "none" if account is None else "closed" if account.closed_at else "open"


def roles_of(person: Person, now: datetime) -> list[str]:
    """The roles that are or will be in force."""
    today = local(now).date()
    return [grant.role for grant in person.grants if grant.ends_on is None or grant.ends_on >= today]


def curators_within(starts_on: date, ends_on: date) -> list[Grant]:
    """The roles of curators that touch the days, whoever stands in among them; access that was ended «now» is over."""
    touches = Grant.starts_on <= ends_on, or_(Grant.ends_on.is_(None), Grant.ends_on >= starts_on)
    found = select(Grant).options(joinedload(Grant.person), joinedload(Grant.school))
    found = found.where(Grant.role == Role.CURATOR, Grant.ended_at.is_(None), *touches)
    return sorted(db.session.scalars(found), key=lambda one: (one.person.name, one.id))


def leading(on: date) -> list[Person]:
    """The curators of the day with schools of their own, by name; each once, and `grants` are loaded with schools."""
    own = select(Grant.person_id).where(Grant.role == Role.CURATOR, Grant.stands_for_id.is_(None), in_force(on))
    found = select(Person).options(selectinload(Person.grants).joinedload(Grant.school)).where(Person.id.in_(own))
    return list(db.session.scalars(found.order_by(Person.name)))


def away(person: Person) -> list[Grant]:
    """The roles of those who stood or stand in for the person, the newest first."""
    found = select(Grant).options(joinedload(Grant.person), joinedload(Grant.school))
    return list(db.session.scalars(found.where(Grant.stands_for_id == person.id).order_by(Grant.starts_on.desc())))


def admins_with_a_way_in(now: datetime) -> set[int]:
    """The people who can sign in as administrators today and are not about to stop."""
    today = local(now).date()
    found = (
        select(Grant.person_id)
        .join(Account, Account.person_id == Grant.person_id)
        .where(Grant.role == Role.ADMIN, Account.closed_at.is_(None), Grant.starts_on <= today, Grant.ends_on.is_(None))
    )
    return set(db.session.scalars(found))


def schools() -> list[School]:
    """All schools of the directory, by municipality and name."""
    return list(
        db.session.scalars(select(School).join(School.municipality).order_by(Municipality.position, School.short_name))
    )


def municipalities(on: date) -> list[Municipality]:
    """Those that exist on the day, in their order."""
    lasts = or_(Municipality.valid_to.is_(None), Municipality.valid_to >= on)
    begun = or_(Municipality.valid_from.is_(None), Municipality.valid_from <= on)
    return list(db.session.scalars(select(Municipality).where(lasts, begun).order_by(Municipality.position)))


def person_at(email: str) -> Person | None:
    """The person with this address, in whatever case it is written."""
    return db.session.scalar(select(Person).where(func.lower(Person.email) == email.lower()))
