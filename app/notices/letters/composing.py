"""The worker makes letters of notices and reminders: at once, or one digest a person and day.

A digest is made no faster than it is sent, so that none lies about while what it says changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from flask import current_app
from sqlalchemy import ColumnElement, func, or_, select, update

from app.extensions import db
from app.kernel import calendar, clock
from app.kernel.transaction import begin_write
from app.notices.letters.making import Draft, make
from app.notices.letters.outbox import PATIENCE, waits
from app.notices.letters.sorting import Waiting, way_of
from app.notices.models import Letter, MailChoice, Notice, ReminderDay
from app.notices.reminders.planning import reminders, told_last
from app.notices.reminders.wording import Line
from app.notices.scene import models
from app.notices.table import AT_ONCE, DIGEST, row_of
from app.people.accounts.models import Account
from app.year.cycle.days_off import day_off

MOST = 500  # people at a time; the next minute takes the next
States = dict[tuple[str, int | None], str]
Own = dict[int, list[int]]  # person → notices
STALE = "Письмо не\u00a0ушло вовремя. О\u00a0чём ещё нужно знать, написано в\u00a0следующем."


def compose(now: datetime) -> None:
    """Make the letters that are due now. What is to be reminded is read before the right to write is taken."""
    today = calendar.local(now).date()
    begins = calendar.at_hour(today, current_app.config["SETTINGS"].digest_hour)
    its_time = now >= begins and not day_off(today)
    lines = reminders(today) if its_time else {}
    begin_write()
    _retire(today)
    make(_drafts(_sorted(AT_ONCE, _waiting(AT_ONCE, MOST), now)), None, now)
    if its_time:
        _digest(today, begins, lines, now)


def _digest(today: date, begins: datetime, lines: Mapping[int, Sequence[Line]], now: datetime) -> None:
    """So many digests as can be sent in a minute; when nobody is left, the day is over for reminders."""
    most = _allowance()
    if not most:
        return
    own = _sorted(DIGEST, _waiting(DIGEST, most, today, begins), now)
    people = sorted(own.keys() | lines.keys())[:most]
    make([Draft(person, own.get(person, []), lines.get(person, ())) for person in people], today, now)
    day = db.session.get(ReminderDay, today)
    if day is None:
        day = ReminderDay(on=today, since=told_last(today))
        db.session.add(day)
    if day.finished_at is None and lines.keys() <= set(people):
        day.finished_at = now


def _allowance() -> int:
    """How many letters more can be sent in this minute; where there is no mail, as many as are made at a time."""
    settings = current_app.config["SETTINGS"]
    if not settings.mail_server:
        return MOST
    before = db.session.scalars(select(func.count(Letter.id)).where(*waits(clock.real_now()))).one()
    return max(min(settings.mails_per_minute - before, MOST), 0)


def _retire(today: date) -> None:
    """Whatever was not sent in its time is not sent any more: its notices are judged anew by how things stand now."""
    if not current_app.config["SETTINGS"].mail_server:
        return
    now = clock.real_now()
    never_tried = (Letter.tries == 0) & (Letter.made_at < now - PATIENCE)
    old = or_(Letter.digest_on < today, never_tried)
    free = or_(Letter.claimed_until.is_(None), Letter.claimed_until <= now)
    open_ = Letter.sent_at.is_(None), Letter.given_up_at.is_(None)
    keys = list(db.session.scalars(select(Letter.id).where(*open_, old, free)))
    if keys:
        _update(Notice, Notice.letter_id.in_(keys), settled_at=None, letter_id=None)
        _update(Letter, Letter.id.in_(keys), given_up_at=now, problem=STALE)


def _sorted(way: str, waiting: Sequence[Waiting], now: datetime) -> Own:
    """What goes this way now, person by person; the rest is settled, or waits for the other way."""
    states = _states(waiting)
    ways = {one.id: way_of(one, states) for one in waiting}
    for other in (AT_ONCE, DIGEST):
        if other != way:
            _change([one for one in ways if ways[one] == other], way=other)
    _change([one for one in ways if ways[one] not in (AT_ONCE, DIGEST)], settled_at=now)
    carried = [one for one in waiting if ways[one.id] == way]
    return {person: [one.id for one in own] for person, own in groupby(carried, key=lambda one: one.person_id)}


def _drafts(own: Own) -> list[Draft]:
    return [Draft(person, notices, ()) for person, notices in own.items()]


def _waiting(way: str, most: int, digest_on: date | None = None, before: datetime | None = None) -> list[Waiting]:
    """What no letter has taken, of the first people who wait."""
    which = _which(way, digest_on, before)
    people = select(Notice.person_id).where(*which).distinct().order_by(Notice.person_id).limit(most)
    asked = (
        select(
            Notice.id,
            Notice.person_id,
            Notice.kind,
            Notice.whom,
            Notice.way,
            Notice.thing,
            Notice.thing_id,
            Notice.read_at.is_not(None),
            (Account.id.is_not(None) & Account.closed_at.is_(None)),
            MailChoice.way,
        )
        .outerjoin(Account, Account.person_id == Notice.person_id)
        .outerjoin(MailChoice, MailChoice.person_id == Notice.person_id)
        .where(*which, Notice.person_id.in_(people))
    )
    rows = db.session.execute(asked.order_by(Notice.person_id, Notice.id))
    return [Waiting(*row[:9], choice=row[9] or "") for row in rows]


def _which(way: str, digest_on: date | None, before: datetime | None) -> list[ColumnElement[bool]]:
    """Clauses on Notice; who has had the digest of the day waits for the next one."""
    which = [Notice.settled_at.is_(None), Notice.way == way]
    if before is not None:
        which.append(Notice.told_at < before)
    if digest_on is not None:
        had = select(Letter.id).where(Letter.person_id == Notice.person_id, Letter.digest_on == digest_on)
        which.append(~had.exists())
    return which


def _states(waiting: Iterable[Waiting]) -> States:
    """In which states the things are that some words depend on: a statement for each kind of thing."""
    asked: dict[str, set[int]] = defaultdict(set)
    for one in waiting:
        row = row_of(one.kind, one.whom)
        if row is not None and row.stands and one.thing_id is not None:
            asked[one.thing].add(one.thing_id)
    found: States = {}
    for thing, keys in asked.items():
        table = models()[thing].__table__
        for key, state in db.session.execute(select(table.c.id, table.c.state).where(table.c.id.in_(keys))):
            found[thing, key] = state
    return found


def _change(keys: Sequence[int], **values: object) -> None:
    if keys:
        _update(Notice, Notice.id.in_(keys), **values)


def _update(model: type[Notice | Letter], which: ColumnElement[bool], **values: object) -> None:
    changed = update(model).where(which).values(**values)
    db.session.execute(changed.execution_options(synchronize_session=False))
