"""An event was recorded: whoever the table names is told in the same transaction, or nobody is if it fails."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g, has_app_context
from sqlalchemy import ColumnElement, Select, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.journal.models import Event
from app.kernel import calendar, clock
from app.notices.models import Notice
from app.notices.naming import path_of, words_of
from app.notices.receivers import RECEIVERS
from app.notices.scene import Scene, scene_of
from app.notices.table import TOLD, Told


def tell(event: Event) -> None:
    """Write a notice for each person whom the table names, but for who did it; one person is told once."""
    rows = TOLD.get(event.kind, ())
    if rows and not g.get("untold"):
        scene = scene_of(event, calendar.local(clock.now()).date())
        for row in rows:
            _tell(row, scene)


@contextmanager
def untold() -> Iterator[None]:
    """What is recorded meanwhile is told to nobody: a year that is brought in, not lived."""
    g.untold = has_app_context()
    try:
        yield
    finally:
        g.untold = False


def _tell(row: Told, scene: Scene) -> None:
    """One statement, however many people."""
    event = scene.event
    values = _values(row, scene)
    people = RECEIVERS[row.whom](scene).subquery()
    person = people.c[0]
    told = select(Notice.person_id).where(Notice.event_id == event.id)
    chosen: Select[tuple[int, ...]] = select(person, *values.values()).distinct()
    chosen = chosen.where(person.not_in(told), person.is_not(None))
    if event.actor_id is not None and not row.doer:
        chosen = chosen.where(person != event.actor_id)
    db.session.execute(insert(Notice).from_select([Notice.person_id, *values], chosen, include_defaults=False))


def _values(row: Told, scene: Scene) -> dict[InstrumentedAttribute[object], ColumnElement[object]]:
    event = scene.event
    fixed = {
        Notice.event_id: event.id,
        Notice.whom: row.whom,
        Notice.kind: event.kind,
        Notice.thing: event.subject,
        Notice.thing_id: event.subject_id,
        Notice.school_id: event.school_id,
        Notice.words: row.words.format_map(words_of(scene)),
        Notice.path: path_of(row.leads, scene),
        Notice.way: row.way,
        Notice.told_at: clock.now(),
    }
    return {column: literal(value, column.type) for column, value in fixed.items()}
