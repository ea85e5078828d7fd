"""The pages of the plan: the board and one item."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.kernel.access import access
from app.kernel.dated import as_of, dated, export_of, may
from app.kernel.words import file_day
from app.plan import queries
from app.plan.execution import page
from app.plan.workbook import workbook
from app.plan.workflow import BY_CALENDAR, FLOW
from app.year.cycle.queries import cycle_at

bp = Blueprint("plan", __name__)


@bp.get("/plan")
@access("plan.view")
@dated
def board() -> ResponseReturnValue:
    """The 32 items, the two shares, and what is missing to each threshold."""
    cycle = cycle_at(as_of())
    if cycle is None:
        return render_template("as_of/nothing.html", title="План-график")
    found = queries.board(cycle, as_of())
    return render_template(
        "plan/board.html",
        cycle=cycle,
        board=found,
        groups=queries.GROUPS,
        later=found.later,
        today=as_of().day,
        may_confirm=may("plan.confirm"),
        may_watch=may("monitoring.view"),
    )


@bp.get("/plan.xlsx")
@access("plan.view")
@export_of("plan.board")
def export() -> ResponseReturnValue:
    """The items with their two facts: those that the page shows."""
    cycle = cycle_at(as_of())
    found = queries.board(cycle, as_of()) if cycle else queries.Board([], [])
    data = workbook(found, {**FLOW.states, **BY_CALENDAR}, as_of(), request.args.get("show", ""))
    name = f"План-график {file_day(as_of().at)}.xlsx"
    return download(data, name)


@bp.get("/plan/<int:number>")
@access("plan.view")
@dated
def item(number: int) -> ResponseReturnValue:
    """One item: its six columns, its facts, and what the reader may do."""
    return render_template(page.PAGE, **page.context(number))


@bp.get("/plan/<int:number>/missing/<int:measure>")
@access("plan.view")
def missing(number: int, measure: int) -> ResponseReturnValue:
    """Everybody whom a measure of the item lacks, by page: its own page names the first of them."""
    return render_template("plan/missing.html", **page.missing(number, measure))
