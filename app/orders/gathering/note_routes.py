"""The analytical note on a stage, made from its figures at the moment when it is asked for."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.expertise.queries import frozen
from app.expertise.results.queries import bars_of, before, figures_of
from app.expertise.reviews.agenda import topics
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.orders.gathering.note import note
from app.year.cycle.models import Stage

bp = Blueprint("notes", __name__)


@bp.get("/rounds/<int:stage_id>/note.docx")
@access("stage.view")
def docx(stage_id: int) -> ResponseReturnValue:
    """The DOCX; there is none before the set is fixed."""
    stage = one_visible(Stage, stage_id, "stage.view")
    fixed = frozen(stage) or abort(404)
    bars, spoken = bars_of(stage, current_user), topics(stage, current_user)
    data = note(stage, fixed, figures_of(stage, current_user), bars, spoken, before(stage) is not None)
    name = f"Аналитическая справка {stage.cycle.year}, {stage.number}-й этап.docx"
    return download(data, name)
