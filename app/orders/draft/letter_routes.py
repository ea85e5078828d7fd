"""Letters that go to each their own: the receivers are chosen, and one act makes a letter for each."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import invalid
from app.kernel.numbers import row_ids
from app.kernel.reader import current_user
from app.kernel.turn import in_turn
from app.kernel.words import pluralize
from app.orders.gathering import receivers_of
from app.orders.gathering.addressing import NO_SCHOOL, Receiver
from app.orders.services import draft_letters
from app.papers.kinds import KINDS, Kind
from app.refusals import Refused
from app.year.cycle.queries import current_cycle

bp = Blueprint("letters", __name__, url_prefix="/orders/letters")
PAGE, REGION = "orders/letters.html", "orders/_letters.html"
MAILED = frozenset({"L_MOUO_REMIND"})  # letters that go by mail as well, from a page of their own


@bp.get("/<letter>")
@access("order.draft")
def choose(letter: str) -> ResponseReturnValue:
    """Whom there is a reason to write to today."""
    return render_template(PAGE, **_context(_kind(letter)))


@bp.post("/<letter>")
@access("order.draft")
@in_turn
def draft(letter: str) -> ResponseReturnValue:
    """A letter for each of those that are ticked."""
    kind, chosen, schools = _kind(letter), row_ids(request.form, "receiver"), row_ids(request.form, "school")
    try:
        of_whom = _of_whom(kind, chosen, schools)
        letters = draft_letters(kind.code, current_cycle(), of_whom, current_user, clock.now())
    except Refused as refused:
        return invalid(PAGE, REGION, **_context(kind, chosen, schools, refused.sentence))
    if len(letters) == 1:
        flash("Письмо составлено из\u00a0данных, которые есть сейчас.")
        return redirect(url_for("orders.order", order_id=letters[0].id), 303)
    flash(f"Составлено: {pluralize(len(letters), 'письмо', 'письма', 'писем')}, каждому получателю своё.")
    if kind.code in MAILED:
        return redirect(url_for("letters.reminders"), 303)
    return redirect(url_for("orders.register", series="letter"), 303)


def _kind(letter: str) -> Kind:
    kind = KINDS.get(letter)
    return kind if kind and kind.to else abort(404)


def _of_whom(kind: Kind, chosen: list[int], schools: list[int]) -> dict[int, list[int]]:
    """Receiver → the schools its letter is about; where the page offered none to tick, it is about all of them."""
    if "by_school" not in request.form:
        return {receiver: [] for receiver in chosen}
    offered = {one.id: {school for school, _ in one.schools} for one in _receivers(kind)}
    found = {one: [school for school in schools if school in offered.get(one, ())] for one in chosen}
    if not all(found.values()):
        raise Refused(NO_SCHOOL)
    return found


def _receivers(kind: Kind) -> list[Receiver]:
    return receivers_of(kind.code, current_cycle(), clock.today())


def _context(
    kind: Kind, chosen: list[int] | None = None, schools: list[int] | None = None, error: str = ""
) -> dict[str, object]:
    """`chosen` and `schools` are ticked; at first those of the address, or all that a municipality has."""
    try:
        receivers = _receivers(kind)
    except Refused as refused:
        return {"kind": kind, "receivers": [], "chosen": [], "error": refused.sentence, "mailed": False}
    if schools is None:
        schools = row_ids(request.args, "school") or [school for one in receivers for school, _ in one.schools]
    if chosen is None:
        chosen = row_ids(request.args, "receiver")
        chosen = chosen or [one.id for one in receivers if any(school in schools for school, _ in one.schools)]
    return {
        "kind": kind,
        "receivers": receivers,
        "chosen": chosen,
        "schools": schools,
        "error": error,
        "mailed": kind.code in MAILED,
        "narrowed": bool(error or "school" in request.args),
    }
