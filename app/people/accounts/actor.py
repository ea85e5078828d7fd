"""Who acts: the signed-in person with the grants in force today."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple, Protocol

from flask import Flask, Response, current_app, g, request
from flask_login import UserMixin
from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from app.directory.models import Grant, Municipality, Person, School, title_of
from app.directory.queries import in_force as held_on
from app.extensions import db, login_manager
from app.kernel import clock
from app.kernel.quiet import is_quiet
from app.kernel.reader import current_user
from app.kernel.reads import Read
from app.kernel.transaction import SAFE_METHODS, begin_write, end_write
from app.people.accounts.models import Account, Session
from app.people.accounts.sessions import UNSEEN, number_of, opens, see
from app.roles import Role


class Granted(Protocol):
    """A grant, as the row of the table or as plain values of it."""

    @property
    def role(self) -> str:
        """The role."""

    @property
    def title(self) -> str:
        """The role with its place, in words."""

    @property
    def school_id(self) -> int | None:
        """The only school that it is held for."""

    @property
    def municipality_id(self) -> int | None:
        """The only municipality that it is held for."""

    @property
    def stands_for_id(self) -> int | None:
        """The curator whom the holder stands in for."""


class Held(NamedTuple):
    """A grant in force."""

    role: Role
    title: str
    school_id: int | None
    municipality_id: int | None
    stands_for_id: int | None


class Who(Protocol):
    """The person of an account."""

    @property
    def person_id(self) -> int:
        """The person."""

    @property
    def name(self) -> str:
        """The name of the person."""


class SignedIn(UserMixin):
    """A person as an actor; plain values, so that a rollback does not touch them. `id` is what the cookie remembers."""

    def __init__(self, who: Who, grants: Iterable[Granted], key: str = "", seen_at: datetime | None = None):
        self.id, self.seen_at = key, seen_at
        self.person_id, self.name = who.person_id, who.name
        self.grants = tuple(
            Held(Role(one.role), one.title, one.school_id, one.municipality_id, one.stands_for_id) for one in grants
        )
        self.title = self.grants[0].title if self.grants else "Нет действующей роли"

    def has(self, role: Role) -> bool:
        """True when the role is held today, anywhere."""
        return any(g.role == role for g in self.grants)

    def places(self, role: Role) -> list[int]:
        """The schools for which the role is held today."""
        return [g.school_id for g in self.grants if g.role == role and g.school_id]

    def is_stale(self) -> bool:
        """True when it is time to write again that the session is in use."""
        return self.seen_at is not None and clock.real_now() - self.seen_at >= UNSEEN


class _Row(NamedTuple):
    """A session with its person and one of the grants in force; `role` is '' where there is none."""

    secret_digest: str
    begun_at: datetime
    ended_at: datetime | None
    seen_at: datetime
    person_id: int
    name: str
    role: str
    school_id: int | None
    municipality_id: int | None
    stands_for_id: int | None
    place: str
    stands_for: str

    @property
    def title(self) -> str:
        """As `Grant.title`."""
        return title_of(self.role, self.place, self.stands_for)


def in_force(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """On this day in Moscow, both ends inclusive, unless somebody said «now»."""
    return and_(held_on(day), Grant.ended_at.is_(None))


_absent = Person.__table__.alias()
_GRANT = and_(Grant.person_id == Account.person_id, in_force(bindparam("day")))
SIGNED_IN = Read(
    _Row,
    select(Session.secret_digest, Session.begun_at, Session.ended_at, Session.seen_at)
    .add_columns(Account.person_id, Person.name)
    .add_columns(
        func.coalesce(Grant.role, "").label("role"), Grant.school_id, Grant.municipality_id, Grant.stands_for_id
    )
    .add_columns(func.coalesce(School.short_name, Municipality.name, "").label("place"))
    .add_columns(func.coalesce(_absent.c.name, "").label("stands_for"))
    .join(Account, Account.id == Session.account_id)
    .join(Person, Person.id == Account.person_id)
    .outerjoin(Grant, _GRANT)
    .outerjoin(School, School.id == Grant.school_id)
    .outerjoin(Municipality, Municipality.id == Grant.municipality_id)
    .outerjoin(_absent, _absent.c.id == Grant.stands_for_id)
    .where(Session.id == bindparam("number"), Account.closed_at.is_(None))
    .order_by(Grant.id),
)


@login_manager.user_loader
def load(key: str) -> SignedIn | None:
    """The actor of a session; None when it has ended, or the account is closed."""
    rows = SIGNED_IN.all(number=number_of(key), day=clock.today())
    if not rows or not opens(rows[0], key, current_app.config["SETTINGS"].session_hours):
        return None
    return SignedIn(rows[0], [row for row in rows if row.role], key, rows[0].seen_at)


def _seen(response: Response) -> Response:
    """Note that the session is in use, now and then, and never because of a page that asks by itself."""
    actor = g.get("_login_user")
    if not isinstance(actor, SignedIn) or not actor.is_stale() or is_quiet():
        return response
    if request.method in SAFE_METHODS:
        begin_write()
    if g.get("writing"):
        with suppress(OperationalError):  # somebody writes for long: the next request will note it
            see(actor.id)
            if request.method in SAFE_METHODS:
                end_write()
    return response


def grants_today(person_id: int) -> list[Grant]:
    """The grants of a person that are in force."""
    with_place = joinedload(Grant.school), joinedload(Grant.municipality)
    found = select(Grant).options(*with_place).where(Grant.person_id == person_id, in_force(clock.today()))
    return list(db.session.scalars(found.order_by(Grant.id)))


def init_app(app: Flask) -> None:
    """Give `actor` to the templates; note which sessions are in use."""
    app.context_processor(lambda: {"actor": current_user if current_user.is_authenticated else None})
    app.after_request(_seen)
