"""Appeals as plain rows: those of one school, and those that wait for one person."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from app.directory.models import Grant, School
from app.directory.queries import in_force
from app.directory.reach import REACHED, reach
from app.documents.appeals.models import Appeal
from app.documents.kit import SlotOf, short_title
from app.documents.models import Document
from app.kernel.reads import Read
from app.permissions import Actor, can
from app.roles import Role
from app.year.cycle.models import EvidenceWindow, Participation, RiskDirection, SchoolRisk
from app.year.cycle.rows import Member, Risk, Window


class _Row(NamedTuple):
    state: str
    answer: str
    document_id: int | None
    window_id: int | None
    kind: str | None
    school_risk_id: int | None
    evidence_of: int | None


class Asked(NamedTuple):
    """What a school has asked for, and what it was told; about a document in its slot, or about a window."""

    state: str
    answer: str
    document_id: int | None
    slot: SlotOf[Risk, Window] | None
    window: Window | None


RECENT = Read(
    _Row,
    select(Appeal.state, Appeal.answer, Appeal.document_id, Appeal.window_id)
    .add_columns(Document.kind, Document.school_risk_id, Document.window_id.label("evidence_of"))
    .outerjoin(Document, Document.id == Appeal.document_id)
    .where(Appeal.participation_id == bindparam("school"))
    .where(or_(Appeal.state == "asked", Appeal.answered_at >= bindparam("since")))
    .order_by(Appeal.id.desc()),
)


def recent(member: Member, windows: Sequence[Window], since: datetime) -> list[Asked]:
    """What the school asks for, and what it was told not long ago; the newest first."""
    risks = {one.id: one for one in member.risks}
    months = {one.id: one for one in windows}
    return [_asked(row, risks, months) for row in RECENT.all(school=member.id, since=since)]


def _asked(row: _Row, risks: dict[int, Risk], months: dict[int, Window]) -> Asked:
    slot = SlotOf(row.kind, risks.get(row.school_risk_id or 0), months.get(row.evidence_of or 0)) if row.kind else None
    return Asked(row.state, row.answer, row.document_id, slot, months.get(row.window_id or 0))


class Waiting(NamedTuple):
    """An appeal without an answer; `window` is that of its document too. `curated`: the school has a curator today."""

    id: int
    school: str
    reason: str
    asked_at: datetime
    document_id: int | None
    kind: str | None
    direction: str | None
    window: str | None
    curated: bool

    @property
    def short_title(self) -> str:
        """What is to be opened."""
        return short_title(self.kind or "", self.direction, self.window)


_curators = select(Grant.id).where(Grant.role == Role.CURATOR, Grant.school_id == School.id)
UNANSWERED = Read(
    Waiting,
    select(Appeal.id, School.short_name.label("school"), Appeal.reason, Appeal.asked_at, Appeal.document_id)
    .add_columns(Document.kind, RiskDirection.short_title.label("direction"), EvidenceWindow.title.label("window"))
    .add_columns(_curators.where(in_force(bindparam("day"))).correlate(School).exists().label("curated"))
    .join(Participation, Participation.id == Appeal.participation_id)
    .join(School, School.id == Participation.school_id)
    .outerjoin(Document, Document.id == Appeal.document_id)
    .outerjoin(SchoolRisk, SchoolRisk.id == Document.school_risk_id)
    .outerjoin(RiskDirection, RiskDirection.id == SchoolRisk.direction_id)
    .outerjoin(EvidenceWindow, or_(EvidenceWindow.id == Appeal.window_id, EvidenceWindow.id == Document.window_id))
    .where(Appeal.state == "asked", REACHED)
    .order_by(Appeal.id),
)


def waiting_for(actor: Actor, day: date) -> list[Waiting]:
    """What stands on the first page of the actor, the oldest first: about a document the curator is asked, and whoever
    prolongs windows of the others."""
    found = UNANSWERED.all(day=day, **reach(actor, "appeal.answer"))
    prolongs, decides = can(actor, "evidence.permit"), can(actor, "document.decide")
    return [one for one in found if (decides if one.document_id and one.curated else prolongs)]
