"""What a school sees of a published stage: the verdicts, the remarks with their places, what to do and by when."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents.queries import own_participation
from app.expertise.models import FrozenItem
from app.expertise.queries import published_stages
from app.expertise.reviews import conclusions, past_sheet, remarks
from app.expertise.reviews.models import ExpertRemark
from app.expertise.reviews.workflow import FLOW
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.permissions import can
from app.refusals import Refused
from app.roles import Role
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import current_cycle, stages_of

bp = Blueprint("conclusions", __name__)
PAGE, REGION = "expertise/reviews/conclusions.html", "expertise/reviews/_conclusion.html"


@bp.get("/conclusions")
@access("conclusion.view")
def own() -> ResponseReturnValue:
    """The conclusions about one's own school; those who watch many schools choose one in a list."""
    school = own_participation(current_cycle(), current_user.places(Role.SCHOOL))
    if school is None and can(current_user, "conclusion.list"):
        return redirect(url_for("school_conclusions.listing"))
    if school is None:
        return redirect(url_for("home.now" if current_user.has(Role.SCHOOL) else "documents.matrix"))
    return redirect(url_for(".of_school", participation_id=school.id, stage=row_id(request.args, "stage", 0) or None))


@bp.get("/conclusions/<int:participation_id>")
@access("conclusion.view")
def of_school(participation_id: int) -> ResponseReturnValue:
    """One published stage, the newest at first; before the first publication, when it is to be expected."""
    school = one_visible(Participation, participation_id, "conclusion.view")
    return render_template(PAGE, **_page(school, row_id(request.args, "stage", 0)))


def _page(school: Participation, number: int = 0, problem: str = "") -> dict:
    """Nothing of a stage is read here before it is published, whoever asks."""
    shown = published_stages(school.cycle)
    stage = next((one for one in shown if one.number == number), shown[-1] if shown else None)
    return {
        "school": school,
        "published": shown,
        "stage": stage,
        "next_stage": _next(school, clock.today()),
        "lines": conclusions.of_school(stage, school) if stage else [],
        "whole": conclusions.whole(stage, school) if stage else None,
        "mend_by": conclusions.mend_by(stage, clock.today()) if stage else None,
        "remark_flow": FLOW,
        "may_answer": can(current_user, "conclusion.answer", school),
        "problem": problem,
    }


def _next(school: Participation, today: date) -> Stage | None:
    return next((one for one in stages_of(school.cycle) if one.last_on >= today), None)


@bp.post("/conclusions/remarks/<int:expert_remark_id>")
@access("conclusion.answer")
def answer_remark(expert_remark_id: int) -> ResponseReturnValue:
    """The school says that a published remark is mended, or not yet."""
    remark = one_visible(ExpertRemark, expert_remark_id, "conclusion.answer")
    return _answered(remark.frozen_item, lambda name: remarks.move(remark, name, current_user, clock.now()))


@bp.post("/conclusions/words/<int:frozen_item_id>")
@access("conclusion.answer")
def answer_words(frozen_item_id: int) -> ResponseReturnValue:
    """The same about what a source said without a sheet."""
    line = one_visible(FrozenItem, frozen_item_id, "conclusion.answer")
    words = past_sheet.one_of(line, request.form.get("source", ""), request.form.get("digest", ""))
    return _answered(line, lambda name: past_sheet.move(words, name, current_user, clock.now()))


def _answered(line: FrozenItem, move: Callable[[str], object]) -> ResponseReturnValue:
    """Nothing is answered about a stage that is not published."""
    if line.stage_id not in {one.id for one in published_stages(line.stage.cycle)}:
        abort(404)
    school, number, name = line.participation, line.stage.number, request.form.get("move", "")
    if name not in ("fix", "unfix"):
        return invalid(PAGE, REGION, **_page(school, number, "Выберите, исправлено ли замечание."))
    try:
        move(name)
    except Refused as refused:
        return invalid(PAGE, REGION, **_page(school, number, refused.sentence))
    return answer(
        url_for(".of_school", participation_id=school.id, stage=number), REGION, of=PAGE, **_page(school, number)
    )
