"""The pages of the pictures; each keeps the choice of the others."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from app.cycle.queries import current_cycle
from app.kernel import clock
from app.kernel.access import access
from app.kernel.dated import as_of
from app.permissions import can
from app.plan.monitoring_queries import snapshots
from app.plan.pictures.groups import GROUPINGS, sums_of
from app.plan.pictures.progress import aims, progress
from app.plan.pictures.queries import history
from app.plan.pictures.showing import SHOWN, chosen
from app.plan.pictures.timeline import LOOKS, scale_of_rows, timeline
from app.plan.queries import board

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
def _views():
    return {"plan_views": VIEWS, "plan_shown": SHOWN, "plan_show": _show(), "plan_looks": LOOKS}


def _show() -> str:
    asked = request.args.get("show", "")
    return asked if asked in SHOWN else ""


@bp.get("/plan/year")
@access("plan.view")
def year():
    """The plan as a band of the year."""
    cycle, today = current_cycle(), clock.today()
    now = board(cycle, as_of())
    band = timeline(chosen(now.rows, _show()), now.gates, today)
    return render_template("plan/year.html", cycle=cycle, board=now, band=band)


@bp.get("/plan/executors")
@access("plan.view")
def executors():
    """Who has how much of the plan, and how it stands."""
    return _grouped("executors")


@bp.get("/plan/months")
@access("plan.view")
def months():
    """What is due in which month, and how it stands."""
    return _grouped("months")


def _grouped(by: str):
    cycle = current_cycle()
    now = board(cycle, as_of())
    rows = chosen(now.rows, _show())
    context = {"board": now, "groups": GROUPINGS[by](rows), "sums": sums_of(rows), "view": f"pictures.{by}"}
    return render_template("plan/groups.html", cycle=cycle, **context)


@bp.get("/plan/progress")
@access("plan.view")
def way():
    """The way to the two thresholds, by day and by month."""
    cycle, today = current_cycle(), clock.today()
    now = board(cycle, as_of())
    context = {"cycle": cycle, "board": now, "way": None}
    if now.rows:
        scale = scale_of_rows(now.rows)
        context |= {
            "scale": scale,
            "marks": scale.marks,
            "now": scale.middle(today) if scale.holds(today) else None,
            "gates": aims(now.gates, len(now.rows), scale),
            "way": progress(history([row.item for row in now.rows]), scale, today),
            "snapshots": snapshots(cycle) if can(current_user, "monitoring.view") else [],
        }
    return render_template("plan/progress.html", **context)
