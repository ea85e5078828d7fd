"""«Кто отвечает»: the executors of the plan, who answers for each today, and who is acting."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.directory.models import Person
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.days import NO_DAY, read_day
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.permissions import can
from app.plan.answering import services
from app.plan.answering.models import Answering
from app.plan.answering.rules import answering, in_force
from app.plan.executors import FULL
from app.refusals import Refused

bp = Blueprint("answering", __name__)


@bp.get("/plan/answering")
@access("plan.view")
def every() -> ResponseReturnValue:
    """The dictionary on this day."""
    return _page()


def _page(error: str = "", about: int = 0, status: int = 200) -> tuple[str, int]:
    today, known = clock.today(), services.rows()
    may_edit = can(current_user, "plan.answering")
    context = {
        "lines": [(FULL[code], answering(known[code], today), known[code]) for code in services.CODES],
        "in_force": in_force,
        "codes": services.CODES,
        "full": FULL,
        "people": db.session.scalars(select(Person).order_by(Person.name)).all() if may_edit else [],
        "controller": services.controls(today),
        "may_edit": may_edit,
        "typed": request.form,
        "error": error,
        "about": about,
    }
    return render_template("plan/answering.html", **context), status


@bp.post("/plan/answering")
@access("plan.answering")
def add() -> ResponseReturnValue:
    """Somebody answers from a day."""
    code, person = request.form.get("code", ""), db.session.get(Person, row_id(request.form, "person", 0))
    typed_end = request.form.get("ends_on", "").strip()
    starts_on, ends_on = read_day(request.form.get("starts_on", "")), read_day(typed_end)
    if code not in services.CODES or person is None:
        return _page("Выберите, за\u00a0кого отвечает и\u00a0кто.", status=422)
    if starts_on is None or (typed_end and ends_on is None):
        return _page(NO_DAY, status=422)
    try:
        services.add(code, person, "acting" in request.form, starts_on, ends_on, current_user, clock.now())
    except Refused as refused:
        return _page(refused.sentence, status=422)
    flash("Записано.")
    return redirect(url_for(".every"), 303)


@bp.post("/plan/answering/<int:answering_id>/end")
@access("plan.answering")
def end(answering_id: int) -> ResponseReturnValue:
    """The last day."""
    row = db.session.get(Answering, answering_id) or abort(404)
    last_day = read_day(request.form.get("last_day", ""))
    if last_day is None:
        return _page(NO_DAY, row.id, 422)
    try:
        services.end(row, last_day, current_user, clock.now())
    except Refused as refused:
        return _page(refused.sentence, row.id, 422)
    flash("Записано.")
    return redirect(url_for(".every"), 303)
