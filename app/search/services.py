"""The verbs of the index: take things in, catch up with what was missed, make it anew."""

from collections.abc import Collection, Iterator
from functools import partial

from sqlalchemy import select

from app.extensions import db
from app.kernel.sweeping import each
from app.kernel.transaction import begin_write, end_write, forget
from app.search.index import index, words_of
from app.search.models import Entry
from app.search.subjects import MODELS, READ

BATCH = 200


def take_in(kind: str, ids: Collection[int]) -> None:
    """Write the entries of these things as they are now; those that are gone are forgotten."""
    subjects = READ[kind](ids)
    standing = {
        one.subject_id: one
        for one in db.session.scalars(select(Entry).where(Entry.kind == kind, Entry.subject_id.in_(ids)))
    }
    _forget([entry for key, entry in standing.items() if key not in subjects])
    for key, subject in subjects.items():
        entry = standing.get(key) or Entry(kind=kind, subject_id=key)
        entry.school_id, entry.dated_at = subject.school_id, subject.dated_at
        standing[key] = entry
        db.session.add(entry)
    db.session.flush()
    index().put({standing[key].id: words_of(subject.lines) for key, subject in subjects.items()})


def catch_up() -> None:
    """Take in what has no entry yet: a database that is older than the search, a moment when the index was lost."""
    for kind in MODELS:
        each(f"entries of {kind}", [tuple(_missed(kind))], partial(_take_in_missed, kind))


def _take_in_missed(kind: str, ids: tuple[int, ...]) -> None:
    """All together; and when that fails, one by one, so that one does not hide the others."""
    if not ids:
        return
    try:
        begin_write()
        take_in(kind, ids)
        end_write()
    except Exception:
        if len(ids) == 1:
            raise
        forget()
        each(f"entry of {kind}", [(one,) for one in ids], partial(_take_in_missed, kind))


def rebuild() -> dict[str, int]:
    """Make the whole index anew; how many of each kind. A batch is a transaction: the site lives on meanwhile."""
    begin_write()
    index().create()
    end_write()
    counts = {}
    for kind in MODELS:
        counts[kind] = 0
        for ids in _batches(kind):
            begin_write()
            take_in(kind, ids)
            end_write()
            counts[kind] += len(ids)
        _sweep(kind)
    return counts


def _batches(kind: str) -> Iterator[list[int]]:
    model, last = MODELS[kind], 0
    while ids := list(db.session.scalars(select(model.id).where(model.id > last).order_by(model.id).limit(BATCH))):
        yield ids
        last = ids[-1]


def _missed(kind: str) -> list[int]:
    model = MODELS[kind]
    there = select(Entry.id).where(Entry.kind == kind, Entry.subject_id == model.id).exists()
    return list(db.session.scalars(select(model.id).where(~there).order_by(model.id).limit(BATCH)))


def _sweep(kind: str) -> None:
    model = MODELS[kind]
    there = select(model.id).where(model.id == Entry.subject_id).exists()
    begin_write()
    _forget(list(db.session.scalars(select(Entry).where(Entry.kind == kind, ~there))))
    end_write()


def _forget(entries: list[Entry]) -> None:
    if entries:
        index().drop([entry.id for entry in entries])
    for entry in entries:
        db.session.delete(entry)
