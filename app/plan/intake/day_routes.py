"""The page that moves one day of the opened year."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.kernel.words import day as said
from app.plan.intake.moving import move_day
from app.plan.intake.words import DAYS
from app.plan.intake.year_forms import NO_DAY
from app.plan.intake.year_queries import Day, days_of
from app.refusals import Refused
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle

bp = Blueprint("days", __name__)


@bp.get("/plan/days")
@access("deadline.move")
def listing() -> ResponseReturnValue:
    """The days of the present year, and what was moved."""
    cycle = current_cycle()
    return render_template("plan/intake/days.html", cycle=cycle, days=days_of(cycle), moves=cycle.moves)


def _day(cycle: Cycle, name: str) -> Day:
    return next((day for day in days_of(cycle) if day.name == name), None) or abort(404)


@bp.get("/plan/days/<day>")
@access("deadline.move")
def one(day: str) -> ResponseReturnValue:
    """The form of one day."""
    return _page(_day(current_cycle(), day))


def _page(day: Day, on: str = "", reason: str = "", error: str = "") -> str:
    own = [move for move in current_cycle().moves if move.day == day.name]
    title = DAYS[day.table](day)
    return render_template("plan/intake/day.html", day=day, title=title, on=on, reason=reason, error=error, moves=own)


def _on(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Refused.because("no_day", NO_DAY) from error


@bp.post("/plan/days/<day>")
@access("deadline.move")
def move(day: str) -> ResponseReturnValue:
    """Move it."""
    cycle = current_cycle()
    moved, typed = _day(cycle, day), request.form.get("on", "")
    reason = " ".join(request.form.get("reason", "").split())
    try:
        kept = move_day(cycle, moved, _on(typed), reason, current_user, clock.now())
    except Refused as refused:
        return _page(moved, typed, reason, refused.sentence), 422
    flash(f"Срок перенесён: было {said(kept.was)}, стало {said(kept.became)}. Школы увидят это на странице «Сейчас».")
    return redirect(url_for(".listing"), 303)
