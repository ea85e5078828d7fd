"""The pages of a list from a table: the empty table, what a filled one would do, and its taking."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.importing.preview import Preview
from app.importing.receiving import Door
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.kernel.spreadsheet import Sheet, workbook
from app.year.cycle.queries import current_cycle
from app.year.enrolment import queries, services
from app.year.enrolment.matching import Line, lines
from app.year.enrolment.reading import Row, read_list
from app.year.enrolment.routes import listing

bp = Blueprint("enrolment_lists", __name__)
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
    return SCHOOLS.show()


@bp.post("/participants/lists/<sha256>")
@access("enrolment.edit", streams=True)
def take(sha256: str) -> ResponseReturnValue:
    """Bring in what was shown, against the directory of this moment."""
    return SCHOOLS.take(sha256, _write)


def _compared(rows: list[Row]) -> list[Line]:
    return lines(rows, queries.known(current_cycle(), clock.today()))


def _write(found: list[Line]) -> ResponseReturnValue:
    added = services.take(current_cycle(), found, clock.today(), current_user, clock.now())
    flash(f"Добавлено школ: {added}. Кому ещё не\u00a0выдано приглашение, видно на\u00a0странице «Люди».")
    return redirect(url_for("enrolment.schools"), 303)


SCHOOLS = Preview(
    Door(read_list),
    _compared,
    "year/enrolment/review.html",
    lambda refused: listing(refused.status, error=refused.sentence),
)
