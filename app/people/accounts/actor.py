"""Who acts: the signed-in person with the grants in force today."""

from contextlib import suppress
from datetime import datetime

from flask import Flask, Response, current_app, g, request
from flask_login import UserMixin
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from app.directory.models import Grant
from app.extensions import db, login_manager
from app.kernel import clock
from app.kernel.quiet import is_quiet
from app.kernel.reader import current_user
from app.kernel.transaction import SAFE_METHODS, begin_write, end_write
from app.people.accounts.models import Account, Session
from app.people.accounts.sessions import UNSEEN, number_of, opens, see
from app.roles import Role

WITH_PLACE = joinedload(Grant.school), joinedload(Grant.municipality)


class SignedIn(UserMixin):
    """A person as an actor; plain values, so that a rollback does not touch them. `id` is what the cookie remembers."""

    def __init__(self, account: Account, grants: list[Grant], key: str = "", seen_at: datetime | None = None):
        self.id, self.seen_at = key, seen_at
        self.person_id = account.person_id
        self.name = account.person.name
        self.grants = tuple(Held(g) for g in grants)
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


class Held:
    """A grant in force, detached from the database."""

    def __init__(self, grant: Grant):
        self.role, self.title = Role(grant.role), grant.title
        self.school_id, self.municipality_id = grant.school_id, grant.municipality_id
        self.stands_for_id = grant.stands_for_id


@login_manager.user_loader
def load(key: str) -> SignedIn | None:
    """The actor of a session; None when it has ended, or the account is closed."""
    found = (
        select(Session, Account, Grant)
        .join(Session.account)
        .outerjoin(Grant, and_(Grant.person_id == Account.person_id, in_force()))
        .where(Session.id == number_of(key), Account.closed_at.is_(None))
    )
    rows = db.session.execute(found.options(*WITH_PLACE).order_by(Grant.id)).all()
    if not rows or not opens(rows[0].Session, key, current_app.config["SETTINGS"].session_hours):
        return None
    grants = [row.Grant for row in rows if row.Grant]
    return SignedIn(rows[0].Account, grants, key, rows[0].Session.seen_at)


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
    found = select(Grant).options(*WITH_PLACE).where(Grant.person_id == person_id, in_force())
    return list(db.session.scalars(found.order_by(Grant.id)))


def in_force() -> ColumnElement[bool]:
    """On this day in Moscow, both ends inclusive, unless somebody said «now»."""
    day = clock.today()
    lasts = or_(Grant.ends_on.is_(None), Grant.ends_on >= day)
    return and_(Grant.starts_on <= day, lasts, Grant.ended_at.is_(None))


def init_app(app: Flask) -> None:
    """Give `actor` to the templates; note which sessions are in use."""
    app.context_processor(lambda: {"actor": current_user if current_user.is_authenticated else None})
    app.after_request(_seen)
