"""The page of one order: its checklist, words, paper, number."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents.office import program
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid, wants_region
from app.kernel.reader import current_user
from app.kernel.turn import in_turn
from app.orders import queries, services
from app.orders.draft import forms
from app.orders.gathering.monitorings import said_of, snapshot_in
from app.orders.life.acts import RECEIVERS, SUBJECTS, addressees
from app.orders.life.publishing import counts, may_publish
from app.orders.life.workflow import BY_ANOTHER, FLOW
from app.orders.models import Order
from app.orders.register import outside, registering
from app.papers.drawing import Paper
from app.papers.kinds import KINDS
from app.papers.narrowing import choices
from app.papers.preambles import LABELS
from app.permissions import can
from app.plan.amendments.models import PlanAmendment
from app.plan.amendments.queries import still_changed
from app.plan.monitoring_queries import snapshots
from app.plan.registers.words import LETTERS, PLACES
from app.refusals import Refused

bp = Blueprint("orders", __name__)

PAGE, REGION = "orders/order.html", "orders/_order.html"
NO_PAPER: dict[str, object] = dict.fromkeys(("facts", "paper", "text", "snapshot"))
NO_PAPER |= {"checks": [], "choices": {}, "left_out": (), "template_error": ""}


@bp.get("/orders/<int:order_id>")
@access("order.view")
def order(order_id: int) -> ResponseReturnValue:
    """An order: the checklist, the words of the draft, the paper."""
    return render_template(PAGE, **context(one_visible(Order, order_id, "order.view")))


def context(order: Order, form: forms.OrderForm | None = None, error: str = "", **typed: object) -> dict:
    """What the page of an order shows; an order of the past has no paper of ours.

    `typed` are a text and a choice that can't be taken and go back into their fields.
    """
    told = outside.changes([order])
    moves = {move.name: move for move in FLOW.open_to(current_user, order)}
    later = queries.later_than(order) if set(moves) & set(BY_ANOTHER) else []
    return {
        "order": order,
        **(_of_paper(order) if order.imported_at is None else NO_PAPER),
        "look": FLOW.states[outside.shown(order, told)],
        "told": told.get(order.id, ()),
        "changed_from_outside": outside.changed_by(order),
        "kind": KINDS[order.kind],
        "left_changed": _left_changed(order),
        "variants": LABELS,
        "seen": services.seen(order),
        "snapshots": offered(order),
        "may_draft": order.state == "draft" and can(current_user, "order.draft", order),
        "may_compare": can(current_user, "order.draft", order),
        "may_register": can(current_user, "order.register", order),
        "moves": moves,
        "later": later,
        "today": clock.today(),
        "pdf_here": program() is not None,
        "subjects": LETTERS,
        "receivers": RECEIVERS,
        "subject": SUBJECTS.get(order.kind, "other"),
        "addressees": addressees(order.kind) if form is None or form.ticked is None else form.ticked,
        "places": PLACES,
        "may_publish": can(current_user, "order.register", order) and may_publish(order, moves),
        "plan_asks": counts(order),
        "next_number": registering.next_number(order.series, clock.today().year) if "register" in moves else "",
        "typed": (form.typed if form else {}),
        "errors": (form.errors if form else {}),
        "error": error,
        **typed,
    }


def _of_paper(order: Order) -> dict:
    """What is shown of a paper of ours: the sheets, what they state, and of a draft its text and what it lacks."""
    facts = services.facts_of(order)
    paper, template_error = services.shown(order, facts)
    draft = paper if order.is_open and isinstance(paper, Paper) else None
    return {
        "facts": facts,
        "checks": registering.pre_registration_checks(order, draft, clock.today()) if draft else [],
        "paper": paper and paper.preview,
        "text": draft and draft.text,
        "template_error": template_error,
        "choices": choices(facts),
        "left_out": facts.left_out,
        "snapshot": snapshot_in(facts),
    }


@contextmanager
def said_on_page(order: Order, form: forms.OrderForm | None = None) -> Iterator[None]:
    """What is refused inside ends the request with 422: the page of the order with the sentence and what was typed."""
    try:
        yield
    except Refused as refused:
        abort(invalid(PAGE, REGION, **context(order, form, refused.sentence)))


def _left_changed(order: Order) -> list[PlanAmendment]:
    gone = order.kind == "O_CHANGE" and order.state == "cancelled"
    return still_changed(order.cycle, order.id) if gone else []


def offered(order: Order) -> dict[int, str]:
    """The snapshots of the plan that an order on a monitoring may state."""
    return {one.id: said_of(one) for one in snapshots(order.cycle)} if order.kind == "O_PLANMON" else {}


@bp.post("/orders/<int:order_id>/registration")
@access("order.register")
@in_turn
def registration(order_id: int) -> ResponseReturnValue:
    """The number and the date that came back with the signature."""
    order, form = one_visible(Order, order_id, "order.register"), forms.read_registration(request.form)
    if form.errors:
        return invalid(PAGE, REGION, **context(order, form))
    with said_on_page(order, form):
        registering.register_order(order, **form.values, actor=current_user, now=clock.now())
    shown = context(order) if wants_region() else {}  # a paper that nobody looks at is not printed under the lock
    return answer(url_for(".order", order_id=order.id), REGION, of=PAGE, **shown)
