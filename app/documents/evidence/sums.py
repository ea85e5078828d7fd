"""The sums of the evidence matrix by SQL, and which schools have a cell in a state: of now, whatever is shown of it.

`matrix.Matrix` says the same of rows that are there already, for a workbook and for the past; a test compares the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    null,
    or_,
    select,
    true,
    union_all,
)

from app.directory.models import School
from app.documents.evidence.rules import Tally
from app.documents.lines import WORST
from app.documents.models import Document
from app.documents.queries import begun
from app.documents.seen import is_seen
from app.extensions import db
from app.kernel.calendar import end_of
from app.permissions import Actor
from app.year.cycle.models import EvidenceWindow, Participation, RiskDirection, SchoolRisk
from app.year.cycle.rows import Direction, OfYear

NOTHING = len(WORST)  # the rank of an empty cell
RANK = case({state: at for at, state in enumerate(WORST)}, value=Document.state, else_=NOTHING)


@dataclass(frozen=True)
class Sums:
    """Items 11 and 12 and the foot of the matrix, by the numbers of the windows and the codes of the directions."""

    schools: int
    item_11: Tally
    met: dict[tuple[int, str], int]
    columns: dict[tuple[int, str], Tally]
    directions: Sequence[Direction]

    def item_12(self, window: EvidenceWindow, rule: str) -> Tally:
        """Schools that meet item 12 in the window by the rule."""
        return Tally(self.met.get((window.number, rule), 0), self.schools)

    def column(self, window: EvidenceWindow, direction: Direction) -> Tally:
        """Schools with accepted evidence of the direction, of those that have activated it."""
        return self.columns.get((window.number, direction.code), Tally(0, 0))


def sums(cycle: OfYear, reader: Actor, clause: ColumnElement[bool]) -> Sums:
    """Of the schools of the year that the clause on School lets through, in two statements."""
    schools, complete = db.session.execute(_complete(cycle, reader, clause)).one()
    met, columns, directions = {}, {}, {}
    for number, part, whole, position, *direction in db.session.execute(_counted(_cells(cycle, reader, clause))):
        if position is None:
            met[number, "strict"], met[number, "lenient"] = part, whole
        else:
            directions[position] = told = Direction(*direction)
            columns[number, told.code] = Tally(part, whole)
    ordered = [directions[position] for position in sorted(directions)]
    return Sums(schools, Tally(complete, schools), met, columns, ordered)


def _counted(cells: CTE) -> CompoundSelect:
    """By window and direction the accepted, of how many; without a direction, schools with all and with any of them."""
    by_school = (
        select(cells.c.number, func.count().label("whole"), func.sum(cells.c.accepted).label("part"))
        .group_by(cells.c.participation_id, cells.c.number)
        .subquery()
    )
    strict, lenient = by_school.c.part == by_school.c.whole, by_school.c.part > 0
    said = RiskDirection.position, RiskDirection.id, RiskDirection.code, RiskDirection.title, RiskDirection.short_title
    schools = select(by_school.c.number, func.count().filter(strict), func.count().filter(lenient))
    schools = schools.add_columns(*(cast(null(), column.type) for column in said))
    columns = select(cells.c.number, func.sum(cells.c.accepted), func.count(), *said)
    columns = columns.join(RiskDirection, RiskDirection.id == cells.c.direction_id)
    return union_all(schools.group_by(by_school.c.number), columns.group_by(cells.c.number, *said))


def in_state(
    cycle: OfYear, reader: Actor, windows: Sequence[EvidenceWindow], state: str, ahead: Sequence[int]
) -> ColumnElement[bool]:
    """A clause on Participation: a cell of these windows is in the state; `ahead` are those that are still to open."""
    if not state:
        return true()
    cells = _cells(cycle, reader, true(), windows)
    if state == "late":
        is_wanted = cells.c.late == 1
    elif state == "none":
        is_wanted = and_(cells.c.worst == NOTHING, cells.c.number.not_in(ahead))
    else:
        is_wanted = cells.c.worst == WORST.index(state)
    own = cells.c.number.in_([window.number for window in windows])
    return Participation.id.in_(select(cells.c.participation_id).where(own, is_wanted))


def _cells(cycle: OfYear, reader: Actor, clause: ColumnElement[bool], dated: Sequence[EvidenceWindow] = ()) -> CTE:
    """A row for each activated direction and window: its worst state, whether a document of it counts, or is late."""
    own = and_(Document.school_risk_id == SchoolRisk.id, Document.window_id == EvidenceWindow.id)
    closed = or_(false(), *(and_(EvidenceWindow.id == one.id, begun(reader) >= end_of(one.closes_on)) for one in dated))
    return (
        select(
            SchoolRisk.participation_id,
            SchoolRisk.direction_id,
            EvidenceWindow.number,
            func.min(RANK).label("worst"),
            func.max(case((Document.stands, 1), else_=0)).label("accepted"),
            func.max(case((closed, 1), else_=0)).label("late"),
        )
        .join(SchoolRisk.participation)
        .join(Participation.school)
        .join(EvidenceWindow, EvidenceWindow.cycle_id == Participation.cycle_id)
        .outerjoin(Document, and_(own, Document.trashed_at.is_(None), is_seen(reader)))
        .where(SchoolRisk.activated_at.is_not(None), *_present(cycle, clause))
        .group_by(SchoolRisk.id, SchoolRisk.participation_id, SchoolRisk.direction_id, EvidenceWindow.number)
        .cte()
    )


def _complete(cycle: OfYear, reader: Actor, clause: ColumnElement[bool]) -> Select[int, int]:
    """How many schools, and how many of them have every concept document approved (§11.4)."""

    def stands(*own: ColumnElement[bool]) -> ColumnElement[bool]:
        return (
            exists()
            .where(*own, Document.stands, Document.trashed_at.is_(None), is_seen(reader))
            .correlate(Participation, School, SchoolRisk)
        )

    of_school = Document.participation_id == Participation.id
    active = SchoolRisk.participation_id == Participation.id, SchoolRisk.activated_at.is_not(None)
    missing = exists().where(*active, ~stands(Document.school_risk_id == SchoolRisk.id, Document.kind == "antirisk"))
    whole = and_(
        *(stands(of_school, Document.kind == kind) for kind in ("concept", "midterm")),
        exists().where(*active),
        ~missing.correlate(Participation, School),
    )
    counted = select(func.count(), func.count().filter(whole)).select_from(Participation).join(Participation.school)
    return counted.where(*_present(cycle, clause))


def _present(cycle: OfYear, clause: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return Participation.cycle_id == cycle.id, Participation.left_on.is_(None), clause
