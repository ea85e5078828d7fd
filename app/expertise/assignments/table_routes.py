"""The pages of the table of assignments: the filled one, what an edited one would do, and its taking."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.expertise.assignments import queries, services
from app.expertise.assignments.matching import Known, Line, lines
from app.expertise.assignments.reading import Row, filled, read_table
from app.expertise.assignments.routes import back, page
from app.expertise.assignments.year_rows import ties_in
from app.importing.preview import Preview
from app.importing.receiving import Door
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
    return _preview(one_visible(Stage, stage_id, "assignment.edit")).show()


@bp.post("/rounds/<int:stage_id>/assignments/tables/<sha256>")
@access("assignment.edit", streams=True)
def take(stage_id: int, sha256: str) -> ResponseReturnValue:
    """Assign what was shown, against the stage of this moment."""
    stage = one_visible(Stage, stage_id, "assignment.edit")
    return _preview(stage).take(sha256, lambda found: _assign(stage, found))


def _preview(stage: Stage) -> Preview[Row, Line]:
    return Preview(
        Door(read_table),
        lambda rows: _compared(stage, rows),
        "expertise/assignments/review.html",
        lambda refused: page(stage, refused.status, file_error=refused.sentence),
        {"stage": stage},
    )


def _compared(stage: Stage, rows: list[Row]) -> list[Line]:
    people = queries.reviewers(clock.today())
    known = Known(
        queries.schools_of(stage),
        people,
        {key: one.reviewer for key, one in queries.current(stage).items()},
        ties_in([one.id for one in people], stage.cycle.year),
        {key: [one.conflict for one in own] for key, own in queries.waivers_of(stage).items()},
    )
    return lines(rows, known)


def _assign(stage: Stage, found: list[Line]) -> ResponseReturnValue:
    if amiss := [str(line.row.number) for line in found if line.troubles]:
        raise Refused.because("amiss", AMISS.format(", ".join(amiss)))
    sound = [(line.school, line) for line in found if line.school]
    chosen = {school: line.person for school, line in sound if line.what != "same"}
    reasons = {school.id: line.row.reason for school, line in sound}
    return back(stage, services.assign(stage, chosen, reasons, current_user, clock.now()) if chosen else 0)
