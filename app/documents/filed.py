"""The documents of many schools as plain rows: what a matrix shows of each, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select, true

from app.directory.models import School
from app.documents.kit import SlotOf
from app.documents.lines import LineOf
from app.documents.models import Document
from app.documents.papers import Filed
from app.documents.queries import begun
from app.documents.seen import is_seen
from app.extensions import db
from app.permissions import Actor
from app.year.cycle.models import EvidenceWindow, Participation
from app.year.cycle.rows import Risk

FiledLine = LineOf[Risk, EvidenceWindow, Filed]
ByPlace = dict[str, list[Filed]]


def filed(places: Iterable[int], reader: Actor | None, only: ColumnElement[bool]) -> dict[int, ByPlace]:
    """Place in the year → its documents by the key of their slot, as the reader may see them; all without a reader."""
    found = (
        select(Document.id, Document.participation_id, Document.kind, Document.school_risk_id, Document.window_id)
        .add_columns(Document.state, Document.state_since, Document.standing_number, begun(reader))
        .join(Participation, Participation.id == Document.participation_id)
        .join(School, School.id == Participation.school_id)
        .where(
            Document.participation_id.in_(places),
            Document.trashed_at.is_(None),
            only,
            is_seen(reader) if reader else true(),
        )
        .order_by(Document.id)
    )
    kept: dict[int, ByPlace] = defaultdict(lambda: defaultdict(list))
    for row in db.session.execute(found):
        one = Filed(*row)
        kept[one.participation_id][one.key].append(one)
    return kept


def lines_of(slots: Sequence[SlotOf[Risk, EvidenceWindow]], found: ByPlace) -> list[FiledLine]:
    """What stands in each slot."""
    return [FiledLine(slot, tuple(found.get(slot.key, ()))) for slot in slots]
