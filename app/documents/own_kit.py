"""The kit of one school, read plainly: as `queries.kit`, for the page that every school opens first."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, select

from app.documents.facts import audience_of, gone_of
from app.documents.kit import SlotOf, concept_slots, evidence_slots
from app.documents.lines import LineOf
from app.documents.models import Decision, Document, Remark, Version
from app.documents.papers import Edition, Paper, Word
from app.documents.seen import VIEW
from app.kernel.reads import Read
from app.permissions import Actor, audiences
from app.year.cycle.rows import Member, Risk, Window


class _Row(NamedTuple):
    """A document with one of its versions, or with none: then its `number` is None."""

    id: int
    kind: str
    school_risk_id: int | None
    window_id: int | None
    state: str
    state_since: datetime
    standing_number: int | None
    number: int | None
    uploaded_at: datetime
    standing: str
    examined: bool
    on_behalf: bool

    @property
    def edition(self) -> Edition:
        """The version."""
        return Edition(self.id, self.number or 0, self.uploaded_at, self.standing, self.examined, self.on_behalf)


PAPERS = Read(
    _Row,
    select(Document.id, Document.kind, Document.school_risk_id, Document.window_id)
    .add_columns(Document.state, Document.state_since, Document.standing_number)
    .add_columns(Version.number, Version.uploaded_at, Version.standing, Version.examined)
    .add_columns((Version.on_behalf_reason != "").label("on_behalf"))
    .outerjoin(Version, Version.document_id == Document.id)
    .where(Document.participation_id == bindparam("school"), Document.trashed_at.is_(None))
    .order_by(Document.id, Version.number),
)
_OPEN = and_(Remark.decision_id == Decision.id, Remark.document_id == Decision.document_id, Remark.state == "open")
WORDS = Read(
    Word,
    select(Decision.document_id, Decision.verdict, Decision.remark, Decision.decided_at, Version.number)
    .add_columns(select(func.count(Remark.id)).where(_OPEN).correlate(Decision).scalar_subquery().label("left"))
    .join(Version, Version.id == Decision.version_id)
    .join(Document, Document.id == Decision.document_id)
    .where(Document.participation_id == bindparam("school"), Document.trashed_at.is_(None))
    .order_by(Decision.document_id, Decision.id),
)
PaperLine = LineOf[Risk, Window, Paper]


def kit_of(member: Member, windows: Sequence[Window], reader: Actor) -> list[PaperLine]:
    """The whole kit of a school as the reader may see it today, as `queries.kit`; two statements."""
    slots: list[SlotOf[Risk, Window]] = [*concept_slots(member.risks), *evidence_slots(member.risks, windows)]
    found: dict[str, list[Paper]] = {}
    for paper in papers_of(member, reader):
        found.setdefault(paper.key, []).append(paper)
    return [LineOf(slot, tuple(found.get(slot.key, ()))) for slot in slots]


def papers_of(member: Member, reader: Actor) -> list[Paper]:
    """The documents that the reader may see, each with the versions that are for the same eyes."""
    words = {key: list(own) for key, own in groupby(WORDS.all(school=member.id), key=lambda word: word.document_id)}
    eyes = audiences(reader, VIEW, member)
    each = (list(own) for _, own in groupby(PAPERS.all(school=member.id), key=lambda row: row.id))
    every = (_paper(rows, words.get(rows[0].id, ()), eyes) for rows in each)
    return [paper for paper in every if paper]


def _paper(rows: Sequence[_Row], words: Sequence[Word], eyes: frozenset[str]) -> Paper | None:
    """As `as_seen` shows a document that stands as now."""
    row, versions = rows[0], [one.edition for one in rows if one.number]
    if audience_of(row.state, any(one.on_behalf for one in versions)) not in eyes:
        return None
    seen = [one for one in versions if one.audience in eyes]
    asked = max((one.number for one in versions if one.standing != "draft"), default=0)
    gone = gone_of(asked, row.state, row.standing_number, (one.number for one in seen))
    parts = (row.kind, row.school_risk_id, row.window_id)
    key = "-".join(str(part) for part in parts if part is not None)
    return Paper(row.id, row.kind, key, row.state, row.state_since, row.standing_number, seen, words, gone)
