"""What can be found, kind by kind: whose it is, since when, in which lines. Results of expertise are not among it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.directory.models import School
from app.documents.checks.models import VersionText
from app.documents.kit import slot_of
from app.documents.models import Document, Remark, Version
from app.extensions import db


@dataclass(frozen=True)
class Subject:
    """One thing as the index takes it."""

    school_id: int
    dated_at: datetime | None
    lines: tuple[str, ...]


def _schools(ids: Collection[int]) -> dict[int, Subject]:
    found = db.session.scalars(select(School).where(School.id.in_(ids)))
    return {one.id: Subject(one.id, None, (one.short_name, one.full_name, one.municipality.name)) for one in found}


def _versions(ids: Collection[int]) -> dict[int, Subject]:
    found = (
        select(Version, VersionText.text)
        .outerjoin(VersionText, VersionText.version_id == Version.id)
        .where(Version.id.in_(ids))
        .options(joinedload(Version.document).joinedload(Document.window))
    )
    return {
        version.id: Subject(
            version.school_id, version.uploaded_at, (*_names(version.document), version.filename, text or "")
        )
        for version, text in db.session.execute(found)
    }


def _remarks(ids: Collection[int]) -> dict[int, Subject]:
    found = (
        select(Remark)
        .where(Remark.id.in_(ids))
        .options(joinedload(Remark.document).joinedload(Document.window), joinedload(Remark.decision))
    )
    return {
        one.id: Subject(
            one.school_id, one.decision.decided_at, (*_names(one.document), one.section, one.quote, one.text)
        )
        for one in db.session.scalars(found)
    }


def _names(document: Document) -> tuple[str, ...]:
    place = slot_of(document)
    return place.title, place.short_title, document.participation.school.short_name


READ: dict[str, Callable[[Collection[int]], dict[int, Subject]]] = {
    "school": _schools,
    "version": _versions,
    "remark": _remarks,
}
MODELS: dict[str, type[School] | type[Version] | type[Remark]] = {
    "school": School,
    "version": Version,
    "remark": Remark,
}
