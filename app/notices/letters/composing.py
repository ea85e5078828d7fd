"""The worker makes letters of notices: at once, or one digest a person and day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from flask import current_app
from sqlalchemy import select, update

from app.directory.models import Person, School
from app.extensions import db
from app.kernel import calendar, clock
from app.kernel.transaction import begin_write
from app.notices.letters.sorting import Waiting, way_of
from app.notices.letters.writing import new_id, write
from app.notices.models import Letter, MailChoice, Notice
from app.notices.scene import models
from app.notices.table import AT_ONCE, DIGEST, row_of
from app.people.accounts.models import Account
from app.year.cycle.days_off import day_off

PORTION = 2000  # notices at a time; the next minute takes the next
States = dict[tuple[str, int | None], str]


def compose(now: datetime) -> None:
    """Make the letters that are due now."""
    begin_write()
    _compose(AT_ONCE, now)
    today = calendar.local(now).date()
    begins = calendar.at_hour(today, current_app.config["SETTINGS"].digest_hour)
    if now >= begins and not day_off(today):
        _compose(DIGEST, now, today, begins)


def _compose(way: str, now: datetime, digest_on: date | None = None, before: datetime | None = None) -> None:
    """Letters of one way; a digest carries what was told `before` its hour, and the rest waits for the next one."""
    waiting = _waiting(way, digest_on, before)
    states = _states(waiting)
    ways = {one.id: way_of(one, states) for one in waiting}
    for other in (AT_ONCE, DIGEST):
        if other != way:
            _change([one for one in ways if ways[one] == other], way=other)
    carried = [one for one in waiting if ways[one.id] == way]
    _change([one.id for one in waiting if ways[one.id] not in (AT_ONCE, DIGEST)], settled_at=now)
    for person_id, own in groupby(carried, key=lambda one: one.person_id):
        _write(person_id, [one.id for one in own], digest_on, now)


def _waiting(way: str, digest_on: date | None, before: datetime | None) -> list[Waiting]:
    """What no letter has taken, person by person; who has had the digest of the day waits for the next one."""
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
        .where(Notice.settled_at.is_(None), Notice.way == way)
    )
    if before is not None:
        asked = asked.where(Notice.told_at < before)
    if digest_on is not None:
        had = select(Letter.id).where(Letter.person_id == Notice.person_id, Letter.digest_on == digest_on)
        asked = asked.where(~had.exists())
    rows = db.session.execute(asked.order_by(Notice.person_id, Notice.id).limit(PORTION))
    return [Waiting(*row[:9], choice=row[9] or "") for row in rows]


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
        changed = update(Notice).where(Notice.id.in_(keys)).values(**values)
        db.session.execute(changed.execution_options(synchronize_session=False))


def _write(person_id: int, keys: Sequence[int], digest_on: date | None, now: datetime) -> None:
    """One letter to one person, however many things have happened."""
    notices = list(db.session.scalars(select(Notice).where(Notice.id.in_(keys)).order_by(Notice.id)))
    schools = {one.school_id for one in notices}
    school = db.session.get(School, schools.pop()) if len(schools) == 1 and None not in schools else None
    written = write(notices, school.short_name if school else "", digest_on is not None)
    letter = Letter(
        person_id=person_id,
        address=db.session.get_one(Person, person_id).email,
        subject=written.subject,
        plain=written.plain,
        html=written.html,
        message_id=new_id(current_app.config["SETTINGS"].mail_from),
        answers=_thread(notices),
        digest_on=digest_on,
        made_at=clock.real_now(),
        try_at=clock.real_now(),
    )
    db.session.add(letter)
    db.session.flush()
    _change(keys, settled_at=now, letter_id=letter.id)


def _thread(notices: Sequence[Notice]) -> str:
    """The first letter to the person about the one thing that this is about."""
    things = {(one.thing, one.thing_id) for one in notices}
    if len(things) > 1:
        return ""
    first = notices[0]
    same = Notice.person_id == first.person_id, Notice.thing == first.thing, Notice.thing_id == first.thing_id
    asked = select(Letter.message_id).join(Notice, Notice.letter_id == Letter.id).where(*same)
    return db.session.scalar(asked.where(Letter.digest_on.is_(None)).order_by(Letter.id).limit(1)) or ""
