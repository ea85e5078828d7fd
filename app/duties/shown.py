"""The evidence of the windows: what a school must still attach, and whoever let it come late."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, func, select

from app.documents.appeals.models import Appeal
from app.documents.models import Document
from app.duties.papers import NEWEST, SENT, waits, where
from app.duties.places import schools
from app.duties.rows import Duty, Place, Scope
from app.extensions import db
from app.kernel.quotes import quoted
from app.roles import Role
from app.year.cycle.models import EvidenceWindow, LatePermission, Participation, RiskDirection, SchoolRisk

_PERMITTED = and_(LatePermission.window_id == EvidenceWindow.id, LatePermission.participation_id == Participation.id)
_UNTIL = select(func.max(LatePermission.until_on)).where(_PERMITTED).scalar_subquery()
_GIVER = (
    select(LatePermission.granted_by_id)
    .where(_PERMITTED)
    .order_by(LatePermission.until_on.desc(), LatePermission.id.desc())
    .limit(1)
    .scalar_subquery()
)
_ASKED = (
    select(Appeal.id)
    .where(Appeal.window_id == EvidenceWindow.id, Appeal.participation_id == Participation.id)
    .where(Appeal.state == "asked")
    .exists()
)


class _Row(NamedTuple):
    participation_id: int
    school_id: int
    municipality_id: int
    school: str
    risk_id: int
    direction: str
    window_id: int
    window: str
    closes_on: date
    until: date | None
    giver_id: int | None
    asked: bool
    document_id: int | None
    state: str | None
    newest: int | None
    sent: int | None

    @property
    def late(self) -> bool:
        """The last day is that of a permission."""
        return self.until is not None and self.until > self.closes_on

    @property
    def due_on(self) -> date:
        """The last day for this school."""
        return self.until if self.until and self.until > self.closes_on else self.closes_on


def evidence(scope: Scope) -> Iterator[Duty]:
    """What the open windows ask for and what the closed ones miss; the same few statements for every region."""
    for row in _rows(scope):
        state = _state(row, scope.today)
        if state:
            role = Role.CURATOR if state == "submitted" else Role.SCHOOL
            yield _duty("evidence", state, row, role, None, quoted(row.direction))


def permissions(scope: Scope) -> Iterator[Duty]:
    """A school has been let come late and has not done it: its last day nears for whoever let it."""
    told = set()
    for row in _rows(scope):
        state = _state(row, scope.today)
        key = row.participation_id, row.window_id
        if row.late and row.due_on >= scope.today and state not in ("", "submitted") and key not in told:
            told.add(key)
            place: Place = "documents.kit", {"participation_id": row.participation_id}
            yield _duty("permission", "waits", row, None, row.giver_id, row.school)._replace(place=place)


def _duty(kind: str, state: str, row: _Row, role: Role | None, person: int | None, name: str) -> Duty:
    key = f"evidence-{row.risk_id}-{row.window_id}"
    place = where(row.participation_id, key, row.document_id, state)
    at = (row.school_id, row.municipality_id, person, row.school)
    return Duty(kind, state, row.due_on, role, *at, name, row.window, place)


def _state(row: _Row, today: date) -> str:
    """Into a closed window nothing is brought: the school asks to prolong it, once. What is saved can still be sent."""
    state = waits(row.state, row.newest, row.sent)
    if state in ("missing", "returned") and today > row.due_on:
        return "" if row.asked else "closed"
    return state


def _rows(scope: Scope) -> Iterator[_Row]:
    """Each direction of each school in each window that has opened, with what stands there."""
    wanted = {window for window, day in _days(scope) if scope.wanted(day)}
    if not wanted:
        return
    stands = Document.id, Document.state, NEWEST, SENT
    of_window = EvidenceWindow.id, EvidenceWindow.title, EvidenceWindow.closes_on, _UNTIL, _GIVER, _ASKED
    of_slot = and_(Document.school_risk_id == SchoolRisk.id, Document.window_id == EvidenceWindow.id)
    asked = schools(scope, SchoolRisk.id, RiskDirection.title, *of_window, *stands)
    asked = asked.join(SchoolRisk, SchoolRisk.participation_id == Participation.id)
    asked = asked.join(RiskDirection, RiskDirection.id == SchoolRisk.direction_id)
    asked = asked.join(EvidenceWindow, EvidenceWindow.id.in_(wanted))
    asked = asked.outerjoin(Document, and_(of_slot, Document.trashed_at.is_(None)))
    for row in map(_Row._make, db.session.execute(asked.where(SchoolRisk.activated_at.is_not(None)))):
        if scope.wanted(row.due_on):
            yield row


def _days(scope: Scope) -> Iterator[tuple[int, date]]:
    """The last days of each window that has opened: its own, and those of permissions."""
    own = EvidenceWindow.cycle_id == scope.cycle.id, EvidenceWindow.opens_on <= scope.today
    closes = select(EvidenceWindow.id, EvidenceWindow.closes_on).where(*own)
    late = select(EvidenceWindow.id, LatePermission.until_on).where(*own)
    late = late.join(LatePermission, LatePermission.window_id == EvidenceWindow.id)
    yield from db.session.execute(closes.union(late))
