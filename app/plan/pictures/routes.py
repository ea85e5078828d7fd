"""The pages of the pictures; each keeps the choice of the others."""

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.kernel.access import access
from app.kernel.as_of import holding
from app.kernel.dated import as_of, dated
from app.kernel.reader import current_user
from app.permissions import can
from app.plan.monitoring_queries import snapshots
from app.plan.pictures.groups import GROUPINGS, sums_of
from app.plan.pictures.progress import aims, progress
from app.plan.pictures.queries import history
from app.plan.pictures.showing import SHOWN, chosen
from app.plan.pictures.timeline import LOOKS, scale_of_rows, timeline
from app.plan.queries import Board, board
from app.year.cycle.models import Cycle
from app.year.cycle.queries import cycle_at

bp = Blueprint("pictures", __name__)
# Endpoint → its word in the row of views.
VIEWS = {
    "plan.board": "Список",
    "pictures.year": "Лента года",
    "pictures.executors": "По\u00a0исполнителям",
    "pictures.months": "По\u00a0месяцам",
    "pictures.way": "Ход исполнения",
}


@bp.app_context_processor
def _views() -> dict[str, object]:
    return {"plan_views": VIEWS, "plan_shown": SHOWN, "plan_show": _show(), "plan_looks": LOOKS}


def _show() -> str:
    asked = request.args.get("show", "")
    return asked if asked in SHOWN else ""


@bp.get("/plan/year")
@access("plan.view")
@dated
def year() -> ResponseReturnValue:
    """The plan as a band of the year."""
    return _page("plan/year.html", lambda _, now: {"band": timeline(chosen(now.rows, _show()), now.gates, as_of().day)})


@bp.get("/plan/executors")
@access("plan.view")
@dated
def executors() -> ResponseReturnValue:
    """Who has how much of the plan, and how it stands."""
    return _page("plan/groups.html", lambda _, now: _grouped("executors", now))


@bp.get("/plan/months")
@access("plan.view")
@dated
def months() -> ResponseReturnValue:
    """What is due in which month, and how it stands."""
    return _page("plan/groups.html", lambda _, now: _grouped("months", now))


@bp.get("/plan/progress")
@access("plan.view")
@dated
def way() -> ResponseReturnValue:
    """The way to the two thresholds, by day and by month."""
    return _page("plan/progress.html", _progress)


def _page(template: str, more: Callable[[Cycle, Board], dict]) -> str:
    """The plan of the year as it is, or was at the moment of the address, and what the picture makes of it."""
    cycle = cycle_at(as_of())
    if cycle is None:
        return render_template("as_of/nothing.html", title="План-график")
    now = board(cycle, as_of())
    context = {"cycle": cycle, "board": now, "later": now.later, "today": as_of().day}
    return render_template(template, **context, **more(cycle, now))


def _grouped(by: str, now: Board) -> dict:
    rows = chosen(now.rows, _show())
    return {"groups": GROUPINGS[by](rows), "sums": sums_of(rows), "view": f"pictures.{by}"}


def _progress(cycle: Cycle, now: Board) -> dict:
    if not now.rows:
        return {"way": None}
    scale, today = scale_of_rows(now.rows), as_of().day
    taken = snapshots(cycle) if can(current_user, "monitoring.view") else []
    return {
        "scale": scale,
        "marks": scale.marks,
        "now": scale.middle(today) if scale.holds(today) else None,
        "gates": aims(now.gates, len(now.rows), scale),
        "way": progress(history([row.item for row in now.rows], cycle), scale, today),
        "snapshots": holding(as_of(), taken, "taken_at"),
    }
