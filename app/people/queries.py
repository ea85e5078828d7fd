"""Reads about people: the list with roles and ways in, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload

from app.directory.models import Grant, Municipality, Person, School, title_of
from app.directory.queries import in_force
from app.extensions import db
from app.kernel.calendar import local
from app.kernel.names import has_words
from app.kernel.paging import Asked, Page, count_of
from app.people.accounts.models import Account
from app.roles import Role


@dataclass(frozen=True)
class Line:
    """A person of the list: the roles of the day by their titles, and what the way in is like."""

    id: int
    name: str
    post: str
    email: str
    way_in: str
    roles: list[str]


def every(on: date, words: str, role: str, asked: Asked) -> tuple[list[Line], Page]:
    """A page of those whose name, post, address or role has the words, and who hold the role on the day."""
    found = select(Person.id, Person.name, Person.post, Person.email, Account.id, Account.closed_at)
    found = found.outerjoin(Account, Account.person_id == Person.id).order_by(Person.name, Person.id)
    if role:
        found = found.where(Person.id.in_(select(Grant.person_id).where(Grant.role == role, *_held(on))))
    if words:
        found = found.where(Person.id.in_(_called(on, words)))
    page = Page(count_of(found.with_only_columns(Person.id)), asked)
    rows = db.session.execute(page.of(found)).all()
    titles = _titles(on, Grant.person_id.in_([key for key, *_ in rows]))
    return [
        Line(key, name, post, email, _way(account, closed), titles[key])
        for key, name, post, email, account, closed in rows
    ], page


def _called(on: date, words: str) -> list[int]:
    """Asked of all names: SQLite knows no small Russian letters."""
    titles = _titles(on, true())
    people = db.session.execute(select(Person.id, Person.name, Person.post, Person.email))
    return [key for key, *said in people if has_words(words, *said, *titles[key])]


def _titles(on: date, clause: ColumnElement[bool]) -> defaultdict[int, list[str]]:
    """By person the titles of the roles of the day."""
    absent = aliased(Person)
    found = (
        select(Grant.person_id, Grant.role, School.short_name, Municipality.name, absent.name)
        .outerjoin(School, School.id == Grant.school_id)
        .outerjoin(Municipality, Municipality.id == Grant.municipality_id)
        .outerjoin(absent, absent.id == Grant.stands_for_id)
        .where(clause, *_held(on))
    )
    titles: defaultdict[int, list[str]] = defaultdict(list)
    for person, role, school, town, stands_for in db.session.execute(found.order_by(Grant.id)):
        titles[person].append(title_of(role, school or town or "", stands_for or ""))
    return titles


def _held(on: date) -> tuple[ColumnElement[bool], ...]:
    return in_force(on), Grant.ended_at.is_(None)


def holds(grant: Grant, on: date) -> bool:
    """True when the role is in force on the day, both ends inclusive; one that was ended at a moment is over."""
    return grant.starts_on <= on and (grant.ends_on is None or grant.ends_on >= on) and not grant.ended_at


def way_in(account: Account | None) -> str:
    """One of 'none', 'open', 'closed'."""
    return _way(account.id, account.closed_at) if account else "none"


def _way(account_id: int | None, closed_at: datetime | None) -> str:
    return "none" if account_id is None else "closed" if closed_at else "open"


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


def leading(on: date) -> Sequence[Row]:
    """The curators of the day with schools of their own, by name: `id`, `name` and the number of `schools`."""
    own = Grant.role == Role.CURATOR, Grant.stands_for_id.is_(None), in_force(on)
    counted = func.count(Grant.school_id.distinct()).label("schools")
    found = select(Person.id, Person.name, counted).join(Grant, Grant.person_id == Person.id).where(*own)
    return db.session.execute(found.group_by(Person.id, Person.name).order_by(Person.name)).all()


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


def municipalities(on: date) -> list[Municipality]:
    """Those that exist on the day, in their order."""
    lasts = or_(Municipality.valid_to.is_(None), Municipality.valid_to >= on)
    begun = or_(Municipality.valid_from.is_(None), Municipality.valid_from <= on)
    return list(db.session.scalars(select(Municipality).where(lasts, begun).order_by(Municipality.position)))


def person_at(email: str) -> Person | None:
    """The person with this address, in whatever case it is written."""
    return db.session.scalar(select(Person).where(func.lower(Person.email) == email.lower()))
