"""The text of a draft as a form: preamble, points, municipalities of the appendix; the paper follows each change."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid, wants_region
from app.orders import services
from app.orders.models import Order
from app.orders.narrowing import left_out
from app.orders.preambles import preambles
from app.orders.retouch import moved, renumbered, text_in
from app.orders.routes import PAGE, REGION, context
from app.permissions import Refused

bp = Blueprint("order_text", __name__)
LONGEST = 10_000


@bp.post("/orders/<int:order_id>/text")
@access("order.draft")
def write(order_id: int):
    """Save what was rewritten; a button adds, drops or moves a point, or brings the text of the blank back."""
    order = one_visible(Order, order_id, "order.draft")
    if not order.is_open or order.imported_at:
        return invalid(PAGE, REGION, **context(order, error=services.FROZEN.sentence), lost=_lost())
    act, _, place = request.form.get("act", "").partition("-")
    words = {"preamble": None, "points": None, "left_out": ()} if act == "blank" else _typed(order)
    if act in ("add", "drop", "up", "down"):
        points = words["points"] or text_in(services.docx_of(order)).points
        words["points"] = moved(points, act, int(place) if place.isdecimal() else -1)
    done = services.amend_order(order, words, current_user, clock.now())
    if isinstance(done, Refused):
        return invalid(PAGE, REGION, **context(order, error=done.sentence), lost=_lost())
    parts = ("orders/_text.html",) if act or request.form.get("variant") else ()
    here = url_for("orders.order", order_id=order.id, _anchor="text")
    return answer(here, "orders/_paper.html", *parts, **(context(order) if wants_region() else {}))


def _lost() -> str:
    """What was typed into a form that does not stand any more."""
    return "\n".join(filter(None, [request.form.get("preamble", ""), *request.form.getlist("point")]))


def _typed(order: Order) -> dict:
    """What differs from the text of the blank; what is the same goes on following the data."""
    facts = services.facts_of(order)
    blank = text_in(services.printed(order.kind, services.untouched(facts)))
    preamble = request.form.get("preamble", "").strip()[:LONGEST] or blank.preamble
    preamble = preambles(facts).get(request.form.get("variant", ""), preamble)
    lines = [" ".join(point.split())[:LONGEST] for point in request.form.getlist("point")]
    points = renumbered([point for point in lines if point]) or blank.points
    return {
        "preamble": None if preamble == blank.preamble else preamble,
        "points": None if points == blank.points else points,
        "left_out": left_out(facts, request.form.getlist("keep")),
    }
