"""The project year as plain rows: what pages show of it without an entity."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sqlalchemy import bindparam, func, select

from app.kernel.reads import Read
from app.year.cycle.models import Cycle, DayMove, Deadline, EvidenceWindow, LatePermission, Stage
from app.year.cycle.opening import Opening, opening


class OfYear(Protocol):
    """A project year, as its row or as plain values of it."""

    @property
    def id(self) -> int:
        """Its key."""


class Due(NamedTuple):
    """A single day of the year."""

    key: str
    title: str
    due_on: date


class Year(NamedTuple):
    """The year that everybody lives in, with its single days by their key, in order."""

    id: int
    year: int
    demo_offset: int | None
    evidence_rule: str
    days: Mapping[str, Due]


class _Day(NamedTuple):
    """The year with one of its days, or with none: then its `key` is ''."""

    id: int
    year: int
    demo_offset: int | None
    evidence_rule: str
    key: str
    title: str
    due_on: date


class Move(NamedTuple):
    """A day of the year that was moved."""

    title: str
    was: date
    became: date
    reason: str
    moved_at: datetime


class Window(NamedTuple):
    """A window of evidence, and to what day one school may still show it there."""

    id: int
    number: int
    title: str
    opens_on: date
    closes_on: date
    until: date | None

    def stands(self, moment: datetime) -> Opening:
        """Whether it takes files of the school at the moment."""
        return opening(self, self.until, moment)


class Town(NamedTuple):
    """A municipality."""

    id: int
    name: str


class StageDay(NamedTuple):
    """A stage of expertise and its day."""

    id: int
    number: int
    due_on: date


class Direction(NamedTuple):
    """A direction of risk."""

    id: int
    code: str
    title: str
    short_title: str


class Risk(NamedTuple):
    """A direction in the profile of a school."""

    id: int
    state: str
    activated_at: datetime | None
    direction: Direction


class School(NamedTuple):
    """A school by its name, and where it lies."""

    id: int
    short_name: str
    municipality_id: int


class Member(NamedTuple):
    """A school in the year, with the directions of its profile."""

    id: int
    school_id: int
    signer_id: int | None
    school: School
    risks: tuple[Risk, ...]

    @property
    def municipality_id(self) -> int:
        """The place of the school."""
        return self.school.municipality_id


_OPENED = select(func.max(Cycle.year)).where(Cycle.opened).scalar_subquery()
_NEWEST = func.coalesce(_OPENED, select(func.max(Cycle.year)).scalar_subquery())
YEAR = Read(
    _Day,
    select(Cycle.id, Cycle.year, Cycle.demo_offset, Cycle.evidence_rule)
    .add_columns(func.coalesce(Deadline.key, "").label("key"), Deadline.title, Deadline.due_on)
    .outerjoin(Deadline, Deadline.cycle_id == Cycle.id)
    .where(Cycle.year == _NEWEST)
    .order_by(Deadline.due_on),
)
MOVES = Read(
    Move,
    select(DayMove.title, DayMove.was, DayMove.became, DayMove.reason, DayMove.moved_at)
    .where(DayMove.cycle_id == bindparam("cycle_id"), DayMove.moved_at > bindparam("since"))
    .order_by(DayMove.id.desc()),
)
STAGE_DAYS = Read(
    StageDay,
    select(Stage.id, Stage.number, Stage.due_on).where(Stage.cycle_id == bindparam("cycle_id")).order_by(Stage.number),
)
_UNTIL = (
    select(func.max(LatePermission.until_on))
    .where(LatePermission.window_id == EvidenceWindow.id, LatePermission.participation_id == bindparam("school"))
    .scalar_subquery()
)
WINDOWS = Read(
    Window,
    select(EvidenceWindow.id, EvidenceWindow.number, EvidenceWindow.title)
    .add_columns(EvidenceWindow.opens_on, EvidenceWindow.closes_on, _UNTIL.label("until"))
    .where(EvidenceWindow.cycle_id == bindparam("cycle_id"))
    .order_by(EvidenceWindow.number),
)


def this_year() -> Year:
    """The newest year that is opened, or the first while it is prepared; LookupError before it is named."""
    first, days = YEAR.one(), YEAR.all()
    by_key = {one.key: Due(one.key, one.title, one.due_on) for one in days if one.key}
    return Year(first.id, first.year, first.demo_offset, first.evidence_rule, by_key)
