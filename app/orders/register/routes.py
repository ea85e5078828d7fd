"""The register of orders and letters: by calendar year, with reasons for skipped numbers, as a page and as XLSX."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.archive.sending import download
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import invalid
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.kernel.spreadsheet import Sheet, workbook
from app.kernel.turn import in_turn
from app.orders import queries, services
from app.orders.draft.forms import OrderForm
from app.orders.draft.routes import PAGE as ORDER_PAGE
from app.orders.draft.routes import REGION as ORDER_REGION
from app.orders.draft.routes import bp, context, said_on_page
from app.orders.life.workflow import FLOW
from app.orders.models import Order
from app.orders.register import forms, outside, registering
from app.orders.register.forms import SERIES, SUMMARY_HEADS, summary
from app.orders.register.numbers import gaps
from app.papers.kinds import KINDS
from app.permissions import can
from app.refusals import Refusal, Refused
from app.year.cycle.queries import current_cycle

PAGE, REGION = "orders/register.html", "orders/_register.html"
UNSURE = Refusal("unsure", "Отметьте, что проект нужно удалить: вернуть его нельзя.")


@bp.get("/orders")
@access("order.view")
def register() -> ResponseReturnValue:
    """The register of a calendar year, the drafts before it, and what may be drafted."""
    return render_template(PAGE, **_context(request.args))


def _context(asked: MultiDict, error: str = "", form: OrderForm | None = None) -> dict:
    years = queries.years()
    wanted = forms.read_wanted(asked, years, clock.today())
    numbers, skipped = queries.numbers_of(wanted.series, wanted.year), queries.skipped_in(wanted.series, wanted.year)
    orders = queries.register(wanted)
    return {
        "drafts": queries.drafts(current_cycle(), current_user),
        "orders": orders,
        "told": outside.changes(orders),
        "shown": outside.shown,
        "wanted": wanted,
        "years": years or [wanted.year],
        "series": SERIES,
        "gaps": gaps(numbers, registering.spans_in(wanted.series, wanted.year)),
        "skipped": skipped,
        "states": FLOW.states,
        "kinds": KINDS,
        "may_draft": can(current_user, "order.draft"),
        "may_register": can(current_user, "order.register"),
        "error": error,
        "typed": form.typed if form else {},
        "errors": form.errors if form else {},
    }


@bp.post("/orders")
@access("order.draft")
@in_turn
def draft() -> ResponseReturnValue:
    """A draft from the data of this moment; with the number of one, that draft drawn up anew."""
    kind = request.form.get("kind", "")
    if kind not in KINDS:
        return invalid(PAGE, REGION, **_context(request.args, "Выберите вид приказа."))
    asked = row_id(request.form, "order")
    if KINDS[kind].to and not asked:
        return redirect(url_for("letters.choose", letter=kind), 303)
    standing = one_visible(Order, asked, "order.draft") if asked else None
    cycle, snapshot = standing.cycle if standing else current_cycle(), row_id(request.form, "snapshot")
    try:
        order = services.draft_order(kind, cycle, current_user, clock.now(), standing, snapshot)
    except Refused as refused:
        if standing:
            return invalid(ORDER_PAGE, ORDER_REGION, **context(standing, error=refused.sentence))
        return invalid(PAGE, REGION, **_context(request.args, refused.sentence))
    flash("Проект составлен из данных, которые есть сейчас.")
    return redirect(url_for("orders.order", order_id=order.id), 303)


@bp.post("/orders/<int:order_id>/dropping")
@access("order.draft")
@in_turn
def drop(order_id: int) -> ResponseReturnValue:
    """A draft that nobody needs."""
    order = one_visible(Order, order_id, "order.draft")
    with said_on_page(order):
        if not request.form.get("sure"):
            raise Refused(UNSURE)
        services.drop_draft(order, current_user, clock.now())
    flash("Проект удалён.")
    return redirect(url_for("orders.register"), 303)


@bp.get("/orders/register.xlsx")
@access("order.view")
def export() -> ResponseReturnValue:
    """The same rows as the page shows, for Excel."""
    wanted = forms.read_wanted(request.args, queries.years(), clock.today())
    orders = queries.register(wanted)
    told = outside.changes(orders)
    rows = [summary(order, told) for order in orders]
    name = f"Реестр. {SERIES[wanted.series]} {wanted.year}.xlsx"
    data = workbook([Sheet(f"{SERIES[wanted.series]} {wanted.year}", SUMMARY_HEADS, rows)])
    return download(data, name)


@bp.post("/orders/skipped")
@access("order.register")
def explain() -> ResponseReturnValue:
    """Why numbers of the year are not in the register."""
    form = forms.read_skipped(request.form)
    wanted = forms.read_wanted(request.form, queries.years(), clock.today())
    if form.errors:
        return invalid(PAGE, REGION, **_context(request.form, form=form))
    try:
        registering.explain_numbers(wanted.series, wanted.year, **form.values, actor=current_user, now=clock.now())
    except Refused as refused:
        form.errors["first"] = refused.sentence
        return invalid(PAGE, REGION, **_context(request.form, form=form))
    flash(f"Пропуск №\u00a0{form.values['span']} объяснён.")
    return redirect(url_for(".register", year=wanted.year, series=wanted.series, _anchor="numbers"), 303)
