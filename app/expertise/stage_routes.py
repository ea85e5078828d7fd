"""The page «Этапы»: the days and agreements of each stage, what was changed and why."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.expertise import stages
from app.expertise.models import Freeze, Publication
from app.expertise.queries import frozen, frozen_among, publication_of, published_among
from app.expertise.stage_forms import StageForm, form_of, read_stage
from app.expertise.words import EXAMINES, STAGE_COLUMNS, stage_value
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.reader import current_user
from app.refusals import Refused
from app.year.cycle.models import Stage
from app.year.cycle.queries import current_cycle, stages_with_changes

bp = Blueprint("stages", __name__)
PAGE, REGION = "expertise/stages/stages.html", "expertise/stages/_stage.html"


@bp.get("/rounds/days")
@access("stage.edit")
def every() -> ResponseReturnValue:
    """All stages of the year."""
    return render_template(PAGE, **_page())


def _page(**more: object) -> dict:
    stages = stages_with_changes(current_cycle())
    fixed, published = frozen_among(stages), published_among(stages)
    shown = [_with(stage, fixed.get(stage.id), published.get(stage.id)) for stage in stages]
    return {"stages": shown, "changed": None, **more}


def _one(stage: Stage, form: StageForm | None = None, problem: str = "", saved: bool = False) -> dict:
    return _with(stage, frozen(stage), publication_of(stage), form, problem, saved)


def _with(
    stage: Stage,
    fixed: Freeze | None,
    published: Publication | None,
    form: StageForm | None = None,
    problem: str = "",
    saved: bool = False,
) -> dict:
    return {
        "stage": stage,
        "form": form or form_of(stage),
        "fixed": fixed,
        "published": published,
        "examines": EXAMINES,
        "columns": STAGE_COLUMNS,
        "value_of": stage_value,
        "problem": problem,
        "saved": saved,
        "opened": bool(form or saved),
    }


@bp.post("/rounds/<int:stage_id>/days")
@access("stage.edit")
def change(stage_id: int) -> ResponseReturnValue:
    """Write the days of a stage, with the reason."""
    stage, form = one_visible(Stage, stage_id, "stage.edit"), read_stage(request.form)
    if form.errors:
        return _again(_one(stage, form))
    try:
        stages.change(stage, form, current_user, clock.now())
    except Refused as refused:
        return _again(_one(stage, form, refused.sentence))
    return answer(url_for(".every", _anchor=f"stage-{stage.id}"), REGION, of=PAGE, **_one(stage, saved=True))


def _again(shown: dict) -> ResponseReturnValue:
    return invalid(PAGE, REGION, **shown, **_page(changed=shown))
