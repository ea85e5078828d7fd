"""The pages of a round: its pairs of papers, and the order to compare them anew."""

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from app.borrowing import queries, reports, services
from app.borrowing.many import bundles
from app.borrowing.reports import Chosen
from app.borrowing.routes import bp
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import answer, invalid, shown
from app.kernel.numbers import row_id
from app.kernel.paging import Page, asked
from app.kernel.quiet import quiet
from app.kernel.reader import current_user
from app.permissions import can
from app.refusals import Refused
from app.year.cycle.models import Stage
from app.year.cycle.queries import stages_of

PAGE, REGION = "borrowing/stage.html", "borrowing/_report.html"


@bp.get("/rounds/<int:stage_id>/borrowing")
@access("borrowing.view")
@quiet
def stage_report(stage_id: int) -> ResponseReturnValue:
    """The newest report of the stage; of its pairs those that the reader may see."""
    return shown(PAGE, REGION, **_report(_stage(stage_id)))


@bp.post("/rounds/<int:stage_id>/borrowing")
@access("borrowing.compare")
def compare(stage_id: int) -> ResponseReturnValue:
    """Compare the papers of the stage; the worker does it."""
    stage = _stage(stage_id)
    try:
        services.ask(stage, current_user, clock.now())
    except Refused as refused:
        return invalid(PAGE, REGION, **_report(stage, refused.sentence))
    return answer(url_for(".stage_report", stage_id=stage.id), REGION, of=PAGE, **_report(stage))


def _stage(stage_id: int) -> Stage:
    """A stage is of the whole region and hides from nobody who may see the report at all."""
    return db.session.get(Stage, stage_id) or abort(404)


def _report(stage: Stage, problem: str = "") -> dict:
    made, making = reports.newest(stage.id)
    chosen = Chosen(row_id(request.args, "town", 0), request.args.get("kind", ""))
    page = Page(reports.count(made, current_user, chosen) if made else 0, asked())
    return {
        "stage": stage,
        "stages": stages_of(stage.cycle),
        "made": made,
        "making": making,
        "page": page,
        "lines": reports.lines(made, current_user, chosen, page) if made else [],
        "bundles": bundles(made, current_user, chosen) if made and page.start == 0 else [],
        "compared": reports.compared(made) if made else (0, 0),
        "fixed_at": queries.frozen_as_of(stage.id),
        "chosen": chosen,
        "towns": reports.towns(),
        "kinds": queries.KINDS,
        "sees_all": can(current_user, "borrowing.compare"),
        "may_measure": can(current_user, "checks.edit"),
        "problem": problem,
    }
