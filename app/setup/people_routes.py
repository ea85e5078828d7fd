"""People of all roles from one table, shown before it is taken; and their invitations as slips of paper."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.importing.preview import Preview
from app.importing.receiving import Door
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.kernel.spreadsheet import Sheet, workbook
from app.people.accounts.recovery import by_mail
from app.refusals import Refusal, Refused
from app.roles import TITLES
from app.setup import people_services as services
from app.setup import slips
from app.setup.people_rows import Line, Row, lines, read_people

bp = Blueprint("people_lists", __name__)
HEADS = ("ФИО", "Почта", "Роль", "Муниципалитет", "Школа", "Должность", "Телефон")
PAGE, SLIPS = "setup/people.html", "setup/slips.html"


@bp.get("/people/lists")
@access("people.edit")
def page() -> str:
    """Where the table is brought."""
    return _page("")


def _page(error: str) -> str:
    return render_template(PAGE, error=error, titles=list(TITLES.values()))


def _refused(refusal: Refusal) -> ResponseReturnValue:
    return _page(refusal.sentence), refusal.status


@bp.get("/people/blank.xlsx")
@access("people.edit")
def empty_table() -> ResponseReturnValue:
    """The empty table with the right heads."""
    return download(workbook([Sheet("Люди", HEADS, [])]), "Люди.xlsx")


@bp.post("/people/lists")
@access("people.edit", streams=True)
def load() -> ResponseReturnValue:
    """Read a table and show what it would do; nobody is added yet."""
    return PEOPLE.show()


@bp.post("/people/lists/<sha256>")
@access("people.edit", streams=True)
def take(sha256: str) -> ResponseReturnValue:
    """Bring in what was shown, against the house of this moment."""
    return PEOPLE.take(sha256, _write)


def _compared(rows: list[Row]) -> list[Line]:
    return lines(rows, services.known(clock.today()))


def _write(found: list[Line]) -> ResponseReturnValue:
    given = services.take(found, clock.today(), current_user, clock.now())
    flash(f"Дано ролей: {given}. Кому ещё не\u00a0выдано приглашение, видно на\u00a0странице «Люди».")
    return redirect(url_for("people.every"), 303)


PEOPLE = Preview(Door(read_people), _compared, "setup/people_review.html", _refused)


@bp.get("/people/slips")
@access("people.edit")
def slips_page() -> str:
    """How many have no way in yet."""
    return _slips()


def _slips(error: str = "") -> str:
    people = slips.waiting(clock.today(), clock.now())
    unwritten = len(slips.unwritten(people, clock.now()))
    return _drawn([], waiting=len(people), unwritten=unwritten, by_mail=by_mail(), error=error)


def _drawn(made: list[slips.Slip], **more: object) -> str:
    return render_template(SLIPS, slips=made, days=current_app.config["SETTINGS"].invitation_days, **more)


@bp.post("/people/slips")
@access("people.edit")
def print_slips() -> str:
    """Make a link for each of them, and show the slips once."""
    return _drawn(list(slips.slips(clock.today(), clock.now())))


@bp.post("/people/slips/letters")
@access("people.edit")
def write_letters() -> ResponseReturnValue:
    """A letter with a link to each of them that has got none yet."""
    try:
        written = slips.write_letters(clock.today(), clock.now())
    except Refused as refused:
        return _slips(refused.sentence), refused.status
    flash(f"Написано писем с\u00a0приглашением: {written}. Какие отправлены, видно на\u00a0странице «Письма».")
    return redirect(url_for(".slips_page"), 303)
