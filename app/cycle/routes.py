"""The page that moves the demo day."""

from datetime import date

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.cycle.demo_clock import days_to, moved
from app.cycle.queries import current_cycle
from app.journal.services import record
from app.kernel import clock
from app.kernel.access import access

bp = Blueprint("cycle", __name__)


def _demo_only() -> None:
    if not current_app.config["SETTINGS"].demo:
        abort(404)


@bp.get("/demo/day")
@access("clock.move")
def clock_page():
    """The form of the demo day."""
    _demo_only()
    return render_template("cycle/day.html", errors=[], value=clock.today().isoformat())


@bp.post("/demo/day")
@access("clock.move")
def move_clock():
    """Put the calendar on another day of the cycle."""
    _demo_only()
    cycle, typed = current_cycle(), request.form.get("day", "")
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or abs(day.year - cycle.year) > 1:
        errors = [f"Укажите день цикла {cycle.year} года, например {cycle.year}-03-24."]
        return render_template("cycle/day.html", errors=errors, value=typed), 422
    record("clock:moved", cycle, current_user, clock.now(), to=day.isoformat())
    cycle.demo_offset = days_to(day, clock.real_now())
    moved.send(current_app._get_current_object(), now=clock.now())
    flash(f"Сегодня {day:%d.%m.%Y}.")
    return redirect(url_for("home.now"), 303)
