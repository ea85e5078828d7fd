"""The verbs of the registers: write a row, strike a mistaken one, mark who was present; each ends in the journal."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.plan.registers.models import Attendance, Entry, ProjectEvent
from app.plan.registers.queries import curators
from app.plan.registers.table import Register
from app.refusals import Refusal, Refused
from app.year.cycle.models import Cycle, Participation

LETTERS = "АВЕКМНРСТ"  # what reads alike in Cyrillic and in Latin, so that no keyboard is wrong
DIGITS = "2345678"
STRUCK = Refusal("struck", "Эта запись уже вычеркнута.")


def add(register: Register, cycle: Cycle, values: Mapping, actor: Actor, now: datetime) -> Entry:
    """A row of the register; the day is when it happened, the moment is when it was written down."""
    entry = register.model(cycle=cycle, recorded_by_id=actor.person_id, recorded_at=now, **values)
    db.session.add(entry)
    db.session.flush()
    record("register:added", entry, actor, now, register=register.key, on=values["on"].isoformat())
    return entry


def strike(register: Register, entry: Entry, because: str, actor: Actor, now: datetime) -> None:
    """A mistaken row counts no more; it stays with its reason."""
    ensure_can(actor, register.action)
    if entry.voided_at is not None:
        raise Refused(STRUCK)
    entry.voided_at = now
    entry.void_reason = because
    record("register:struck", entry, actor, now, register=register.key)


def open_code(event: ProjectEvent, actor: Actor, now: datetime) -> ProjectEvent:
    """A short code that the host shows on the screen; those present type it and are marked."""
    if event.voided_at is not None:
        raise Refused(STRUCK)
    pick = secrets.SystemRandom().choice
    event.code = "".join([pick(LETTERS), pick(LETTERS), *(pick(DIGITS) for _ in range(4))])
    record("event:code", event, actor, now)
    return event


def mark(
    event: ProjectEvent, parts: Mapping[str, str], source: str, actor: Actor, now: datetime, seen: int | None = None
) -> int:
    """The whole list as it stands after this: a key of the list → viewer, speaker or absent; how many changed.

    `seen` is the last mark that the one who saves has looked at: nobody is unmarked who was marked after it.
    """
    if event.voided_at is not None:
        raise Refused(STRUCK)
    known = {_key(one): one for one in _marks(event)}
    changed = 0
    for key, part in parts.items():
        standing = known.get(key)
        if part == (standing.part if standing else "absent"):
            continue
        if standing is None:
            db.session.add(_attendance(event, key, part, source, actor, now))
        elif part != "absent":
            standing.part = part
            standing.source = source
        elif seen is not None and standing.id > seen:
            continue
        else:
            db.session.delete(standing)
        changed += 1
    if changed:
        db.session.flush()
        record("event:attendance", event, actor, now, changed=changed, source=source)
    return changed


def mark_self(event: ProjectEvent, keys: Collection[str], actor: Actor, now: datetime) -> int:
    """Those present by their own word: only adds, never unmarks."""
    known = {_key(one) for one in _marks(event)}
    return mark(event, {key: "viewer" for key in keys if key not in known}, "self", actor, now)


def own_keys(event: ProjectEvent, actor: Actor) -> list[str]:
    """Whom a person may mark by a code: the schools that they head, themselves as a curator."""
    schools = [grant.school_id for grant in actor.grants if grant.role == "school"]
    own = select(Participation.id).where(
        Participation.cycle_id == event.cycle_id, Participation.school_id.in_(schools), Participation.left_on.is_(None)
    )
    keys = [f"school-{number}" for number in db.session.scalars(own)]
    leads = any(one.id == actor.person_id for one in curators(event.cycle, event.on))
    return [*keys, f"person-{actor.person_id}"] if leads else keys


def _marks(event: ProjectEvent) -> list[Attendance]:
    return list(db.session.scalars(select(Attendance).where(Attendance.event_id == event.id)))


def _key(mark_: Attendance) -> str:
    return f"school-{mark_.participation_id}" if mark_.participation_id else f"person-{mark_.person_id}"


def _attendance(event: ProjectEvent, key: str, part: str, source: str, actor: Actor, now: datetime) -> Attendance:
    whose, _, number = key.partition("-")
    column = "participation_id" if whose == "school" else "person_id"
    return Attendance(
        event_id=event.id,
        part=part,
        source=source,
        recorded_by_id=actor.person_id,
        recorded_at=now,
        **{column: int(number)},
    )
