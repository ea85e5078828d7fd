"""The page of the reviewers: who is away and who stands in, and where else they work."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.directory.choosing import chosen_school, school_choice
from app.directory.models import Municipality
from app.expertise.assignments import leave_services, queries
from app.expertise.assignments.models import Substitution, Workplace
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.days import NO_DAY, read_day
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.refusals import Refused
from app.year.cycle.queries import current_cycle

bp = Blueprint("reviewers", __name__)
View = Callable[..., ResponseReturnValue]
BARRED = "Пока вы не\u00a0переназначите эти школы или не\u00a0разрешите с\u00a0причиной, эксперт их не\u00a0оценивает."


@bp.get("/reviewers")
@access("assignment.edit")
def every() -> ResponseReturnValue:
    """All reviewers, their leaves and workplaces."""
    return _page()


def _page(status: int = 200, error: str = "", code: str = "", form: str = "") -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "expertise/assignments/reviewers.html",
        people=queries.reviewers(today),
        away=queries.away_on(today),
        made=queries.substitutions(),
        workplaces=queries.workplaces(),
        school_choice=school_choice(request.values),
        towns=list(db.session.scalars(select(Municipality).order_by(Municipality.position))),
        error=error,
        code=code,
        form=form,
        typed=request.form,
    ), status


def _told_at(form: str) -> Callable[[View], View]:
    """What the view refuses is said at this form of the page."""

    def declare(view: View) -> View:
        @wraps(view)
        def answered(**ids: int) -> ResponseReturnValue:
            try:
                return view(**ids)
            except Refused as refused:
                return _page(422, refused.sentence, refused.code, form)

        return answered

    return declare


@bp.post("/reviewers/substitutions")
@access("assignment.edit")
@_told_at("leave")
def substitute() -> ResponseReturnValue:
    """One stands in for another from a day to a day inclusive."""
    people = {str(one.id): one for one in queries.reviewers(clock.today())}
    absent, other = (people.get(request.form.get(name, "")) for name in ("absent", "substitute"))
    starts_on, ends_on = (read_day(request.form.get(name, "")) for name in ("starts_on", "ends_on"))
    if absent is None:
        raise Refused.because("absent", "Выберите, кто отсутствует.")
    if starts_on is None or ends_on is None:
        raise Refused.because("no_day", NO_DAY)
    days = (starts_on, ends_on)
    reason, because = (request.form.get(name, "").strip() for name in ("reason", "because"))
    made = leave_services.substitute(current_cycle(), absent, other, days, reason, because, current_user, clock.now())
    return _back(f"Замещение записано: отсутствует {made.absent.name}, замещает {made.substitute.name}.")


@bp.post("/reviewers/substitutions/<int:substitution_id>/recall")
@access("assignment.edit")
@_told_at("leave")
def recall(substitution_id: int) -> ResponseReturnValue:
    """The absent one is back."""
    made = one_visible(Substitution, substitution_id, "assignment.edit")
    leave_services.recall(made, current_user, clock.now())
    return _back("Замещение отменено: школы снова у\u00a0того, кому назначены.")


@bp.post("/reviewers/workplaces")
@access("assignment.edit")
@_told_at("work")
def state_workplace() -> ResponseReturnValue:
    """Where a reviewer works besides."""
    people = {str(one.id): one for one in queries.reviewers(clock.today())}
    person = people.get(request.form.get("person", ""))
    if person is None:
        raise Refused.because("reviewer", "Выберите эксперта.")
    place = (chosen_school(request.form), _known_town())
    stated = leave_services.state_workplace(person, *place, current_user, clock.now())
    found = leave_services.clashes_now(person, current_cycle(), clock.now())
    barred = f" {' '.join(found)} {BARRED}" if found else ""
    return _back(f"Место работы указано: {person.name}, {stated.title}.{barred}")


def _known_town() -> int | None:
    typed = row_id(request.form, "municipality")
    return typed if typed and db.session.get(Municipality, typed) else None


@bp.post("/reviewers/workplaces/<int:workplace_id>/removal")
@access("assignment.edit")
@_told_at("work")
def remove_workplace(workplace_id: int) -> ResponseReturnValue:
    """It was stated by mistake, or is over."""
    stated = one_visible(Workplace, workplace_id, "assignment.edit")
    leave_services.remove_workplace(stated, current_user, clock.now())
    return _back("Место работы убрано.")


def _back(said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".every"), 303)
