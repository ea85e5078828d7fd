"""The pages of the years: all of them, and the one that is being prepared."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.plan.intake import next_year, queries
from app.plan.intake.year_forms import DaysForm, read_days
from app.plan.intake.year_queries import days_of, plan_of, unfinished
from app.refusals import Refused
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle

bp = Blueprint("years", __name__)
YEARS, YEAR = "plan/intake/years.html", "plan/intake/year.html"
SURE = "Отметьте, что год можно открывать."


@bp.get("/plan/years")
@access("year.prepare")
def listing() -> ResponseReturnValue:
    """The years, and the next one to prepare."""
    return render_template(YEARS, **_years())


def _years(error: str = "") -> dict:
    return {"years": queries.years(), "present": current_cycle(), "error": error}


@bp.post("/plan/years")
@access("year.prepare")
def prepare() -> ResponseReturnValue:
    """Prepare the year after the newest."""
    try:
        prepared = next_year.prepare(queries.years()[0], current_user, clock.now())
    except Refused as refused:
        return render_template(YEARS, **_years(refused.sentence)), 422
    flash(f"Подготовлен {prepared.year} год: дни перенесены. Пока вы его не откроете, все остаются в прежнем.")
    return redirect(url_for(".year", year=prepared.year), 303)


def _cycle(year: int) -> Cycle:
    return queries.year_of(year) or abort(404)


def _year(cycle: Cycle, form: DaysForm | None = None, error: str = "", opening: str = "", taking: str = "") -> dict:
    return {
        "cycle": cycle,
        "days": days_of(cycle),
        "plan": plan_of(cycle),
        "from_file": queries.approved_file(cycle),
        "present": current_cycle(),
        "follows": cycle.year >= current_cycle().year and queries.year_of(cycle.year - 1) is not None,
        "early": next_year.is_early(cycle, current_cycle(), clock.today()),
        "unfinished": [] if cycle.opened or cycle is current_cycle() else unfinished(current_cycle(), clock.today()),
        "form": form,
        "errors": form.errors if form else {},
        "error": error,
        "opening": opening,
        "may_take_back": next_year.take_back_refusal(cycle) is None,
        "taking": taking,
    }


@bp.get("/plan/years/<int:year>")
@access("year.prepare")
def year(year: int) -> ResponseReturnValue:
    """The days of a year and what is to be looked at before it is opened."""
    return render_template(YEAR, **_year(_cycle(year)))


@bp.post("/plan/years/<int:year>/days")
@access("year.prepare")
def redate(year: int) -> ResponseReturnValue:
    """Save the days."""
    cycle = _cycle(year)
    form = read_days(request.form, days_of(cycle), cycle.year)
    if form.errors:
        return render_template(YEAR, **_year(cycle, form, "Дни не сохранены: проверьте отмеченные.")), 422
    try:
        next_year.redate(cycle, form.days, form.letter, current_user, clock.now())
    except Refused as refused:
        return render_template(YEAR, **_year(cycle, form, refused.sentence)), 422
    flash("Дни года сохранены.")
    return redirect(url_for(".year", year=cycle.year), 303)


@bp.post("/plan/years/<int:year>/opening")
@access("year.prepare")
def open_year(year: int) -> ResponseReturnValue:
    """From now on this is the year for everybody."""
    cycle = _cycle(year)
    if request.form.get("sure") != "1":
        return render_template(YEAR, **_year(cycle, opening=SURE)), 422
    try:
        next_year.open_year(cycle, current_user, clock.now(), " ".join(request.form.get("reason", "").split()))
    except Refused as refused:
        shown = _year(cycle, error=refused.sentence) if cycle.opened else _year(cycle, opening=refused.sentence)
        return render_template(YEAR, **shown), 422
    flash(f"Открыт {cycle.year} год.")
    return redirect(url_for("plan.board"), 303)


@bp.post("/plan/years/<int:year>/taking-back")
@access("year.prepare")
def take_back(year: int) -> ResponseReturnValue:
    """The opening was a mistake: the year is prepared again."""
    cycle = _cycle(year)
    try:
        next_year.take_back(cycle, request.form.get("reason", "").strip(), current_user, clock.now())
    except Refused as refused:
        return render_template(YEAR, **_year(cycle, taking=refused.sentence)), 422
    flash(f"Открытие отменено: {cycle.year}\u00a0год снова готовится.")
    return redirect(url_for(".year", year=cycle.year), 303)
