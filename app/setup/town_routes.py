"""Municipalities from a table: the empty one, what a filled one would add, and its taking."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.importing.preview import Preview
from app.importing.receiving import Door
from app.kernel import clock
from app.kernel.access import access
from app.kernel.names import plain
from app.kernel.reader import current_user
from app.kernel.spreadsheet import Sheet, workbook
from app.refusals import Refused
from app.setup import services
from app.setup.forms import TownsForm
from app.setup.people_services import AMISS
from app.setup.readiness import every_town
from app.setup.routes import towns_page
from app.setup.town_rows import Line, Row, amiss, lines, read_towns_table

bp = Blueprint("town_lists", __name__)
HEADS = ("Муниципалитет", "Вид")


@bp.get("/setup/municipalities/blank.xlsx")
@access("region.edit")
def empty_table() -> ResponseReturnValue:
    """The empty table with the right heads."""
    return download(workbook([Sheet("Муниципалитеты", HEADS, [])]), "Муниципалитеты.xlsx")


@bp.post("/setup/municipalities/lists")
@access("region.edit", streams=True)
def load() -> ResponseReturnValue:
    """Read a table and show what it would do; nothing is added yet."""
    return TOWNS.show()


@bp.post("/setup/municipalities/lists/<sha256>")
@access("region.edit", streams=True)
def take(sha256: str) -> ResponseReturnValue:
    """Add what was shown, against the list of this moment."""
    return TOWNS.take(sha256, _write)


def _compared(rows: list[Row]) -> list[Line]:
    return lines(rows, {plain(town.name) for town in every_town()})


def _write(found: list[Line]) -> ResponseReturnValue:
    if wrong := amiss(found):
        raise Refused.because("amiss", AMISS.format(", ".join(wrong)))
    fresh = [line.town for line in found if not line.stands]
    flash(f"Добавлено муниципалитетов: {services.add_towns(fresh, current_user, clock.now())}.")
    return redirect(url_for("setup.towns"), 303)


TOWNS = Preview(
    Door(read_towns_table),
    _compared,
    "setup/towns_review.html",
    lambda refused: (towns_page(TownsForm(""), file_error=refused.sentence), refused.status),
)
