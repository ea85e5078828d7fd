"""The evidence matrix as a page, for print, and as a workbook."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from app.archive.sending import download
from app.directory.queries import within_reach
from app.documents.evidence.forms import STATES, Wanted, read_wanted
from app.documents.evidence.matrix import Matrix, matrix
from app.documents.evidence.overview import overview as overview_of
from app.documents.evidence.rules import RULES
from app.documents.evidence.workbook import workbook
from app.documents.queries import DECISIONS, SENT, VERSIONS
from app.kernel.access import access
from app.kernel.dated import as_of, dated, export_of, may
from app.kernel.paging import asked
from app.kernel.quotes import quoted
from app.kernel.reader import current_user
from app.kernel.words import file_day
from app.year.cycle.models import EvidenceWindow
from app.year.cycle.queries import moves_entered_later, towns_within, windows, year_at
from app.year.cycle.rows import Town, Year

bp = Blueprint("evidence_overview", __name__)
TITLE = "Подтверждающие документы"
NOTHING = Matrix([], [], [], [])


def _asked(cycle: Year) -> tuple[list[EvidenceWindow], Sequence[Town | Row[int, str]], Wanted]:
    """The windows, the reader's municipalities, and what is wanted of them; a foreign municipality narrows nothing."""
    opened, towns = windows(cycle), towns_within(cycle, current_user, "matrix.view")
    wanted = read_wanted(request.args, opened, as_of().day)
    known = wanted.municipality in {key for key, _ in towns}
    return opened, towns, wanted if known else replace(wanted, municipality=0)


@bp.get("/evidence")
@access("matrix.view")
@dated
def overview() -> ResponseReturnValue:
    """Schools × directions × windows."""
    cycle = year_at(as_of())
    if cycle is None:
        return render_template("as_of/nothing.html", title=TITLE, tab="evidence")
    opened, towns, wanted = _asked(cycle)
    found = overview_of(cycle, current_user, wanted, opened, as_of(), asked())
    return render_template(
        "documents/evidence/matrix.html",
        cycle=cycle,
        windows=opened,
        wanted=wanted,
        matrix=found.found,
        shown=found,
        page=found.page,
        towns=towns,
        state_filter=STATES,
        rules=RULES,
        may_edit=may("evidence.edit"),
        later=moves_entered_later(cycle, within_reach(current_user, "matrix.view"), as_of()),
        today=as_of().day,
        days=as_of().whole_days_since,
        narrowed=_narrowed(towns, wanted),
    )


def _narrowed(towns: Sequence[Town | Row[int, str]], wanted: Wanted) -> str:
    """What the print says of the filter, in words."""
    town = next((name for key, name in towns if key == wanted.municipality), "")
    words = quoted(wanted.words) if wanted.words else ""
    return ", ".join(filter(None, (town, STATES[wanted.state] if wanted.state else "", words)))


@bp.get("/evidence.xlsx")
@access("matrix.view")
@export_of("evidence_overview.overview")
def export() -> ResponseReturnValue:
    """What the filter shows, a line a document."""
    cycle, found = year_at(as_of()), NOTHING
    if cycle:
        opened, _, wanted = _asked(cycle)
        found = matrix(cycle, current_user, wanted, opened, as_of(), VERSIONS, SENT, DECISIONS)
    data = workbook(found, cycle, as_of())
    name = f"Подтверждающие документы {file_day(as_of().at)}.xlsx"
    return download(data, name)
