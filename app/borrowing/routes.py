"""The pages of one paper: with whom it shares paragraphs, and two papers side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app import permissions
from app.borrowing import queries, reports
from app.borrowing.fingerprints import Paper
from app.borrowing.many import of_version
from app.borrowing.models import BorrowingReport, ReportPair
from app.borrowing.shared import Comparison, Place, against
from app.borrowing.showing import Side, rows, side, versions_of
from app.documents.kit import slot_of
from app.documents.models import Version
from app.expertise.queries import present_stage
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.permissions import audiences, can
from app.year.cycle.queries import current_cycle

bp = Blueprint("borrowing", __name__)


@dataclass(frozen=True)
class Other:
    """A paper of another school that shares paragraphs, and how many of mine."""

    side: Side
    shared: int


def may_see_borrowing(thing: permissions.Place | None = None) -> bool:
    """Whether the page behind the link is open to the reader: the link stands on pages that others read too."""
    return can(current_user, "borrowing.view", thing)


@bp.get("/versions/<int:version_id>/borrowing")
@access("borrowing.view")
def version(version_id: int) -> ResponseReturnValue:
    """How many of the paper's own paragraphs stand in papers of other schools, and whose."""
    mine = one_visible(Version, version_id, "borrowing.view")
    found = _compared(mine)
    pairs = found.pairs if found else []
    others = versions_of(pair.other for pair in pairs)
    return render_template(
        "borrowing/version.html",
        mine=side(mine, current_user),
        place=slot_of(mine.document),
        found=found,
        own=found.own[mine.id] if found else 0,
        widely=of_version(mine, found.widely) if found else [],
        shared=len(set().union(*(pair.ones for pair in pairs))),
        others=[Other(side(others[pair.other], current_user), len(pair.ones)) for pair in pairs],
        is_compared=mine.document.kind in queries.KINDS,
        measures=queries.measures(),
        stage=present_stage(current_cycle(), clock.now()),
    )


def _compared(mine: Version) -> Comparison | None:
    """The paper against those of the year that stand now; None while it has no print: not read yet, or never."""
    numbers, cycle = queries.measures(), mine.document.participation.cycle
    printed = queries.fingerprint_of_version(mine.id, numbers)
    if printed is None:
        return None
    papers = queries.papers(queries.standing(cycle), numbers)
    return against(Paper(mine.id, mine.school_id, printed), papers, queries.templates(cycle, numbers), numbers)


@bp.get("/versions/<int:version_id>/borrowing/<int:other_id>")
@access("borrowing.view")
def pair(version_id: int, other_id: int) -> ResponseReturnValue:
    """Two papers side by side; one that shares nothing is not there."""
    mine = one_visible(Version, version_id, "borrowing.view")
    found = _compared(mine)
    shared = next((one for one in found.pairs if one.other == other_id), None) if found else None
    if shared is None:
        abort(404)
    other = db.session.get_one(Version, other_id)
    return _side_by_side(side(mine, current_user), side(other, current_user), shared.places)


@bp.get("/borrowing/pairs/<int:pair_id>")
@access("borrowing.view")
def reported(pair_id: int) -> ResponseReturnValue:
    """The same of a pair in the report of a stage, as it was compared then."""
    found = db.session.get(ReportPair, pair_id)
    if found is None or not _is_open(found):
        abort(404)
    return _side_by_side(*reports.read(found, current_user), report=found.report)


def _is_open(pair: ReportPair) -> bool:
    """One side is the reader's, and neither was taken back since: of a withdrawn paper nothing is told to anybody."""
    both, kept = (pair.one, pair.other), audiences(current_user, "borrowing.view")
    mine = any(can(current_user, "borrowing.view", one) for one in both)
    return mine and all(one.audience in kept for one in both)


def _side_by_side(left: Side, right: Side, places: Sequence[Place], report: BorrowingReport | None = None) -> str:
    return render_template(
        "borrowing/pair.html", left=left, right=right, rows=rows(left, right, places), report=report, now=clock.now()
    )
