"""The life of one order on its page: acts, and copies of the signed paper."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import send
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import invalid
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write, forget
from app.kernel.turn import in_turn
from app.orders import queries
from app.orders.draft.routes import PAGE, REGION, context, said_on_page
from app.orders.life import acts, publishing
from app.orders.life.workflow import FLOW
from app.orders.models import Order, OrderDraft, OrderScan
from app.orders.register import forms as register_forms
from app.orders.register.legacy_routes import brought_scan
from app.papers.comparing import between
from app.refusals import Refused

bp = Blueprint("order_life", __name__)


@bp.post("/orders/<int:order_id>/acts")
@access("order.draft")
@in_turn
def act(order_id: int) -> ResponseReturnValue:
    """Agreed, returned, published, changed or cancelled."""
    order = one_visible(Order, order_id, "order.draft")
    if request.form.get("act") == "publish":
        return _publish(order)
    form = register_forms.read_act(request.form, order, [] if order.is_open else queries.later_than(order))
    if form.errors:
        return invalid(PAGE, REGION, **context(order, form, next(iter(form.errors.values()))))
    values = form.values | {"on": form.values["on"] or clock.today()}
    with said_on_page(order, form):
        acts.act(order, **values, actor=current_user, now=clock.now())
    flash(_now(order))
    return redirect(url_for("orders.order", order_id=order.id), 303)


def _publish(order: Order) -> ResponseReturnValue:
    """Where it can be read; the plan counts what has its address."""
    form = register_forms.read_publication(request.form, order)
    if form.errors:
        return invalid(PAGE, REGION, **context(order, form, next(iter(form.errors.values()))))
    with said_on_page(order, form):
        publishing.publish(order, **form.values, actor=current_user, now=clock.now())
    fed = publishing.counts(order) and form.values["address"]
    counted = ": план её засчитает" if form.values["place"] in publishing.SITES else ""
    flash(f"Публикация записана и\u00a0в\u00a0реестр публикаций{counted}." if fed else _now(order))
    return redirect(url_for("orders.order", order_id=order.id), 303)


def _now(order: Order) -> str:
    paper = "письмо" if order.series == "letter" else "приказ"
    return f"Теперь {paper} в\u00a0состоянии «{FLOW.states[order.state].word}»."


@bp.post("/orders/<int:order_id>/comments")
@access("order.view")
@in_turn
def comment(order_id: int) -> ResponseReturnValue:
    """A word about the text."""
    order = one_visible(Order, order_id, "order.view")
    with said_on_page(order):
        acts.comment(order, request.form.get("comment", "").strip(), current_user, clock.now())
    return redirect(url_for("orders.order", order_id=order.id, _anchor="comments"), 303)


@bp.get("/orders/<int:order_id>/changes")
@access("order.draft")
def changes(order_id: int) -> ResponseReturnValue:
    """What changed between two printings of the draft, which are the Department's; at first, between the last two."""
    order = one_visible(Order, order_id, "order.draft")
    kept = queries.words_of(order)
    new = _asked(kept, "new") or next(iter(kept), None)
    old = _asked(kept, "old") or (kept[1] if len(kept) > 1 else new)
    lines = between(old.text, new.text) if old and new else []
    return render_template("orders/changes.html", order=order, kept=kept, old=old, new=new, lines=lines)


def _asked(kept: list[OrderDraft], name: str) -> OrderDraft | None:
    """The printing that the address names."""
    asked = row_id(request.args, name)
    return next((one for one in kept if one.id == asked), None)


@bp.post("/orders/<int:order_id>/sendings")
@access("order.register")
@in_turn
def send_out(order_id: int) -> ResponseReturnValue:
    """The signed order goes to those who carry it out; the plan counts it as a letter."""
    order = one_visible(Order, order_id, "order.register")
    form = register_forms.read_sending(request.form)
    if form.errors:
        return invalid(PAGE, REGION, **context(order, form, next(iter(form.errors.values()))))
    with said_on_page(order, form):
        acts.send_out(order, **form.values, actor=current_user, now=clock.now())
    counts = acts.counted(**{key: form.values[key] for key in ("subject", "receivers")}) != "other"
    flash(f"Рассылка записана в\u00a0реестр писем{': план её засчитает' if counts else ''}.")
    return redirect(url_for("orders.order", order_id=order.id), 303)


@bp.post("/orders/<int:order_id>/scans")
@access("order.register", streams=True)
def attach(order_id: int) -> ResponseReturnValue:
    """A copy of the signed paper."""
    order = one_visible(Order, order_id, "order.register")
    try:
        _take_scan(order)
    except Refused as refused:
        forget()
        return render_template(PAGE, **context(order), scan_error=refused.sentence), refused.status
    flash("Скан приложен.")
    return redirect(url_for("orders.order", order_id=order.id, _anchor="scans"), 303)


def _take_scan(order: Order) -> None:
    kept, name = brought_scan(request)
    begin_write()
    acts.attach_scan(order, kept, name, current_user, clock.now())


@bp.post("/orders/scans/<int:scan_id>/strike")
@access("order.register")
@in_turn
def strike(scan_id: int) -> ResponseReturnValue:
    """A copy that was brought by mistake."""
    found = one_visible(OrderScan, scan_id, "order.register")
    try:
        acts.void_scan(found, request.form.get("reason", "").strip(), current_user, clock.now())
    except Refused as refused:
        return render_template(PAGE, **context(found.order), strike_error=(scan_id, refused.sentence)), 422
    flash("Файл вычеркнут.")
    return redirect(url_for("orders.order", order_id=found.order_id, _anchor="scans"), 303)


@bp.get("/orders/scans/<int:scan_id>")
@access("order.view")
def scan(scan_id: int) -> ResponseReturnValue:
    """A copy of the signed paper, as it was brought."""
    found = one_visible(OrderScan, scan_id, "order.view")
    return send(found.blob, found.filename, inline=True)
