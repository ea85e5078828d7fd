"""The documents of the kit: what a school must hand in by the day of the concept, and a curator must look at."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Integer, String, and_, cast, func, literal, null, select, true, union_all

from app.documents.kit import IN_ACCUSATIVE
from app.documents.models import Document, Version
from app.duties.places import schools
from app.duties.rows import Duty, Place, Scope
from app.extensions import db
from app.kernel.quotes import quoted
from app.roles import Role
from app.year.cycle.models import Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import deadline

NEWEST = select(func.max(Version.number)).where(Version.document_id == Document.id).scalar_subquery()
SENT = (
    select(func.max(Version.number)).where(Version.document_id == Document.id, Version.standing != "draft")
).scalar_subquery()


class _Row(NamedTuple):
    participation_id: int
    school_id: int
    municipality_id: int
    school: str
    kind: str
    risk_id: int | None
    direction: str | None
    document_id: int | None
    state: str | None
    newest: int | None
    sent: int | None

    @property
    def name(self) -> str:
        """As `SlotOf.accusative`."""
        return f"антирисковую программу {quoted(self.direction)}" if self.direction else IN_ACCUSATIVE[self.kind]

    @property
    def key(self) -> str:
        """As `SlotOf.key`."""
        return f"{self.kind}-{self.risk_id}" if self.risk_id else self.kind


def documents(scope: Scope) -> Iterator[Duty]:
    """Concept, mid-term programme and anti-risk programmes that do not stand yet; one statement."""
    due_on = deadline(scope.cycle, "concept_documents").due_on
    if not scope.wanted(due_on):
        return
    for row in map(_Row._make, db.session.execute(_owed(scope))):
        state = waits(row.state, row.newest, row.sent)
        if state:
            role = Role.CURATOR if state == "submitted" else Role.SCHOOL
            place = where(row.participation_id, row.key, row.document_id, state)
            at = (row.school_id, row.municipality_id, None, row.school)
            yield Duty("documents", state, due_on, role, *at, row.name, "", place)


def waits(state: str | None, newest: int | None, sent: int | None) -> str:
    """What a document waits for: its own next step. Empty when it stands.

    A version that is saved and was not sent is named so, whatever became of the one before.
    """
    match state:
        case None:
            return "missing"
        case "draft" | "withdrawn":
            return "draft"
        case "returned" | "reopened":
            return "draft" if (newest or 0) > (sent or 0) else state
        case "submitted":
            return "submitted"
    return ""


def where(participation_id: int, key: str, document_id: int | None, state: str) -> Place:
    """Where the step is taken."""
    if document_id is None:
        return "documents.slot", {"participation_id": participation_id, "key": key}
    return "desk.one" if state == "submitted" else "documents.document", {"document_id": document_id}


def _owed(scope: Scope):  # type: ignore[no-untyped-def]  # a union of selects
    """The slots of the kit, each with what stands there: of every school two, and one for each activated direction."""
    kinds = union_all(select(literal("concept").label("kind")), select(literal("midterm"))).subquery()
    of_school = and_(Document.participation_id == Participation.id, Document.kind == kinds.c.kind)
    stands = Document.id, Document.state, NEWEST, SENT
    alike = schools(scope, kinds.c.kind, cast(null(), Integer), cast(null(), String), *stands).join(kinds, true())
    alike = alike.outerjoin(Document, and_(of_school, Document.trashed_at.is_(None)))
    of_risk = and_(Document.school_risk_id == SchoolRisk.id, Document.kind == "antirisk", Document.trashed_at.is_(None))
    each = schools(scope, literal("antirisk"), SchoolRisk.id, RiskDirection.title, *stands)
    each = each.join(SchoolRisk, SchoolRisk.participation_id == Participation.id)
    each = each.join(RiskDirection, RiskDirection.id == SchoolRisk.direction_id).outerjoin(Document, of_risk)
    return union_all(alike, each.where(SchoolRisk.activated_at.is_not(None)))
