"""The appeals of one school as plain rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from app.documents.appeals.models import Appeal
from app.documents.kit import SlotOf
from app.documents.models import Document
from app.kernel.reads import Read
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
