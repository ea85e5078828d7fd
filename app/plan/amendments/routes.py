"""The pages of a change of the plan: the form of one item, «Редакции плана», the order of what waits for it."""

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.permissions import can
from app.plan.amendments import queries, services
from app.plan.amendments.beside import beside
from app.plan.amendments.forms import AmendmentForm, moves_of, read_amendment, read_order, said
from app.plan.amendments.models import PlanAmendment
from app.plan.execution.page import item_of
from app.plan.models import PlanItem
from app.refusals import Refused
from app.year.cycle.queries import current_cycle

bp = Blueprint("amendments", __name__)


@bp.get("/plan/<int:number>/amendment")
@access("plan.amend")
def page(number: int) -> ResponseReturnValue:
    """The form; `back` is the change whose words of before are proposed again."""
    item = item_of(number)
    before = _own(item, row_id(request.args, "back", 0))
    period = before.was["period_text"] if before else item.period_text
    move = "cancel" if before and before.move == "restore" else next(iter(moves_of(item)))
    reason = f"Приказ №\u00a0{before.order.number} отменён." if before and before.order else ""
    return _page(item, AmendmentForm(move=move, reason=reason, period_text=period))


def _own(item: PlanItem, amendment_id: int) -> PlanAmendment | None:
    found = db.session.get(PlanAmendment, amendment_id) if amendment_id else None
    return found if found and found.item_id == item.id else None


def _page(item: PlanItem, form: AmendmentForm, status: int = 200) -> tuple[str, int]:
    context = {"item": item, "form": form, "moves": moves_of(item), "beside": beside(item), "said": said}
    context["waiting"] = queries.waiting_for(item)
    return render_template("plan/amendment.html", **context), status


@bp.post("/plan/<int:number>/amendment")
@access("plan.amend")
def amend(number: int) -> ResponseReturnValue:
    """With the number and the day of an order it is in force at once; without them it waits for one."""
    item = item_of(number)
    form = read_amendment(request.form, item, clock.today())
    if form.error:
        return _page(item, form, 422)
    before = queries.waiting_for(item)
    try:
        _amend(item, form, clock.now())
    except Refused as refused:
        form.error = refused.sentence
        return _page(item, form, 422)
    said_so = "План изменён." if form.number else "Изменение записано и\u00a0ждёт приказа: пока план прежний."
    said_so += " Оно заменило то, что ждало приказа раньше." if before else ""
    left = ", ".join(f"{one.title}: {one.days}" for one in beside(item))
    flash(f"{said_so} Отдельно переносятся: {left}." if left else said_so)
    return redirect(url_for(".editions"), 303)


def _amend(item: PlanItem, form: AmendmentForm, now: datetime) -> None:
    amendment = services.propose(item, form.move, form.reason, form.became, current_user, now)
    if form.signed_on:  # with a number: read_order takes neither alone
        services.put_in_force(amendment, form.number, form.signed_on, current_user, now)


@bp.get("/plan/editions")
@access("plan.view")
def editions() -> ResponseReturnValue:
    """As approved beside as amended, order by order, and what waits for an order."""
    return _editions()


def _editions(status: int = 200, about: int = 0, form: AmendmentForm | None = None, drop: str = "") -> tuple[str, int]:
    cycle = current_cycle()
    gone = queries.cancelled_orders(cycle)
    context = {
        "cycle": cycle,
        "compared": queries.compared(cycle),
        "editions": queries.editions(cycle),
        "pending": queries.pending(cycle),
        "may_amend": can(current_user, "plan.amend"),
        "may_draft": can(current_user, "order.draft"),
        "may_see_orders": can(current_user, "order.view"),
        "withdrawn": queries.withdrawn(cycle),
        "left_changed": {key: queries.still_changed(cycle, key) for key in gone},
        "about": about,
        "drop": drop,
        "form": form or AmendmentForm(),
        "said": said,
    }
    return render_template("plan/editions.html", **context), status


@bp.post("/plan/amendments/<int:amendment_id>/order")
@access("plan.amend")
def put_in_force(amendment_id: int) -> ResponseReturnValue:
    """The order that was signed outside of this house."""
    found = db.session.get(PlanAmendment, amendment_id) or abort(404)
    form = read_order(request.form, AmendmentForm(), clock.today(), needed=True)
    if form.error or form.signed_on is None:
        return _editions(422, found.id, form)
    try:
        services.put_in_force(found, form.number, form.signed_on, current_user, clock.now())
    except Refused as refused:
        form.error = refused.sentence
        return _editions(422, found.id, form)
    flash("План изменён.")
    return redirect(url_for(".editions"), 303)


@bp.post("/plan/amendments/<int:amendment_id>/withdrawal")
@access("plan.amend")
def withdraw(amendment_id: int) -> ResponseReturnValue:
    """What was recorded by mistake, or is needed no more, waits for no order."""
    found = db.session.get(PlanAmendment, amendment_id) or abort(404)
    reason = " ".join(request.form.get("reason", "").split())
    try:
        services.withdraw(found, reason, current_user, clock.now())
    except Refused as refused:
        return _editions(422, found.id, drop=refused.sentence)
    flash(f"Изменение о\u00a0мероприятии {found.item.number} убрано. План не\u00a0менялся.")
    return redirect(url_for(".editions"), 303)
