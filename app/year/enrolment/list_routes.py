"""The pages of a list from a table: the empty table, what a filled one would do, and its taking."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive import tables
from app.archive.models import Blob
from app.archive.sending import download
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.kernel.spreadsheet import Sheet, workbook
from app.refusals import Refused
from app.year.cycle.queries import current_cycle
from app.year.enrolment import queries, services
from app.year.enrolment.matching import Line, lines
from app.year.enrolment.reading import Row, read_list
from app.year.enrolment.routes import listing

bp = Blueprint("enrolment_lists", __name__)
REVIEW = "year/enrolment/review.html"
HEADS = (
    "Муниципалитет",
    "Код",
    "Краткое название",
    "Полное название",
    "Директор",
    "Почта директора",
    "Куратор",
    "Почта куратора",
)


@bp.get("/participants/blank.xlsx")
@access("enrolment.edit")
def empty_table() -> ResponseReturnValue:
    """The empty table with the right heads."""
    return download(workbook([Sheet("Школы", HEADS, [])]), "Школы.xlsx")


@bp.post("/participants/lists")
@access("enrolment.edit", streams=True)
def load() -> ResponseReturnValue:
    """Read a table and show what it would do; nothing is added yet."""
    try:
        blob, rows = tables.received(request, current_user.person_id, clock.now(), read_list)
    except Refused as refused:
        return listing(refused.status, error=refused.sentence)
    return _review(blob, _compared(rows))


def _compared(rows: list[Row]) -> list[Line]:
    return lines(rows, queries.known(current_cycle(), clock.today()))


def _review(blob: Blob, found: list[Line], error: str = "", status: int = 200) -> tuple[str, int]:
    return render_template(REVIEW, blob=blob, lines=found, error=error), status


@bp.post("/participants/lists/<sha256>")
@access("enrolment.edit", streams=True)
def take(sha256: str) -> ResponseReturnValue:
    """Bring in what was shown: the same bytes are read again, against the directory of this moment."""
    try:
        again = tables.read_again(sha256, read_list)
    except Refused as refused:
        return listing(422, error=refused.sentence)
    if again is None:
        abort(404)
    blob, rows = again
    found = _compared(rows)
    try:
        added = services.take(current_cycle(), found, clock.today(), current_user, clock.now())
    except Refused as refused:
        return _review(blob, found, refused.sentence, 422)
    flash(f"Добавлено школ: {added}. Кому ещё не\u00a0выдано приглашение, видно на\u00a0странице «Люди».")
    return redirect(url_for("enrolment.schools"), 303)
