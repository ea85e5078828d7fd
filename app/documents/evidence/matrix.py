"""The evidence matrix: school × direction × window, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from sqlalchemy import and_, true
from sqlalchemy.sql.base import ExecutableOption

from app.directory.queries import within_reach
from app.documents.evidence.forms import Wanted
from app.documents.evidence.rules import Tally, accepted, complete, meets, tally
from app.documents.kit import RiskOf, by_place, concept_slots, evidence_slots
from app.documents.lines import LineOf, PaperOf
from app.documents.models import Document
from app.documents.queries import Line, begun_at, documents_of
from app.kernel.as_of import AsOf
from app.kernel.calendar import is_late
from app.permissions import Actor
from app.year.cycle.listed import Listed
from app.year.cycle.models import EvidenceWindow, Participation, RiskDirection
from app.year.cycle.rows import OfYear
from app.year.profile.as_it_was import schools_at

OneLine = TypeVar("OneLine", bound=LineOf)
School = TypeVar("School", Participation, Listed)


@dataclass(frozen=True)
class Cell(Generic[OneLine]):
    """One school, direction and window."""

    line: OneLine
    late: bool
    ahead: bool

    @property
    def state(self) -> str:
        """The worst state of its documents; «ahead» while nothing is owed yet."""
        return "ahead" if self.ahead and not self.line.documents else self.line.state


@dataclass(frozen=True)
class RowOf(Generic[School, OneLine]):
    """A school with its evidence by window and direction."""

    school: School
    cells: Mapping[tuple[int, str], Cell[OneLine]]

    def of(self, window: EvidenceWindow) -> list[OneLine]:
        """The slots of a window, one for each activated direction."""
        return [cell.line for (number, _), cell in self.cells.items() if number == window.number]

    def accepted(self, window: EvidenceWindow) -> Tally:
        """Directions with accepted evidence, of those that are activated."""
        return tally(map(accepted, self.of(window)))


@dataclass(frozen=True)
class Row(RowOf[Participation, Line]):
    """The same with its concept documents."""

    concept: list[Line]


@dataclass(frozen=True)
class Matrix:
    """What the page, the print and the workbook show alike. Sums count the municipality, whatever state is shown."""

    windows: list[EvidenceWindow]
    directions: list[RiskDirection]
    rows: list[Row]
    counted: list[Row]

    @property
    def schools(self) -> int:
        """How many are counted."""
        return len(self.counted)

    @property
    def item_11(self) -> Tally:
        """Schools with all concept documents approved."""
        return tally(complete(row.concept) for row in self.counted)

    def item_12(self, window: EvidenceWindow, rule: str) -> Tally:
        """Schools that meet item 12 in the window by the rule."""
        return tally(meets(rule, row.of(window)) for row in self.counted)

    def column(self, window: EvidenceWindow, direction: RiskDirection) -> Tally:
        """Schools with accepted evidence of the direction, of those that have activated it."""
        key = (window.number, direction.code)
        return tally(accepted(row.cells[key].line) for row in self.counted if key in row.cells)


def matrix(
    cycle: OfYear,
    actor: Actor,
    wanted: Wanted,
    windows: Sequence[EvidenceWindow],
    as_of: AsOf,
    *shown: ExecutableOption,
) -> Matrix:
    """The matrix that the actor may see, as it is wanted, at a moment; `shown` of a document as in `documents_of`."""
    clause = and_(within_reach(actor, "matrix.view"), wanted.narrow.clause)
    schools = schools_at(cycle, clause, as_of)
    rows = rows_of(schools, actor, windows, as_of, *shown)
    here = wanted.of(windows)
    active = {r.direction.code: r.direction for school in schools for r in school.risks if r.activated_at}
    return Matrix(
        here,
        sorted(active.values(), key=lambda direction: direction.position),
        [row for row in rows if _is_wanted(row, wanted.state, {window.number for window in here})],
        rows,
    )


def rows_of(
    schools: Sequence[Participation],
    reader: Actor,
    windows: Sequence[EvidenceWindow],
    as_of: AsOf,
    *shown: ExecutableOption,
) -> list[Row]:
    """A row for each of these schools, in a fixed number of statements."""
    found: dict[int, list[Document]] = defaultdict(list)
    ids = [school.id for school in schools]
    documents = documents_of(ids, reader, *shown, only=true(), as_of=as_of)
    for document in documents:
        found[document.participation_id].append(document)
    begun = {one.id: one.begun_at for one in documents if one.begun_at} if as_of.past else begun_at(ids, reader)
    return [_row(school, found[school.id], begun, windows, as_of.day) for school in schools]


def _row(
    school: Participation,
    documents: list[Document],
    begun: dict[int, datetime],
    windows: Sequence[EvidenceWindow],
    today: date,
) -> Row:
    here = by_place(documents)
    concept = [Line(slot, tuple(here.get(slot.key, ()))) for slot in concept_slots(school.risks)]
    return Row(school, cells_of(school.risks, windows, here, begun, today), concept)


def cells_of(
    risks: Iterable[RiskOf],
    windows: Sequence[EvidenceWindow],
    here: Mapping[str, Sequence[PaperOf]],
    begun: Mapping[int, datetime],
    today: date,
) -> dict[tuple[int, str], Cell[LineOf[RiskOf, EvidenceWindow, PaperOf]]]:
    """By the number of the window and the code of the direction; `begun`: when the version that counts was begun."""
    cells = {}
    for slot in evidence_slots(list(risks), windows):
        risk, window = slot.of_evidence
        line = LineOf(slot, tuple(here.get(slot.key, ())))
        days = (begun[document.id] for document in line.documents if document.id in begun)
        late = any(is_late(day, window.closes_on) for day in days)
        cells[window.number, risk.direction.code] = Cell(line, late, today < window.opens_on)
    return cells


def _is_wanted(row: Row, state: str, windows: set[int]) -> bool:
    cells = [cell for (number, _), cell in row.cells.items() if number in windows]
    return not state or any(cell.late if state == "late" else cell.state == state for cell in cells)
