"""The pages of the table of assignments: the filled one, what an edited one would do, and its taking."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.archive import tables
from app.archive.models import Blob
from app.archive.sending import download
from app.expertise.assignments import queries, services
from app.expertise.assignments.matching import Known, Line, lines
from app.expertise.assignments.reading import Row, filled, read_table
from app.expertise.assignments.routes import back, page
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.refusals import Refused
from app.year.cycle.models import Stage

bp = Blueprint("assignment_tables", __name__)
AMISS = (
    "В\u00a0строках {} есть ошибки, и\u00a0ничего не\u00a0назначено. Исправьте их в\u00a0файле и\u00a0загрузите снова."
)


@bp.get("/rounds/<int:stage_id>/assignments/table.xlsx")
@access("assignment.edit")
def table(stage_id: int) -> ResponseReturnValue:
    """The table as it is assigned now."""
    stage = one_visible(Stage, stage_id, "assignment.edit")
    data = filled(stage, queries.schools_of(stage), queries.current(stage))
    name = f"Эксперты {stage.cycle.year}, {stage.number}-й этап.xlsx"
    return download(data, name)


@bp.post("/rounds/<int:stage_id>/assignments/tables")
@access("assignment.edit", streams=True)
def load(stage_id: int) -> ResponseReturnValue:
    """Read a table and show what it would do; nothing is assigned yet."""
    stage = one_visible(Stage, stage_id, "assignment.edit")
    try:
        blob, rows = tables.received(request, current_user.person_id, clock.now(), read_table)
    except Refused as refused:
        return page(stage, refused.status, file_error=refused.sentence)
    return _review(stage, blob, _compared(stage, rows))


def _compared(stage: Stage, rows: list[Row]) -> list[Line]:
    people = queries.reviewers(clock.today())
    known = Known(
        queries.schools_of(stage),
        people,
        {key: one.reviewer for key, one in queries.current(stage).items()},
        queries.ties_of(people, stage.cycle),
        {key: [one.conflict for one in own] for key, own in queries.waivers_of(stage).items()},
    )
    return lines(rows, known)


def _review(stage: Stage, blob: Blob, found: list[Line], error: str = "", status: int = 200) -> ResponseReturnValue:
    return render_template(
        "expertise/assignments/review.html", stage=stage, blob=blob, lines=found, error=error
    ), status


@bp.post("/rounds/<int:stage_id>/assignments/tables/<sha256>")
@access("assignment.edit", streams=True)
def take(stage_id: int, sha256: str) -> ResponseReturnValue:
    """Assign what was shown: the same bytes are read again, against the stage of this moment."""
    stage = one_visible(Stage, stage_id, "assignment.edit")
    try:
        shown = tables.read_again(sha256, read_table)
    except Refused as refused:
        return page(stage, 422, file_error=refused.sentence)
    blob, rows = shown or abort(404)
    found = _compared(stage, rows)
    if amiss := [str(line.row.number) for line in found if line.troubles]:
        return _review(stage, blob, found, AMISS.format(", ".join(amiss)), 422)
    sound = [(line.school, line) for line in found if line.school]
    chosen = {school: line.person for school, line in sound if line.what != "same"}
    reasons = {school.id: line.row.reason for school, line in sound}
    try:
        changed = services.assign(stage, chosen, reasons, current_user, clock.now()) if chosen else 0
    except Refused as refused:
        return _review(stage, blob, found, refused.sentence, 422)
    return back(stage, changed)
