"""The page that moves the demo day."""

from datetime import date

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.journal.services import record
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.kernel.turn import in_turn
from app.year.cycle.demo_clock import days_to, moved, newest_day
from app.year.cycle.queries import current_cycle

bp = Blueprint("cycle", __name__)


def _demo_only() -> None:
    if not current_app.config["SETTINGS"].demo:
        abort(404)


@bp.get("/demo/day")
@access("clock.move")
def clock_page() -> ResponseReturnValue:
    """The form of the demo day."""
    _demo_only()
    return _page(clock.today().isoformat())


def _page(value: str, *errors: str) -> str:
    since = newest_day()
    offered = [day for day in current_app.extensions["demo_days"] if day >= since]
    return render_template("year/cycle/day.html", errors=errors, value=value, since=since, offered=offered)


@bp.post("/demo/day")
@access("clock.move")
@in_turn
def move_clock() -> ResponseReturnValue:
    """Put the calendar on another day of the cycle."""
    _demo_only()
    cycle, typed = current_cycle(), request.form.get("day", "")
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or abs(day.year - cycle.year) > 1:
        return _page(typed, f"Укажите день цикла {cycle.year} года, например {cycle.year}-03-24."), 422
    if day < newest_day():
        return _page(typed, f"Раньше {newest_day():%d.%m.%Y} вернуться нельзя: этим днём уже есть записи."), 422
    record("clock:moved", cycle, current_user, clock.now(), to=day.isoformat())
    cycle.demo_offset = days_to(day, clock.real_now())
    house = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask types the proxy as the app itself
    answers = moved.send(house, now=clock.now())
    waits = " Год досказывается: через минуту обновите страницу." if any(told for _, told in answers) else ""
    flash(f"Сегодня {day:%d.%m.%Y}.{waits}")
    return redirect(url_for("home.now"), 303)
