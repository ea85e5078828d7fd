"""The pages of a list from a table: the empty table, what a filled one would do, and its taking."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.archive import files
from app.archive.models import Blob
from app.archive.services import blob_of, publish, read
from app.cycle.queries import current_cycle
from app.enrolment import queries, services
from app.enrolment.matching import Line, lines
from app.enrolment.reading import NoList, Row, read_list_safely
from app.enrolment.routes import listing
from app.kernel import clock
from app.kernel.access import access
from app.kernel.spreadsheet import XLSX, Sheet, workbook
from app.kernel.transaction import begin_write
from app.permissions import Refused

bp = Blueprint("enrolment_lists", __name__)
REVIEW = "enrolment/review.html"
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
def blank():
    """The empty table with the right heads."""
    return workbook([Sheet("Школы", HEADS, [])]), 200, {"Content-Type": XLSX, "Content-Disposition": "attachment"}


@bp.post("/participants/lists")
@access("enrolment.edit", streams=True)
def load():
    """Read a table and show what it would do; nothing is added yet."""
    file = request.files.get("file")
    done = _load(file) if file and file.filename else Refused("empty", "Файл не\u00a0выбран. Выберите таблицу XLSX.")
    if isinstance(done, Refused):
        return listing(422, error=done.sentence)
    blob, found = done
    return _review(blob, found)


def _load(file) -> tuple[Blob, list[Line]] | Refused:
    name = files.name_of(file.filename)
    refused = files.refusal(file.stream, name, file.stream.size, current_app.config["SETTINGS"].upload_limit)
    if refused is not None:
        return refused
    rows = _rows(file.stream.read())
    if isinstance(rows, Refused):
        return rows
    file.stream.seek(0)
    kept = publish(file.stream)
    begin_write()
    return blob_of(kept, clock.now()), _compared(rows)


def _rows(data: bytes) -> list[Row] | Refused:
    try:
        return read_list_safely(data)
    except NoList as error:
        return Refused("no_list", str(error))


def _compared(rows: list[Row]) -> list[Line]:
    return lines(rows, queries.known(current_cycle(), clock.today()))


def _review(blob: Blob, found: list[Line], error: str = "", status: int = 200):
    return render_template(REVIEW, blob=blob, lines=found, error=error), status


@bp.post("/participants/lists/<sha256>")
@access("enrolment.edit")
def take(sha256: str):
    """Bring in what was shown: the same bytes are read again, against the directory of this moment."""
    blob = queries.kept(sha256) or abort(404)
    rows = _rows(read(blob))
    if isinstance(rows, Refused):
        return listing(422, error=rows.sentence)
    found = _compared(rows)
    done = services.take(current_cycle(), found, clock.today(), current_user, clock.now())
    if isinstance(done, Refused):
        return _review(blob, found, done.sentence, 422)
    flash(f"Добавлено школ: {done}. Кому ещё не\u00a0выдано приглашение, видно на\u00a0странице «Люди».")
    return redirect(url_for("enrolment.schools"), 303)
