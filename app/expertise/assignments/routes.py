"""The page of the coordinator: the schools of a stage with their reviewers, the choice of several, a fair share."""

from collections import Counter

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.models import Person
from app.directory.narrowing import read_narrow
from app.expertise.assignments import services
from app.expertise.assignments.listing import listing, loads_in
from app.expertise.assignments.queries import reviewers, schools_of
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.numbers import number
from app.kernel.paging import NUMBER, WHOLE, Asked, Page, asked
from app.kernel.reader import current_user
from app.kernel.words import pluralize
from app.refusals import Refused
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import every_town, stage_days

bp = Blueprint("assignments", __name__)


@bp.get("/rounds/<int:stage_id>/assignments")
@access("assignment.edit")
def stage(stage_id: int) -> ResponseReturnValue:
    """Who reviews which school; a municipality or a reviewer narrows the list."""
    return page(one_visible(Stage, stage_id, "assignment.edit"))


def page(stage: Stage, status: int = 200, error: str = "", file_error: str = "", code: str = "") -> ResponseReturnValue:
    """The page with what was chosen and what is amiss."""
    narrow, whose = read_narrow(request.args, "municipality"), request.args.get("whose", "")
    found = listing(stage, clock.now(), narrow, whose, asked())
    ticked, here = request.form.getlist("school"), {row.seen for row in found.rows}
    return render_template(
        "expertise/assignments/stage.html",
        stage=stage,
        stages=stage_days(stage.cycle_id),
        found=found,
        towns=every_town(stage.cycle_id),
        narrow=narrow,
        page=found.page,
        whose=whose,
        error=error,
        code=code,
        file_error=file_error,
        typed=request.form,
        ticked=ticked,
        elsewhere=[one for one in ticked if one not in here],
    ), status


@bp.post("/rounds/<int:stage_id>/assignments")
@access("assignment.edit")
def assign(stage_id: int) -> ResponseReturnValue:
    """Give the ticked schools to the chosen reviewer, or take them back; to turn the page takes the ticks along."""
    stage = one_visible(Stage, stage_id, "assignment.edit")
    if NUMBER in request.form or WHOLE in request.form:
        return page(stage)
    seen = _ticked(request.form.getlist("school"))
    people = {str(one.id): one for one in reviewers(clock.today())} | {"none": None}
    typed = request.form.get("reviewer", "")
    if typed not in people:
        return page(stage, 422, services.NO_REVIEWER.sentence)
    chosen = {school: people[typed] for school in schools_of(stage) if school.id in seen}
    because = request.form.get("because", "").strip()
    reasons = {school.id: because for school in chosen}
    try:
        changed = services.assign(stage, chosen, reasons, current_user, clock.now(), seen)
    except Refused as refused:
        return page(stage, 422, refused.sentence, code=refused.code)
    return back(stage, changed)


def _ticked(values: list[str]) -> dict[int, int]:
    """Place in the year → the assignment that the person saw there."""
    pairs = (map(number, value.split(":", 1)) for value in values if ":" in value)
    return {one: seen for one, seen in pairs if one is not None and seen is not None}


def back(stage: Stage, changed: int) -> ResponseReturnValue:
    """To the page, with how many schools have changed."""
    schools = pluralize(changed, "школа", "школы", "школ")
    flash(f"Изменено: {schools}. Доступ изменился сразу." if changed else "Ничего не\u00a0изменилось.")
    return redirect(url_for("assignments.stage", stage_id=stage.id), 303)


@bp.get("/rounds/<int:stage_id>/assignments/proposal")
@access("assignment.edit")
def proposal(stage_id: int) -> ResponseReturnValue:
    """A fair share of the schools without a reviewer; nothing is assigned yet."""
    return _proposal(one_visible(Stage, stage_id, "assignment.edit"))


def _proposal(stage: Stage, status: int = 200, error: str = "") -> ResponseReturnValue:
    now = clock.now()
    given, left = services.propose(stage, now)
    more = Counter(person.id for person in given.values())
    page = Page(len(given) + len(left), Asked(whole=asked().whole))
    shown = page.part([*given.items(), *((school, None) for school in left)])
    packed = " ".join(f"{school.id}:{person.id}" for school, person in list(given.items())[len(shown) :])
    context: dict[str, object] = {"given": given, "left": left, "loads": loads_in(stage, now)}
    context |= {"more": more, "error": error, "shown": shown, "packed": packed, "page": page}
    return render_template("expertise/assignments/proposal.html", stage=stage, **context), status


@bp.post("/rounds/<int:stage_id>/assignments/proposal")
@access("assignment.edit")
def take_proposal(stage_id: int) -> ResponseReturnValue:
    """Assign what was shown: the form carries the pairs; whatever has changed since is refused."""
    stage = one_visible(Stage, stage_id, "assignment.edit")
    people: dict[int, Person] = {one.id: one for one in reviewers(clock.today())}
    pairs = _ticked(" ".join(request.form.getlist("pair")).split())
    chosen: dict[Participation, Person] = {
        school: people[pairs[school.id]] for school in schools_of(stage) if pairs.get(school.id) in people
    }
    try:
        changed = services.assign(stage, chosen, {}, current_user, clock.now(), seen={})
    except Refused as refused:
        return _proposal(stage, 422, refused.sentence)
    return back(stage, changed)
