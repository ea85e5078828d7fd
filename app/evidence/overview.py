"""The evidence matrix as a page, for print, and as a workbook."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask_login import current_user

from app.archive.sending import disposition
from app.cycle.queries import current_cycle, windows
from app.documents.queries import DECISIONS, SENT, VERSIONS
from app.evidence.forms import STATES, read_wanted
from app.evidence.matrix import Matrix, matrix
from app.evidence.rules import RULES
from app.evidence.workbook import workbook
from app.kernel import clock
from app.kernel.access import access
from app.kernel.spreadsheet import XLSX
from app.permissions import can

bp = Blueprint("evidence_overview", __name__)


def _asked(*shown) -> tuple:
    cycle = current_cycle()
    opened = windows(cycle)
    wanted = read_wanted(request.args, opened, clock.today())
    return cycle, opened, wanted, matrix(cycle, current_user, wanted, opened, clock.today(), *shown)


@bp.get("/evidence")
@access("matrix.view")
def overview():
    """Schools × directions × windows."""
    cycle, opened, wanted, found = _asked()
    return render_template(
        "evidence/matrix.html",
        cycle=cycle,
        windows=opened,
        wanted=wanted,
        matrix=found,
        state_filter=STATES,
        rules=RULES,
        may_edit=bool(can(current_user, "evidence.edit")),
        days=lambda moment: (clock.now() - moment) // timedelta(days=1),
        narrowed=_narrowed(found, wanted),
    )


def _narrowed(found: Matrix, wanted) -> str:
    """What the print says of the filter, in words."""
    town = next((one.name for one in found.municipalities if one.id == wanted.municipality), "")
    return ", ".join(filter(None, (town, STATES[wanted.state] if wanted.state else "")))


@bp.get("/evidence.xlsx")
@access("matrix.view")
def export():
    """What the filter shows, a line a document."""
    cycle, _, _, found = _asked(VERSIONS, SENT, DECISIONS)
    data = workbook(found, cycle, clock.now())
    name = f"Подтверждения {clock.today():%Y-%m-%d}.xlsx"
    return data, 200, {"Content-Type": XLSX, "Content-Disposition": disposition(name)}
