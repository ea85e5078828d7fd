"""Letters are written many at a time: the same few statements, however many people they go to."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Connection, bindparam, insert, select, update

from app.directory.models import Person, School
from app.extensions import db
from app.kernel import clock
from app.notices.letters.writing import new_id, write
from app.notices.models import Letter, Notice
from app.notices.reminders.wording import Line

Thing = tuple[int, str, int | None]  # whose, and about what


class Draft(NamedTuple):
    """What one letter carries: notices by their keys, and reminders."""

    person_id: int
    notices: Sequence[int]
    lines: Sequence[Line]


class Said(NamedTuple):
    """A notice as a letter says it."""

    id: int
    person_id: int
    thing: str
    thing_id: int | None
    school_id: int | None
    words: str
    path: str

    @property
    def about(self) -> Thing:
        """What the thread is about."""
        return self.person_id, self.thing, self.thing_id


def make(drafts: Sequence[Draft], digest_on: date | None, now: datetime) -> None:
    """A letter for each draft, however much it carries; a notice that it carries is settled by it."""
    drafts = [draft for draft in drafts if draft.notices or draft.lines]
    if not drafts:
        return
    said = _said(key for draft in drafts for key in draft.notices)
    addresses = _named(Person.id, Person.email, (draft.person_id for draft in drafts))
    schools = _named(School.id, School.short_name, (one.school_id for one in said.values() if one.school_id))
    threads = _threads(said.values()) if digest_on is None else {}
    rows = []
    for draft in drafts:
        own = [said[key] for key in draft.notices]
        written = write(own, draft.lines, _school(own, schools), digest_on)
        rows.append(
            {
                "person_id": draft.person_id,
                "address": addresses[draft.person_id],
                **written._asdict(),
                "message_id": new_id(current_app.config["SETTINGS"].mail_from),
                "answers": _thread(own, threads),
                "digest_on": digest_on,
                "made_at": clock.real_now(),
                "try_at": clock.real_now(),
            }
        )
    _keep(rows, drafts, now)


def _keep(rows: Sequence[dict[str, object]], drafts: Sequence[Draft], now: datetime) -> None:
    made = db.session.scalars(insert(Letter).returning(Letter.id, sort_by_parameter_order=True), rows).all()
    carried = [
        {"notice": key, "letter": letter} for letter, draft in zip(made, drafts, strict=True) for key in draft.notices
    ]
    if carried:
        notices = Notice.metadata.tables[Notice.__tablename__]
        settled = update(notices).where(notices.c.id == bindparam("notice"))
        _connection().execute(settled.values(settled_at=now, letter_id=bindparam("letter")), carried)


def _connection() -> Connection:
    db.session.flush()
    return db.session.connection()


def _said(keys: Iterable[int]) -> dict[int, Said]:
    asked = select(Notice.id, Notice.person_id, Notice.thing, Notice.thing_id, Notice.school_id, Notice.words)
    found = db.session.execute(asked.add_columns(Notice.path).where(Notice.id.in_(list(keys))).order_by(Notice.id))
    return {row[0]: Said(*row) for row in found}


def _named(key, name, keys: Iterable[int]) -> dict[int, str]:  # type: ignore[no-untyped-def]  # two columns
    wanted = set(keys)
    return dict(db.session.execute(select(key, name).where(key.in_(wanted))).all()) if wanted else {}


def _school(said: Sequence[Said], schools: dict[int, str]) -> str:
    """The school that all of them are about."""
    keys = {one.school_id for one in said}
    only = keys.pop() if len(keys) == 1 else None
    return schools[only] if only else ""


def _threads(said: Iterable[Said]) -> dict[Thing, str]:
    """What each is about → the first letter that its person had about it."""
    alone = {one.about for one in said}
    people, things = ({one[at] for one in alone} for at in (0, 2))
    asked = select(Notice.person_id, Notice.thing, Notice.thing_id, Letter.message_id)
    asked = asked.join(Letter, Notice.letter_id == Letter.id).where(Letter.digest_on.is_(None))
    asked = asked.where(Notice.person_id.in_(people), Notice.thing_id.in_(things - {None}))
    found: dict[Thing, str] = {}
    for person, thing, key, message in db.session.execute(asked.order_by(Letter.id)):
        found.setdefault((person, thing, key), message)
    return found


def _thread(said: Sequence[Said], threads: dict[Thing, str]) -> str:
    """The thread of the one thing that a letter is about."""
    things = {one.about for one in said}
    return threads.get(things.pop(), "") if len(things) == 1 else ""
