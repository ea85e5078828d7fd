"""The index follows the tables: what a transaction changed is taken in by the same transaction, whoever wrote it."""

from collections import defaultdict
from collections.abc import Iterator

from flask import current_app
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, UOWTransaction

from app.directory.models import Municipality, School
from app.documents.checks.models import VersionText
from app.documents.models import Document, Remark, Version
from app.extensions import db
from app.search.services import take_in
from app.year.cycle.models import Participation, RiskDirection, SchoolRisk

CHANGED = "search: changed"


@event.listens_for(db.session, "after_flush")
def _notice(session: Session, _context: UOWTransaction) -> None:
    changed = [*session.new, *session.deleted, *(one for one in session.dirty if session.is_modified(one))]
    names = {name for thing in changed if (name := _name(thing))}
    session.info.setdefault(CHANGED, set()).update(names)


@event.listens_for(db.session, "before_commit")
def _follow(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    names = session.info.pop(CHANGED, None)
    if not names:
        return
    try:
        with session.begin_nested():
            _take_in(names)
    except DBAPIError:
        current_app.logger.exception("search: the index can't be written; `flask search rebuild` makes it anew")


def _name(thing: object) -> tuple[str, int] | None:
    match thing:
        case VersionText():
            return "version", thing.version_id
        case Version():
            return "version", thing.id
        case Remark():
            return "remark", thing.id
        case School() | Municipality() | RiskDirection():
            return thing.__tablename__, thing.id
    return None


def _take_in(names: set[tuple[str, int]]) -> None:
    found: dict[str, set[int]] = defaultdict(set)
    for name in names:
        for kind, key in _meant(*name):
            found[kind].add(key)
    for kind, ids in found.items():
        take_in(kind, ids)


def _meant(name: str, key: int) -> Iterator[tuple[str, int]]:
    """A thing itself; a new name of a school or a direction is in the words of all that belongs to it."""
    if name in ("version", "remark"):
        yield name, key
        return
    if name == "risk_directions":
        documents = select(Document.id).join(Document.risk).where(SchoolRisk.direction_id == key)
    else:
        place = School.id if name == "schools" else School.municipality_id
        schools = select(School.id).where(place == key)
        yield from (("school", one) for one in db.session.scalars(schools))
        documents = select(Document.id).join(Document.participation).where(Participation.school_id.in_(schools))
    for kind, model in (("version", Version), ("remark", Remark)):
        yield from ((kind, one) for one in db.session.scalars(select(model.id).where(model.document_id.in_(documents))))
