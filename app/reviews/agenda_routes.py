"""The agenda of a stage's webinar, for the screen and for paper."""

from flask import Blueprint, render_template

from app.cycle.models import Round
from app.expertise.queries import examined_in
from app.expertise.rules import outcome
from app.kernel.access import access, one_visible
from app.reviews.agenda import topics

bp = Blueprint("agenda", __name__)


@bp.get("/rounds/<int:round_id>/agenda")
@access("round.view")
def of_round(round_id: int):
    """Remarks by kind, the most frequent first; no school is named."""
    stage = one_visible(Round, round_id, "round.view")
    lines = examined_in(stage)
    schools = {line.participation_id for line in lines}
    waiting = sum(outcome(line) == "not_started" for line in lines)
    shown = {"stage": stage, "topics": topics(stage), "schools": len(schools), "waiting": waiting}
    return render_template("reviews/agenda.html", **shown)
