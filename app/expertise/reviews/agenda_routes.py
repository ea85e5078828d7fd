"""The agenda of a stage's webinar, for the screen and for paper."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.expertise.lines import lines_of
from app.expertise.reviews.agenda import by_kind
from app.expertise.reviews.told import of_stage as told_in
from app.expertise.reviews.told import said_count
from app.expertise.rules import outcome
from app.expertise.seen import as_seen, hidden
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.year.cycle.models import Stage

bp = Blueprint("agenda", __name__)


@bp.get("/rounds/<int:stage_id>/agenda")
@access("stage.view")
def of_stage(stage_id: int) -> ResponseReturnValue:
    """Remarks by kind, the most frequent first; no school is named."""
    stage = one_visible(Stage, stage_id, "stage.view")
    without = hidden(stage, current_user)
    lines, told = as_seen(lines_of(stage), without), told_in(stage, without=without)
    remarks = [(line.participation_id, one) for line in lines for one in told.to(line)]
    return render_template(
        "expertise/reviews/agenda.html",
        stage=stage,
        topics=by_kind(remarks),
        said=said_count([one for _, one in remarks]),
        schools=len({line.participation_id for line in lines}),
        waiting=sum(outcome(line) == "not_started" for line in lines),
    )
