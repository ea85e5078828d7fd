"""A school in a round: who reviewed it when, what was allowed, and a second opinion."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.expertise.assignments import queries, services
from app.expertise.assignments.conflicts import BECAUSE
from app.expertise.assignments.models import Assignment
from app.expertise.assignments.rights import record_refusal
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.permissions import can
from app.refusals import Refused
from app.year.cycle.models import Participation, Stage

bp = Blueprint("assigned", __name__)


@bp.get("/rounds/<int:stage_id>/schools/<int:participation_id>")
@access("stage.view")
def school(stage_id: int, participation_id: int) -> ResponseReturnValue:
    """The history of a school's reviewers in a stage."""
    return _page(*_things(stage_id, participation_id, "stage.view"))


def _things(stage_id: int, participation_id: int, action: str) -> tuple[Stage, Participation]:
    stage, school = one_visible(Stage, stage_id, action), one_visible(Participation, participation_id, action)
    return (stage, school) if school.cycle_id == stage.cycle_id else abort(404)


def _page(stage: Stage, school: Participation, status: int = 200, error: str = "") -> ResponseReturnValue:
    now = clock.now()
    history = queries.assignments_of(stage, school.id)
    ids = {one.reviewer_id for one in history}
    coordinator = can(current_user, "assignment.edit", school)
    return render_template(
        "expertise/assignments/school.html",
        stage=stage,
        school=school,
        acting=queries.acting_in(stage, now).get(school.id),
        history=history[::-1],
        substitutions=[one for one in queries.substitutions() if one.absent_id in ids],
        waivers=[one for (key, _), own in queries.waivers_of(stage).items() if key == school.id for one in own],
        because=BECAUSE,
        people=queries.reviewers(clock.today()),
        coordinator=coordinator,
        may_ask=coordinator or record_refusal(current_user, school, stage, school.id, now) is None,
        error=error,
        typed=request.form,
    ), status


@bp.post("/rounds/<int:stage_id>/schools/<int:participation_id>/second-opinion")
@access("opinion.ask")
def ask_second(stage_id: int, participation_id: int) -> ResponseReturnValue:
    """Another reviewer looks at the school too."""
    stage, school = _things(stage_id, participation_id, "opinion.ask")
    person = {str(one.id): one for one in queries.reviewers(clock.today())}.get(request.form.get("reviewer", ""))
    reason = request.form.get("reason", "").strip()
    try:
        asked = services.ask_second(stage, school, None, person, reason, current_user, clock.now())
    except Refused as refused:
        return _page(stage, school, 422, refused.sentence)
    flash(f"Второе мнение запрошено: {asked.reviewer.name}.")
    return redirect(url_for(".school", stage_id=stage.id, participation_id=school.id), 303)


@bp.post("/rounds/second-opinions/<int:assignment_id>/end")
@access("assignment.edit")
def end_second(assignment_id: int) -> ResponseReturnValue:
    """The second opinion is not needed any more."""
    asked = one_visible(Assignment, assignment_id, "assignment.edit")
    try:
        services.end_second(asked, current_user, clock.now())
    except Refused as refused:
        return _page(asked.stage, asked.participation, 422, refused.sentence)
    flash("Запрос второго мнения снят. Что уже сказано, осталось.")
    return redirect(url_for(".school", stage_id=asked.stage_id, participation_id=asked.participation_id), 303)
