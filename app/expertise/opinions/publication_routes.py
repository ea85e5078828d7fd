"""The act of publication on the page of a round: what holds it, its history, the way back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.expertise.opinions import publishing
from app.expertise.routes import page_of
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.refusals import Refused
from app.year.cycle.models import Stage

bp = Blueprint("publications", __name__, url_prefix="/rounds/<int:stage_id>/publication")


@bp.post("")
@access("stage.publish")
def publish(stage_id: int) -> ResponseReturnValue:
    """Show schools the results of the stage."""
    stage = one_visible(Stage, stage_id, "stage.publish")
    try:
        publishing.publish(stage, _reasons(), current_user, clock.now())
    except Refused as refused:
        return _again(stage, f"Не\u00a0опубликовано. {refused.sentence}")
    flash("Результаты этапа опубликованы: школы, их\u00a0кураторы и\u00a0муниципалитеты их\u00a0видят.")
    return redirect(url_for("expertise.stage", stage_id=stage.id), 303)


def _reasons() -> dict[str, str]:
    """What was ticked, each with its own reason or with the common one."""
    common = request.form.get("because", "").strip()
    ticked = request.form.getlist("pass")
    return {key: request.form.get(f"because-{key}", "").strip() or common for key in ticked}


@bp.post("/withdrawal")
@access("stage.publish")
def withdraw(stage_id: int) -> ResponseReturnValue:
    """Take the publication back."""
    stage = one_visible(Stage, stage_id, "stage.publish")
    try:
        publishing.withdraw(stage, request.form.get("reason", "").strip(), current_user, clock.now())
    except Refused as refused:
        return _again(stage, refused.sentence)
    flash("Публикация отозвана: школы, кураторы и\u00a0муниципалитеты больше не\u00a0видят результатов этапа.")
    return redirect(url_for("expertise.stage", stage_id=stage.id), 303)


def _again(stage: Stage, sentence: str) -> ResponseReturnValue:
    shown = page_of(stage, publication_problem=sentence, typed=request.form, passed=request.form.getlist("pass"))
    return render_template("expertise/stage.html", **shown), 422
