"""Reads of the journal: a page of the events that are wanted, and the names of what they are about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.directory.models import Grant, Person, School
from app.extensions import db
from app.journal.models import Event
from app.kernel.calendar import begin_of
from app.kernel.names import has_words
from app.kernel.paging import Asked, Page

PORTION = 200  # events that a table holds at once
MOST = 20_000  # rows of one table
NAMED = {
    "people": select(Person.id, Person.name),
    "grants": select(Grant.id, Person.name).join(Grant.person),
    "schools": select(School.id, School.short_name),
}


@dataclass(frozen=True)
class Wanted:
    """What a reader narrows the journal to: a kind of event, a day, words of a person's or a school's name."""

    kind: str = ""
    on: date | None = None
    words: str = ""


def found(wanted: Wanted, asked: Asked) -> tuple[list[Event], Page]:
    """A page of them, the newest first."""
    page = Page(count(wanted), asked)
    return list(db.session.scalars(page.of(_asked(list(_clauses(wanted)))))), page


def count(wanted: Wanted) -> int:
    """How many there are."""
    return db.session.scalars(select(func.count(Event.id)).where(*_clauses(wanted))).one()


def _asked(narrow: list[ColumnElement[bool]]) -> Select[Event]:
    return select(Event).options(joinedload(Event.actor)).where(*narrow).order_by(Event.id.desc())


def portions(wanted: Wanted) -> Iterator[list[Event]]:
    """The newest of them, portion after portion, no more than MOST: a table never holds more than one at once."""
    narrow, left = list(_clauses(wanted)), MOST
    before: int | None = None
    while left > 0:
        older = [] if before is None else [Event.id < before]
        rows = list(db.session.scalars(_asked([*narrow, *older]).limit(min(PORTION, left))))
        if not rows:
            return
        yield rows
        before, left = rows[-1].id, left - len(rows)


def _clauses(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.kind:
        yield Event.kind == wanted.kind
    if wanted.on:
        begins = begin_of(wanted.on)
        yield Event.happened_at >= begins
        yield Event.happened_at < begins + timedelta(days=1)
    if wanted.words:
        people = Event.actor_id.in_(_named(select(Person.id, Person.name), wanted.words))
        yield or_(people, Event.school_id.in_(_named(select(School.id, School.short_name), wanted.words)))


def _named(names: Select[int, str], words: str) -> list[int]:
    """Those whose names have every word: SQLite knows no small Russian letters, and the names are few."""
    return [key for key, name in db.session.execute(names) if has_words(words, name)]


def names_of(events: list[Event]) -> dict[int, str]:
    """By the event what it is about, by name: the person, whose role or way in it was, or the school."""
    known = {table: _names(table, {one.subject_id for one in events if one.subject == table}) for table in NAMED}
    schools = _names("schools", {one.school_id for one in events})
    return {one.id: name for one in events if (name := _name(one, known, schools))}


def mentioned(events: list[Event]) -> dict[int, str]:
    """The names of the others whom events name: who gave the link of a password, for whom somebody stands in."""
    return _names("people", {one.data.get(word) for one in events for word in ("issued_by", "stands_for")})


def _name(event: Event, known: dict[str, dict[int, str]], schools: dict[int, str]) -> str:
    own = event.actor.name if event.subject == "accounts" and event.actor else ""
    return own or _called(known.get(event.subject, {}), event.subject_id) or _called(schools, event.school_id)


def _called(names: dict[int, str], key: int | None) -> str:
    return "" if key is None else names.get(key, "")


def _names(table: str, ids: set[int | None]) -> dict[int, str]:
    ids = {key for key in ids if key is not None}
    asked = NAMED[table]
    return dict(db.session.execute(asked.where(asked.selected_columns[0].in_(ids))).all()) if ids else {}
