"""Packages of documents of schools: what counts, what is confirmed, or all that was handed in."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypedDict

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import selectinload

from app.documents.kit import Slot, by_place, concept_slots, evidence_slots, slot_of
from app.documents.models import Document, Submission, Version
from app.documents.queries import CONCEPT, documents_of
from app.documents.workflow import states_of
from app.extensions import db
from app.kernel.calendar import local
from app.kernel.words import day, file_day
from app.packages.lines import Line
from app.packages.naming import cleaned, ending_of, named, normalised
from app.permissions import Actor
from app.year.cycle.models import EvidenceWindow, Participation
from app.year.cycle.queries import windows
from app.year.profile.models import RiskProfile

FILES = selectinload(Document.versions), selectinload(Document.submissions).joinedload(Submission.version)


class Place(TypedDict):
    town: str
    code: str
    school: str


NO_FILE, TAKEN_BACK, NOT_SENT = "не\u00a0загружен", "школа отозвала версию", "версии для показа нет"
NOT_CONFIRMED = "не\u00a0подтверждён куратором"


def counting(schools: list[Participation], reader: Actor) -> Iterator[Line]:
    """The version that counts for each place of the concept documents, each school in a folder."""
    for school, slots, found in _kits(schools, reader, CONCEPT, ()):
        yield from _counting(school, slots, found, folder_of(school))


def whole(school: Participation, reader: Actor, now: datetime) -> Iterator[Line]:
    """The same of one school with its evidence of the windows that have begun, and of what is closed."""
    for _, slots, found in _kits([school], reader, true(), begun(school, now)):
        kept = {key: slot_of(own[0]) for key, own in found.items()}
        yield from _counting(school, slots, found, "")
        closed = [slot for key, slot in kept.items() if key not in {one.key for one in slots}]
        yield from _counting(school, closed, found, "Закрытые направления/")


def confirmed(school: Participation, reader: Actor, now: datetime) -> Iterator[Line]:
    """What the curator has confirmed, under plain names in the order of the kit: to be loaded into МЭДК."""
    for _, slots, found in _kits([school], reader, true(), begun(school, now)):
        for number, slot in enumerate(slots, 1):
            own = [one for one in found.get(slot.key, ()) if one.approved]
            for document in own:
                version = document.standing_version
                words = normalised(school.school.code or "", f"{number:02}", slot.short_title)
                path = words[:100] + ending_of(version.filename)
                yield _line(path, school, slot, document, version)
            if not own:
                yield _lack(school, slot, NOT_CONFIRMED)


def everything(schools: list[Participation], reader: Actor, apart: bool = True) -> Iterator[Line]:
    """Each version of each document, and the risk profiles; `apart`: each school in a folder."""
    for school, _, found in _kits(schools, reader, true(), ()):
        folder = folder_of(school) if apart else ""
        for document in (one for own in found.values() for one in own):
            for version in document.versions:
                words = cleaned(slot_of(document).short_title, 60)
                name = named(f"Версия {version.number}, {_stem(version)}", _ending_like(version))
                yield _line(f"{folder}{words}/{name}", school, slot_of(document), document, version)
        yield from _profiles(school, folder)


def _profiles(school: Participation, folder: str) -> Iterator[Line]:
    """The РПШ as the region has given it, corrected ones too."""
    own = select(RiskProfile).where(RiskProfile.participation_id == school.id).order_by(RiskProfile.id)
    for one in db.session.scalars(own):
        yield Line(
            path=f"{folder}{named(f'Рисковый профиль {file_day(one.uploaded_at)}', one.filename)}",
            title="Рисковый профиль",
            brought=day(one.uploaded_at),
            original=one.filename,
            sha256=one.blob.sha256,
            size=one.blob.size,
            **_of(school),
        )


def folder_of(school: Participation) -> str:
    """«057 МБОУ „Заречная СОШ“/»."""
    return cleaned(f"{school.school.code or ''} {school.school.short_name}", 70) + "/"


def begun(school: Participation, now: datetime) -> list[EvidenceWindow]:
    """The windows of evidence that have opened: nobody lacks what is not asked for yet."""
    return [window for window in windows(school.cycle) if window.opens_on <= local(now).date()]


def _kits(
    schools: list[Participation], reader: Actor, only: ColumnElement[bool], opened: Iterable[EvidenceWindow]
) -> Iterator[tuple[Participation, list[Slot], dict[str, list[Document]]]]:
    """Each school with its places and what stands there; a constant number of reads."""
    found: dict[int, list[Document]] = {}
    for document in documents_of([school.id for school in schools], reader, *FILES, only=only):
        found.setdefault(document.participation_id, []).append(document)
    for school in schools:
        slots = concept_slots(school.risks) + evidence_slots(school.risks, list(opened))
        yield school, slots, by_place(found.get(school.id, ()))


def _counting(
    school: Participation, slots: Iterable[Slot], found: dict[str, list[Document]], folder: str
) -> Iterator[Line]:
    for number, slot in enumerate(slots, 1):
        own = found.get(slot.key, [])
        for document in own:
            version = document.counting
            if version is None:
                yield _lack(school, slot, TAKEN_BACK if document.gone else NOT_SENT)
                continue
            words = f"{number:02} {slot.short_title}, версия {version.number}"
            yield _line(f"{folder}{named(words, _ending_like(version))}", school, slot, document, version)
        if not own:
            yield _lack(school, slot, NO_FILE)


def _line(path: str, school: Participation, slot: Slot, document: Document, version: Version) -> Line:
    return line_of(path, school, slot.title, version, states_of(document.kind)[document.state].word)


def line_of(path: str, school: Participation, title: str, version: Version, state: str) -> Line:
    """A version in the package; a link has no bytes, and stands in the register alone."""
    return Line(
        path=path,
        title=title,
        version=str(version.number),
        state=state,
        brought=day(version.uploaded_at),
        original="" if version.url else version.filename,
        url=version.url or "",
        sha256=version.blob.sha256 if version.blob else "",
        size=version.blob.size if version.blob else 0,
        **_of(school),
    )


def _lack(school: Participation, slot: Slot, why: str) -> Line:
    return lack(school, slot.title, why)


def lack(school: Participation, title: str, why: str) -> Line:
    """Something that should be there."""
    return Line(path="", title=title, why=why, **_of(school))


def _of(school: Participation) -> Place:
    own = school.school
    return {"town": own.municipality.name, "code": own.code or "", "school": own.short_name}


def _stem(version: Version) -> str:
    ending = ending_of(version.filename)
    return version.filename[: -len(ending)] if ending else version.filename


def _ending_like(version: Version) -> str:
    return version.filename if version.blob else ""
