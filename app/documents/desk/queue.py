"""The queue of a desk as plain rows: what waits for the one who decides, the oldest first, in one statement."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from app.directory.models import School
from app.directory.reach import REACHED, reach
from app.documents.kit import short_title
from app.documents.models import Decision, Document, Submission, Version
from app.documents.queries import WAITS
from app.kernel.reads import Read
from app.permissions import Actor
from app.year.cycle.models import EvidenceWindow, Participation, RiskDirection, SchoolRisk


class Waiting(NamedTuple):
    """A document that waits, with the version that was sent; `answered` when there is a decision about an older one.

    `closes_on` is the last day of its window, when it is evidence.
    """

    id: int
    kind: str
    title: str
    state_since: datetime
    school: str
    direction: str | None
    direction_in_short: str | None
    window: str | None
    version_id: int
    number: int
    filename: str
    answered: bool
    closes_on: date | None

    @property
    def short_title(self) -> str:
        """Where it stands in the kit."""
        return short_title(self.kind, self.direction_in_short, self.window)


_LAST = select(func.max(Submission.id)).where(Submission.document_id == Document.id).correlate(Document)
_ANSWERED = select(Decision.id).where(Decision.document_id == Document.id).correlate(Document).exists()
QUEUE = Read(
    Waiting,
    select(Document.id, Document.kind, Document.title, Document.state_since, School.short_name.label("school"))
    .add_columns(RiskDirection.title.label("direction"), RiskDirection.short_title.label("direction_in_short"))
    .add_columns(EvidenceWindow.title.label("window"), Version.id.label("version_id"), Version.number)
    .add_columns(Version.filename, _ANSWERED.label("answered"), EvidenceWindow.closes_on)
    .join(Participation, Participation.id == Document.participation_id)
    .join(School, School.id == Participation.school_id)
    .join(Submission, Submission.document_id == Document.id)
    .join(Version, Version.id == Submission.version_id)
    .outerjoin(SchoolRisk, SchoolRisk.id == Document.school_risk_id)
    .outerjoin(RiskDirection, RiskDirection.id == SchoolRisk.direction_id)
    .outerjoin(EvidenceWindow, EvidenceWindow.id == Document.window_id)
    .where(WAITS, REACHED, Submission.id == _LAST.scalar_subquery())
    .order_by(Document.state_since, Document.id),
)


def queue(actor: Actor) -> tuple[Waiting, ...]:
    """What waits for the curator across own schools."""
    return QUEUE.all(**reach(actor, "document.decide"))


def evidence(actor: Actor) -> list[Waiting]:
    """The evidence among it."""
    return [one for one in queue(actor) if one.kind == "evidence"]
