"""The one way to write the journal, and the check of its chain."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import select, text

from app.extensions import db
from app.journal.models import Event
from app.kernel.clock import real_now
from app.permissions import Actor

GENESIS = "0" * 64
FORMER_NAMES = {
    "stages": "rounds",
    "frozen_items": "examined",
    "adjudications": "rulings",
    "conflict_waivers": "conflict_overrides",
    "confirmations": "conclusions",
    "template_editions": "blank_editions",
}
HEARD: list[Callable[[Event], None]] = []  # who hears of an event in the transaction that records it
CHAIN_LOCK = 500226  # any number that nothing else locks in PostgreSQL


class Stored(Protocol):
    """A row of one of our tables."""

    __tablename__: str

    @property
    def id(self) -> int:
        """Its key."""


def record(
    kind: str,
    subject: Stored,
    actor: Actor | None,
    happened_at: datetime,
    school_id: int | None = None,
    **data: object,
) -> Event:
    """Append one fact. The subject is a stored thing; data is small, JSON and free of personal data."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    db.session.flush()
    last = db.session.scalar(select(Event.seal).order_by(Event.id.desc()).limit(1)) or GENESIS
    event = Event(
        kind=kind,
        happened_at=happened_at,
        recorded_at=real_now(),
        actor_id=actor.person_id if actor else None,
        subject=name_in_journal(type(subject).__tablename__),
        subject_id=subject.id,
        school_id=school_id if school_id is not None else getattr(subject, "school_id", None),
        data=data,
        previous=last,
    )
    event.seal = seal(event)
    db.session.add(event)
    db.session.flush()
    for hear in HEARD:
        hear(event)
    return event


def name_in_journal(table: str) -> str:
    """What the journal calls the rows of a table: its first name for ever, so that the past needs no other."""
    return FORMER_NAMES.get(table, table)


def seal(event: Event) -> str:
    """SHA-256 over the row and the seal before it: a changed row breaks the chain."""
    row = [
        event.kind,
        event.happened_at.astimezone(UTC).isoformat(),
        event.recorded_at.astimezone(UTC).isoformat(),
        event.actor_id,
        event.subject,
        event.subject_id,
        event.school_id,
        event.data,
        event.previous,
    ]
    return hashlib.sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_links() -> list[int]:
    """The ids of events whose seal or order does not hold; empty when the journal is whole."""
    return breaks(db.session.scalars(select(Event).order_by(Event.id)), GENESIS)


def breaks(events: Iterable[Event], previous: str) -> list[int]:
    """The same of a part of the chain, which follows a seal."""
    broken = []
    for event in events:
        if event.previous != previous or seal(event) != event.seal:
            broken.append(event.id)
        previous = event.seal
    return broken
