"""The pages of the schools of the year: the list, a new one, a card with its leaving."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.models import School
from app.directory.narrowing import read_narrow
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.days import NO_DAY, read_day
from app.kernel.paging import asked
from app.kernel.reader import current_user
from app.people.queries import municipalities
from app.refusals import Refused
from app.year.cycle.models import Participation
from app.year.cycle.queries import current_cycle
from app.year.enrolment import queries, services
from app.year.enrolment.forms import SchoolForm, read_school

bp = Blueprint("enrolment", __name__)
LIST, CARD = "year/enrolment/schools.html", "year/enrolment/school.html"


@bp.get("/participants")
@access("enrolment.edit")
def schools() -> ResponseReturnValue:
    """Those of the year, and the two ways to bring more in."""
    return listing()


def listing(status: int = 200, form: SchoolForm | None = None, error: str = "") -> tuple[str, int]:
    """The page of the list, with what was typed and what is amiss."""
    cycle, today, narrow = current_cycle(), clock.today(), read_narrow(request.args)
    rows, page = queries.enrolled(cycle, today, narrow, asked())
    return render_template(
        LIST,
        form=form or SchoolForm(),
        error=error,
        cycle=cycle,
        towns=municipalities(today),
        rows=rows,
        page=page,
        narrow=narrow,
        counted=queries.counted(cycle, today),
    ), status


@bp.post("/participants")
@access("enrolment.edit")
def add() -> ResponseReturnValue:
    """A new school takes part."""
    form = read_school(request.form, {one.id for one in municipalities(clock.today())})
    if form.errors:
        return listing(422, form)
    try:
        joined = services.enrol(current_cycle(), School(**_words(form)), current_user, clock.now())
    except Refused as refused:
        form.errors["code"] = refused.sentence
        return listing(422, form)
    return _back(
        joined, f"Добавлена: {joined.school.short_name}. Назначьте директора и\u00a0куратора на\u00a0странице «Люди»."
    )


def _words(form: SchoolForm) -> services.Words:
    return {
        "short_name": form.short_name,
        "full_name": form.full_name or form.short_name,
        "code": form.code or None,
        "municipality_id": form.municipality_id,
    }


@bp.get("/participants/<int:participation_id>")
@access("enrolment.edit")
def card(participation_id: int) -> ResponseReturnValue:
    """The names of a school, and its leaving; of a year that has passed as they are."""
    return _card(one_visible(Participation, participation_id, "enrolment.edit"))


def _card(joined: Participation, status: int = 200, form: SchoolForm | None = None, error: str = "") -> tuple[str, int]:
    school = joined.school
    known = SchoolForm(school.short_name, school.full_name, school.code or "", school.municipality_id)
    context = {"joined": joined, "towns": municipalities(clock.today()), "today": clock.today()}
    return render_template(
        CARD,
        form=form or known,
        error=error,
        because=request.form.get("because", ""),
        closed=services.closed(joined),
        **context,
    ), status


@bp.post("/participants/<int:participation_id>")
@access("enrolment.edit")
def correct(participation_id: int) -> ResponseReturnValue:
    """Save the names, the code, the municipality."""
    joined = one_visible(Participation, participation_id, "enrolment.edit")
    form = read_school(request.form, {one.id for one in municipalities(clock.today())})
    if form.errors:
        return _card(joined, 422, form)
    try:
        services.correct(joined, _words(form), current_user, clock.now())
    except Refused as refused:
        form.errors["code"] = refused.sentence
        return _card(joined, 422, form)
    return _back(joined, "Сохранено. Новое название стоит везде, кроме подписанных приказов.")


@bp.post("/participants/<int:participation_id>/leaving")
@access("enrolment.edit")
def leave(participation_id: int) -> ResponseReturnValue:
    """The school leaves the project in mid-year."""
    joined = one_visible(Participation, participation_id, "enrolment.edit")
    on, because = read_day(request.form.get("left_on", "")), request.form.get("because", "").strip()
    if on is None:
        return _card(joined, 422, error=NO_DAY)
    try:
        services.leave(joined, on, because, current_user, clock.now())
    except Refused as refused:
        return _card(joined, 422, error=refused.sentence)
    return _back(joined, f"Школа вышла из\u00a0проекта {on:%d.%m.%Y}. Её документы сохранены.")


@bp.post("/participants/<int:participation_id>/return")
@access("enrolment.edit")
def come_back(participation_id: int) -> ResponseReturnValue:
    """The leaving was a mistake, or is over."""
    joined = one_visible(Participation, participation_id, "enrolment.edit")
    try:
        services.come_back(joined, current_user, clock.now())
    except Refused as refused:
        return _card(joined, 422, error=refused.sentence)
    return _back(joined, "Школа снова участвует в\u00a0проекте.")


def _back(joined: Participation, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".card", participation_id=joined.id), 303)
