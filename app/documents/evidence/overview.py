"""What the page of the evidence matrix shows: a page of its schools, and the sums of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import and_

from app.directory.queries import within_reach
from app.directory.reach import whole_region
from app.documents.evidence.forms import Wanted
from app.documents.evidence.matrix import Matrix, RowOf, cells_of, matrix
from app.documents.evidence.sums import Sums, in_state, sums
from app.documents.filed import FiledLine, filed
from app.documents.models import Document
from app.documents.queries import Line
from app.documents.seen import VIEW
from app.journal.kept import kept
from app.kernel.as_of import AsOf
from app.kernel.paging import SIZE, Asked, Page
from app.permissions import Actor
from app.year.cycle.listed import Listed, listed, told
from app.year.cycle.models import EvidenceWindow
from app.year.cycle.rows import OfYear

Row = RowOf[Listed, FiledLine] | RowOf[Listed, Line]


@dataclass(frozen=True)
class Overview:
    """`found` says the directions and the sums: of rows that are all there, or counted by SQL."""

    windows: list[EvidenceWindow]
    rows: Sequence[Row]
    page: Page
    found: Matrix | Sums


def overview(
    cycle: OfYear, actor: Actor, wanted: Wanted, windows: Sequence[EvidenceWindow], as_of: AsOf, asked: Asked
) -> Overview:
    """The matrix that the actor may see, as it is wanted; the past is told by facts, so all of it is read."""
    if as_of.past:
        found = matrix(cycle, actor, wanted, windows, as_of)
        page = Page(len(found.rows), asked, SIZE // max(1, len(found.windows)))
        rows = [RowOf(told(row.school), row.cells) for row in page.part(found.rows)]
        return Overview(found.windows, rows, page, found)
    here = wanted.of(windows)
    clause = and_(within_reach(actor, "matrix.view"), wanted.narrow.clause)
    ahead = [window.number for window in windows if as_of.day < window.opens_on]
    shown = and_(clause, in_state(cycle, actor, here, wanted.state, ahead))
    schools, page = listed(cycle.id, shown, asked, SIZE // max(1, len(here)))
    whole = None if wanted.narrow else whole_region(actor, "matrix.view", VIEW)
    totals = partial(sums, cycle, actor, clause)
    found_sums = totals() if whole is None else kept("evidence", (cycle.id, whole), totals)
    return Overview(here, _rows(schools, actor, windows, as_of.day), page, found_sums)


def _rows(
    schools: Sequence[Listed], reader: Actor, windows: Sequence[EvidenceWindow], today: date
) -> list[RowOf[Listed, FiledLine]]:
    found = filed([school.id for school in schools], reader, Document.kind == "evidence")
    begun = {
        one.id: one.begun_at for own in found.values() for papers in own.values() for one in papers if one.begun_at
    }
    return [RowOf(school, cells_of(school.risks, windows, found[school.id], begun, today)) for school in schools]
