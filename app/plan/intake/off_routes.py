"""The page of the days that a decree has moved: a list of lines for each year, typed or pasted from a table."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.days import CENTURY
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.kernel.words import pluralize
from app.year.cycle.days_off import moved_days
from app.year.cycle.moving_days import lines_of, read_lines, write_days

bp = Blueprint("days_off", __name__)
PAGE = "plan/intake/days_off.html"


@bp.get("/plan/days-off")
@access("days_off.edit")
def listing() -> str:
    """The moved days of a year: of the present one, or of the one that the address names."""
    year = row_id(request.args, "year", clock.today().year)
    return _page(_known(year), lines_of(one for one in moved_days().values() if one.on.year == year), [])


def _known(year: int) -> int:
    return year if year in CENTURY else abort(404)


def _page(year: int, text: str, amiss: list[str]) -> str:
    return render_template(PAGE, year=year, text=text, amiss=amiss, rows=max(len(text.splitlines()) + 3, 8))


@bp.post("/plan/days-off/<int:year>")
@access("days_off.edit")
def write(year: int) -> ResponseReturnValue:
    """These lines are all that is moved in the year; what can't be read is said, and nothing is written."""
    text = request.form.get("days", "")
    typed = read_lines(text, _known(year))
    if typed.amiss:
        return _page(year, text, typed.amiss), 422
    changed = write_days(year, typed.days, current_user, clock.now())
    flash(f"Записано: {pluralize(changed, 'день', 'дня', 'дней')}." if changed else "Ничего не\u00a0изменилось.")
    return redirect(url_for(".listing", year=year), 303)
