"""What the page of the evidence matrix shows: a page of its schools, and the sums of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_

from app.directory.queries import within_reach
from app.documents.evidence.forms import Wanted
from app.documents.evidence.matrix import Matrix, Row, matrix, rows_of
from app.documents.evidence.sums import Sums, in_state, sums
from app.kernel.as_of import AsOf
from app.kernel.paging import SIZE, Asked, Page
from app.permissions import Actor
from app.year.cycle.models import Cycle, EvidenceWindow
from app.year.cycle.queries import page_of_schools


@dataclass(frozen=True)
class Overview:
    """`found` says the directions and the sums: of rows that are all there, or counted by SQL."""

    windows: list[EvidenceWindow]
    rows: Sequence[Row]
    page: Page
    found: Matrix | Sums


def overview(
    cycle: Cycle, actor: Actor, wanted: Wanted, windows: Sequence[EvidenceWindow], as_of: AsOf, asked: Asked
) -> Overview:
    """The matrix that the actor may see, as it is wanted; the past is told by facts, so all of it is read."""
    if as_of.past:
        found = matrix(cycle, actor, wanted, windows, as_of)
        page = Page(len(found.rows), asked, SIZE // max(1, len(found.windows)))
        return Overview(found.windows, page.part(found.rows), page, found)
    here = wanted.of(windows)
    clause = and_(within_reach(actor, "matrix.view"), wanted.narrow.clause)
    ahead = [window.number for window in windows if as_of.day < window.opens_on]
    shown = and_(clause, in_state(cycle, actor, here, wanted.state, ahead))
    schools, page = page_of_schools(cycle, shown, asked, SIZE // max(1, len(here)))
    return Overview(here, rows_of(schools, actor, windows, as_of), page, sums(cycle, actor, clause))
