"""The page before reminders go: each letter as it is, what the mail says and to whom, one button for all."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.days import read_day
from app.kernel.numbers import row_ids
from app.kernel.reader import current_user
from app.kernel.turn import in_turn
from app.kernel.words import pluralize
from app.orders.draft.letter_routes import bp
from app.orders.register import reminding
from app.refusals import Refused
from app.year.cycle.queries import current_cycle

PAGE = "orders/reminders.html"


@bp.get("/reminders")
@access("order.register")
def reminders() -> ResponseReturnValue:
    """What waits to be sent."""
    return _page()


def _page(error: str = "", chosen: list[int] | None = None, signed_on: str = "") -> tuple[str, int]:
    today = clock.today()
    waiting = reminding.waiting(current_cycle(), today)
    ready = [one.order.id for one in waiting if not one.lacks]
    return render_template(
        PAGE,
        waiting=waiting,
        ready=ready,
        chosen=ready if chosen is None else chosen,
        signed_on=signed_on or today.isoformat(),
        kind=reminding.KIND,
        error=error,
    ), 422 if error else 200


@bp.post("/reminders")
@access("order.register")
@in_turn
def send_reminders() -> ResponseReturnValue:
    """Number them, write them into the register of letters, tell the coordinators."""
    chosen, typed = row_ids(request.form, "order"), request.form.get("signed_on", "")
    on = read_day(typed)
    if on is None:
        return _page("Укажите день подписания.", chosen, typed)
    orders = [one.order for one in reminding.waiting(current_cycle(), clock.today()) if one.order.id in chosen]
    try:
        sent = reminding.send(orders, on, current_user, clock.now())
    except Refused as refused:
        return _page(refused.sentence, chosen, typed)
    flash(f"Отправлено: {pluralize(len(sent), 'письмо', 'письма', 'писем')}. Они записаны в\u00a0реестр писем.")
    return redirect(url_for("orders.register", series="letter"), 303)
