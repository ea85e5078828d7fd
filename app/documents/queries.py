"""Reads of documents: a school's kit, a curator's queue, the matrix."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.cycle.models import Cycle, EvidenceWindow, Participation
from app.cycle.queries import participations
from app.directory.models import School
from app.directory.queries import within_reach
from app.documents.kit import Place, by_place, concept_places, evidence_places
from app.documents.models import Decision, Document
from app.extensions import db


@dataclass(frozen=True)
class Line:
    """A place of the kit and what stands there."""

    place: Place
    documents: tuple[Document, ...]

    @property
    def document(self) -> Document | None:
        """The document of a place that holds one."""
        return self.documents[0] if self.documents else None

    @property
    def state(self) -> str:
        """The worst news of the place: what is returned first, then what is missing or waits."""
        found = {d.state for d in self.documents}
        return next((s for s in ("returned", "draft", "withdrawn", "submitted", "approved") if s in found), "none")


def documents_of(participation_ids: list[int]) -> list[Document]:
    """All documents of these schools with what a list shows, in a constant number of statements."""
    return list(
        db.session.scalars(
            select(Document)
            .where(Document.participation_id.in_(participation_ids))
            .options(
                joinedload(Document.window),
                selectinload(Document.versions),
                selectinload(Document.submissions),
                selectinload(Document.decisions),
            )
            .order_by(Document.id)
        ).unique()
    )


def kit(participation: Participation, windows: list[EvidenceWindow]) -> list[Line]:
    """The whole kit of a school: concept documents, then evidence by window."""
    found = by_place(documents_of([participation.id]))
    places = concept_places(participation.risks) + evidence_places(participation.risks, windows)
    return [Line(place, tuple(found.get(place.key, ()))) for place in places]


def queue(actor) -> list[Document]:
    """What waits for the curator across own schools, oldest first."""
    return list(
        db.session.scalars(
            select(Document)
            .join(Document.participation)
            .join(Participation.school)
            .where(Document.state == "submitted", within_reach(actor, "document.decide"))
            .options(selectinload(Document.submissions), joinedload(Document.window))
            .order_by(Document.state_since, Document.id)
        ).unique()
    )


def matrix(cycle: Cycle, actor) -> list[tuple[Participation, dict[str, Line]]]:
    """Schools × concept documents: by school, then by column (concept, midterm, code of the direction)."""
    schools = participations(cycle, within_reach(actor, "matrix.view"))
    found: dict[int, list[Document]] = {}
    for document in documents_of([p.id for p in schools]):
        found.setdefault(document.participation_id, []).append(document)
    rows = []
    for school in schools:
        here = by_place(found.get(school.id, ()))
        cells = {}
        for place in concept_places(school.risks):
            column = place.risk.direction.code if place.risk else place.kind
            cells[column] = Line(place, tuple(here.get(place.key, ())))
        rows.append((school, cells))
    return rows


def last_return(document: Document) -> Decision | None:
    """The return that the school has to answer, while it is open."""
    last = document.decisions[-1] if document.decisions else None
    return last if last and last.verdict == "return" and document.state != "approved" else None


def own_participation(cycle: Cycle, school_ids: list[int]) -> Participation | None:
    """The first school of the actor that takes part in the cycle."""
    found = participations(cycle, School.id.in_(school_ids))
    return found[0] if found else None
