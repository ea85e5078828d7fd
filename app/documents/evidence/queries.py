"""Reads of evidence: kinds, what stands in a slot, where else the same file is."""

from typing import NamedTuple

from sqlalchemy import select, true
from sqlalchemy.orm import joinedload

from app.documents.history import restore_state_at
from app.documents.models import Document, Submission
from app.documents.queries import FACTS
from app.documents.seen import as_seen
from app.extensions import db
from app.journal.kept import kept
from app.kernel.as_of import NOW, AsOf
from app.kernel.reads import Read
from app.permissions import Actor
from app.year.cycle.models import EvidenceKind, EvidenceWindow, Participation, RiskDirection, SchoolRisk


class Kind(NamedTuple):
    """A kind of evidence in the words of the coordinator."""

    id: int
    title: str
    hint: str
    privacy: str


_WORDS = EvidenceKind.id, EvidenceKind.title, EvidenceKind.hint, EvidenceKind.privacy
KINDS = Read(Kind, select(*_WORDS).order_by(EvidenceKind.position))
OF_TODAY = joinedload(Document.versions), joinedload(Document.submissions).lazyload(Submission.version)


def kinds() -> tuple[Kind, ...]:
    """The kinds in their order; kept as long as nothing happens."""
    return kept("evidence_kinds", (), KINDS.all)


def kinds_to_edit() -> list[EvidenceKind]:
    """The same as rows that the coordinator changes."""
    return list(db.session.scalars(select(EvidenceKind).order_by(EvidenceKind.position)))


def directions() -> list[RiskDirection]:
    """The directions in their order, with their hints."""
    return list(db.session.scalars(select(RiskDirection).order_by(RiskDirection.position)))


def active_risks(school: Participation) -> list[SchoolRisk]:
    """The activated directions of a school, in the order of the list."""
    return sorted((risk for risk in school.risks if risk.activated_at), key=lambda risk: risk.direction.position)


def of_window(school: Participation, window: EvidenceWindow, reader: Actor, as_of: AsOf = NOW) -> list[Document]:
    """The evidence of a school in a window with what a page shows its reader, in a constant number of statements."""
    own = select(Document).where(Document.participation_id == school.id, Document.window_id == window.id)
    facts = FACTS if as_of.past else OF_TODAY
    there = true() if as_of.past else Document.trashed_at.is_(None)
    found = db.session.scalars(own.where(there).options(*facts).order_by(Document.id)).unique()
    return [document for document in found if restore_state_at(document, as_of) and as_seen(document, reader, as_of)]


def same_content(document: Document, among: list[Document]) -> list[Document]:
    """The documents whose newest version is the same file or link, this one first."""
    if document.latest is None:
        return [document]
    others = [d for d in among if d.id != document.id and d.latest and d.latest.digest == document.latest.digest]
    return [document, *others]
