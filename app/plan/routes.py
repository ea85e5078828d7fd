"""The pages of the plan: the board and one item."""

from flask import Blueprint, abort, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from app.archive.sending import disposition
from app.cycle.queries import cycle_at
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.dated import as_of, dated, export_of, may
from app.kernel.days import NO_DAY, read_day
from app.kernel.htmx import answer, invalid
from app.kernel.spreadsheet import XLSX
from app.kernel.words import file_day
from app.permissions import Refused
from app.plan import queries, services
from app.plan.history import entered_later, put_back
from app.plan.indicators.pages import absent
from app.plan.indicators.reading import KINDS, WAYS, measures_of, values
from app.plan.models import PlanItem
from app.plan.rules import last_day
from app.plan.workbook import workbook
from app.plan.workflow import FLOW, OVERDUE

bp = Blueprint("plan", __name__)
PAGE, REGION = "plan/item.html", "plan/_item.html"


@bp.app_context_processor
def _words():
    return {"plan_states": {**FLOW.states, "overdue": OVERDUE}}


@bp.get("/plan")
@access("plan.view")
@dated
def board():
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
def export():
    """All items with their two facts."""
    cycle = cycle_at(as_of())
    found = queries.board(cycle, as_of()) if cycle else queries.Board([], [])
    data = workbook(found, {**FLOW.states, "overdue": OVERDUE}, as_of())
    name = f"План-график {file_day(as_of().at)}.xlsx"
    return data, 200, {"Content-Type": XLSX, "Content-Disposition": disposition(name)}


def _item(number: int) -> PlanItem:
    cycle = cycle_at(as_of()) or abort(404)
    found = db.session.scalar(select(PlanItem).where(PlanItem.cycle_id == cycle.id, PlanItem.number == number))
    return found or abort(404)


def _context(item: PlanItem, error: str = "", typed: str = "") -> dict:
    moves = set() if as_of().past else {move.name for move in FLOW.open_to(current_user, item)}
    long = last_day(window.ends_on for window in item.windows) > clock.today()
    return {"item": item, "moves": moves, "long": long, "error": error, "typed": typed, **_indicator(item)}


def _indicator(item: PlanItem) -> dict:
    """What the item is measured by now; nothing for an item of an own plan that has no way of counting."""
    told = {} if as_of().past else values(item.cycle, queries.items_of(item.cycle), clock.today())
    value = told.get(item.id)
    if value is None:
        return {"value": None}
    found = zip(value.tallies, measures_of(item.cycle, item, clock.today()), strict=True)
    way = WAYS[item.key]
    return {
        "value": value,
        "formula": way.formula,
        "kind": KINDS[way.kind],
        "lines": [(one, absent(measure)) for one, measure in found],
    }


@bp.get("/plan/<int:number>")
@access("plan.view")
@dated
def item(number: int):
    """One item: its six columns, its facts, and what the reader may do."""
    found = _item(number)
    later = entered_later([found], as_of())
    return render_template(PAGE, **_context(put_back(found, as_of())), later=later)


@bp.post("/plan/<int:number>/execution")
@access("plan.execute")
def execute(number: int):
    """The item is executed."""
    found, note = _item(number), request.form.get("note", "").strip()
    typed = request.form.get("done_on", "").strip()
    done_on = read_day(typed) if typed else None
    if not note:
        return invalid(PAGE, REGION, **_context(found, "Напишите, чем подтверждается исполнение."), done_on=typed)
    if typed and done_on is None:
        return invalid(PAGE, REGION, **_context(found, NO_DAY, note), done_on=typed)
    done = services.execute(found, note, current_user, clock.now(), "interim" in request.form, done_on)
    return _answer(found, done, note)


@bp.post("/plan/<int:number>/conclusion")
@access("plan.confirm")
def conclude(number: int):
    """The Department confirms or returns."""
    found, remark = _item(number), request.form.get("remark", "").strip()
    verdict = request.form.get("verdict", "")
    if verdict not in services.MOVES:
        return invalid(PAGE, REGION, **_context(found, "Выберите: подтвердить или вернуть.", remark))
    if verdict == "return" and not remark:
        return invalid(PAGE, REGION, **_context(found, "Напишите, что исправить исполнителю."))
    return _answer(found, services.conclude(found, verdict, remark, current_user, clock.now()), remark)


def _answer(found: PlanItem, done, typed: str):
    if isinstance(done, Refused):
        return invalid(PAGE, REGION, **_context(found, done.sentence, typed))
    db.session.flush()
    db.session.refresh(found)
    return answer(url_for(".item", number=found.number), REGION, **_context(found))
