"""Sessions on the server: begun by a password, ended by «Выйти», by age or by a new password. Time is the real one."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import ColumnElement, delete, select, update

from app.extensions import db
from app.kernel import clock
from app.kernel.numbers import number
from app.people.accounts.devices import device_of
from app.people.accounts.models import Account, Session

REMEMBERED = timedelta(days=30)  # ended rows are kept so long for their person to see
UNSEEN = timedelta(minutes=5)  # the last use is written no oftener


def begin(account: Account, user_agent: str) -> str:
    """A session of this device; what its cookie is to remember. Rows of long ago go."""
    secret, now = secrets.token_urlsafe(16), clock.real_now()
    old = (Session.account_id == account.id, Session.begun_at < now - REMEMBERED)
    db.session.execute(delete(Session).where(*old))
    session = Session(account=account, device=device_of(user_agent), begun_at=now, seen_at=now)
    session.secret_digest = _digest(secret)
    db.session.add(session)
    db.session.flush()
    return f"{session.id}-{secret}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def number_of(key: str | None) -> int | None:
    """The row that a cookie speaks of; None for what is no key."""
    return number((key or "").partition("-")[0])


class Opened(Protocol):
    """A session, as the row of the table or as plain values of it."""

    @property
    def secret_digest(self) -> str:
        """The digest of what the cookie holds."""

    @property
    def begun_at(self) -> datetime:
        """When somebody signed in."""

    @property
    def ended_at(self) -> datetime | None:
        """When it was ended before its age."""


def opens(session: Opened, key: str, hours: int) -> bool:
    """True when the cookie is the session's own, and it was neither ended nor begun too many hours ago."""
    young = clock.real_now() - session.begun_at < timedelta(hours=hours)
    own = secrets.compare_digest(session.secret_digest, _digest(key.partition("-")[2]))
    return own and young and session.ended_at is None


def end(key: str | None) -> None:
    """«Выйти»: a copy of the cookie is dead as well."""
    _end(Session.id == number_of(key))


def end_all(person_id: int) -> None:
    """«Выйти везде», another password, a way in that was closed."""
    _end(Session.account_id.in_(select(Account.id).where(Account.person_id == person_id)))


def _end(*which: ColumnElement[bool]) -> None:
    ended = update(Session).where(*which, Session.ended_at.is_(None)).values(ended_at=clock.real_now())
    db.session.execute(ended.execution_options(synchronize_session=False))


def see(key: str) -> None:
    """Write that the session was used just now."""
    used = update(Session).where(Session.id == number_of(key)).values(seen_at=clock.real_now())
    db.session.execute(used.execution_options(synchronize_session=False))


def open_ones(person_id: int, hours: int) -> list[Session]:
    """The sessions by which this person is signed in, the one used last comes first."""
    begun = Session.begun_at > clock.real_now() - timedelta(hours=hours)
    own = select(Session).join(Session.account).where(Account.person_id == person_id)
    found = own.where(Session.ended_at.is_(None), begun).order_by(Session.seen_at.desc(), Session.id.desc())
    return list(db.session.scalars(found))
