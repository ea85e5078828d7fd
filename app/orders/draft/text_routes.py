"""The words and the text of a draft as one form: fields, preamble, points, rows; the paper follows each change."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid, wants_region
from app.kernel.numbers import number
from app.kernel.reader import current_user
from app.kernel.turn import in_turn
from app.orders import services
from app.orders.draft.forms import OrderForm, read_words
from app.orders.draft.routes import PAGE, REGION, context
from app.orders.draft.typed import without_clerk_text, worded
from app.orders.models import Order
from app.papers.comparing import between
from app.papers.kinds import KINDS
from app.papers.narrowing import left_out
from app.papers.preambles import preambles
from app.papers.retouch import Text, moved, renumbered
from app.refusals import Refused

bp = Blueprint("order_text", __name__)
LONGEST = 10_000
STALE = (
    "Пока вы\u00a0правили, текст изменили в\u00a0другом окне. "
    "Ничего не\u00a0пропало: ваше осталось в\u00a0полях, отличия показаны ниже."
)
NO_POINTS = "В\u00a0тексте не\u00a0останется пунктов: оставьте хотя\u00a0бы один."


@bp.post("/orders/<int:order_id>/text")
@access("order.draft")
@in_turn
def write(order_id: int) -> ResponseReturnValue:
    """Save what was typed; a button adds, drops or moves a point, or brings the text of the template back."""
    order = services.locked(one_visible(Order, order_id, "order.draft"))
    if not order.is_open or order.imported_at:
        return _redrawn(order, None, services.closed(order).sentence)
    act, _, place = request.form.get("act", "").partition("-")
    form = _words(order)
    if form.errors and act:
        return _redrawn(order, form)
    text = {"preamble": None, "points": None, "left_out": ()} if act == "blank" else _typed(order)
    words = ({} if form.errors else form.values) | text
    if act in ("add", "drop", "up", "down"):
        points = words.get("points") or services.paper_of_draft(order).text.points
        words["points"] = moved(points, act, number(place, -1))
    if words.get("points") == ():
        return _redrawn(order, form, NO_POINTS)
    if request.form.get("seen", services.seen(order)) != services.seen(order):
        return _redrawn(order, form, STALE, difference=_difference(order, words))
    try:
        services.amend_order(order, words, current_user, clock.now())
    except Refused as refused:
        return _redrawn(order, form, refused.sentence)
    parts = ["orders/_checks.html", "orders/_text.html" if act or request.form.get("variant") else "orders/_seen.html"]
    here = url_for("orders.order", order_id=order.id, _anchor="text")
    return answer(here, "orders/_paper.html", *parts, of=PAGE, **(context(order) if wants_region() else {}))


def _words(order: Order) -> OrderForm:
    """The fields of its kind; a form without them says nothing of them."""
    form = read_words(KINDS[order.kind], request.form)
    return form if set(form.typed) & set(request.form) else OrderForm({})


def _typed(order: Order) -> dict:
    """What differs from the text of the template; what is the same goes on following the data."""
    if "point" not in request.form:
        return {}
    facts = services.facts_of(order)
    template = services.printed_somehow(order.kind, without_clerk_text(facts))[0].text
    preamble = request.form.get("preamble", "").strip()[:LONGEST] or template.preamble
    preamble = preambles(facts).get(request.form.get("variant", ""), preamble)
    points = renumbered([one for one in _points() if one], every=not KINDS[order.kind].letter, known=template.points)
    return {
        "preamble": None if preamble == template.preamble else preamble,
        "points": None if points == template.points else points,
        "left_out": left_out(facts, request.form.getlist("keep")),
    }


def _text_typed() -> list[str]:
    return [request.form.get("preamble", ""), *_points()]


def _points() -> list[str]:
    return [" ".join(point.split())[:LONGEST] for point in request.form.getlist("point")]


def _difference(order: Order, words: dict) -> list:
    """What is kept now and what was typed here, line by line, as both would be printed."""
    mine = worded(services.facts_of(order), words)
    return between(services.paper_of_draft(order).words, services.printed_somehow(order.kind, mine)[0].words)


def _redrawn(order: Order, form: OrderForm | None, error: str = "", **more: object) -> Response:
    """The page with everything that was typed in its fields."""
    if order.state != "draft":
        more["lost"] = "\n".join(
            filter(None, [*read_words(KINDS[order.kind], request.form).typed.values(), *_text_typed()])
        )
    elif "point" in request.form:
        more["text"] = Text(request.form.get("preamble", ""), tuple(_points()))
        more["left_out"] = left_out(services.facts_of(order), request.form.getlist("keep"))
    answered = invalid(PAGE, REGION, **context(order, form, error, **more))
    answered.headers["HX-Retarget"] = "#order"
    answered.headers["HX-Reswap"] = "outerHTML"
    return answered
