"""The evidence matrix as a page, for print, and as a workbook."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.sql.base import ExecutableOption

from app.archive.sending import download
from app.directory.queries import within_reach
from app.documents.evidence.forms import STATES, Wanted, read_wanted
from app.documents.evidence.matrix import Matrix, matrix
from app.documents.evidence.rules import RULES
from app.documents.evidence.workbook import workbook
from app.documents.queries import DECISIONS, SENT, VERSIONS
from app.kernel.access import access
from app.kernel.dated import as_of, dated, export_of, may
from app.kernel.reader import current_user
from app.kernel.words import file_day
from app.year.cycle.models import Cycle, EvidenceWindow
from app.year.cycle.queries import cycle_at, moves_entered_later, windows

bp = Blueprint("evidence_overview", __name__)
TITLE = "Подтверждающие документы"
NOTHING = Matrix([], [], [], [], [])


def _asked(*shown: ExecutableOption) -> tuple[Cycle | None, list[EvidenceWindow], Wanted, Matrix]:
    cycle = cycle_at(as_of())
    opened = windows(cycle) if cycle else []
    wanted = read_wanted(request.args, opened, as_of().day)
    found = matrix(cycle, current_user, wanted, opened, as_of(), *shown) if cycle else NOTHING
    return cycle, opened, wanted, found


@bp.get("/evidence")
@access("matrix.view")
@dated
def overview() -> ResponseReturnValue:
    """Schools × directions × windows."""
    cycle, opened, wanted, found = _asked()
    if cycle is None:
        return render_template("as_of/nothing.html", title=TITLE, tab="evidence")
    return render_template(
        "documents/evidence/matrix.html",
        cycle=cycle,
        windows=opened,
        wanted=wanted,
        matrix=found,
        state_filter=STATES,
        rules=RULES,
        may_edit=may("evidence.edit"),
        later=moves_entered_later(cycle, within_reach(current_user, "matrix.view"), as_of()),
        today=as_of().day,
        days=as_of().whole_days_since,
        narrowed=_narrowed(found, wanted),
    )


def _narrowed(found: Matrix, wanted: Wanted) -> str:
    """What the print says of the filter, in words."""
    town = next((one.name for one in found.municipalities if one.id == wanted.municipality), "")
    return ", ".join(filter(None, (town, STATES[wanted.state] if wanted.state else "")))


@bp.get("/evidence.xlsx")
@access("matrix.view")
@export_of("evidence_overview.overview")
def export() -> ResponseReturnValue:
    """What the filter shows, a line a document."""
    cycle, _, _, found = _asked(VERSIONS, SENT, DECISIONS)
    data = workbook(found, cycle, as_of())
    name = f"Подтверждающие документы {file_day(as_of().at)}.xlsx"
    return download(data, name)
