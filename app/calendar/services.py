"""The verbs of a feed: a new address, which ends the old one, and none any more."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import select

from app.calendar.models import CalendarFeed
from app.extensions import db
from app.journal.services import record
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.permissions import Actor, ensure_can


def make(actor: Actor, now: datetime) -> str:
    """The secret of a new address; the old address opens nothing from this moment."""
    ensure_can(actor, "calendar.view")
    secret = secrets.token_urlsafe(32)
    feed = feed_of(actor.person_id)
    if feed is None:
        feed = CalendarFeed(person_id=actor.person_id)
        db.session.add(feed)
    feed.secret_digest, feed.made_at = _digest(secret), now
    db.session.flush()
    record("calendar:made", feed, actor, now)
    return secret


def revoke(actor: Actor, now: datetime) -> None:
    """No address opens anything; nothing happens when there is none."""
    ensure_can(actor, "calendar.view")
    feed = feed_of(actor.person_id)
    if feed is not None:
        record("calendar:revoked", feed, actor, now)
        db.session.delete(feed)


def feed_of(person_id: int) -> CalendarFeed | None:
    """The feed that a person has."""
    return db.session.get(CalendarFeed, person_id)


def reader_of(secret: str) -> SignedIn | None:
    """Whose feed the address is, as an actor of today; None of a wrong one, a revoked one, a closed way in."""
    asked = select(Account).join(CalendarFeed, CalendarFeed.person_id == Account.person_id)
    account = db.session.scalar(asked.where(CalendarFeed.secret_digest == _digest(secret), Account.closed_at.is_(None)))
    return SignedIn(account, grants_today(account.person_id)) if account else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
