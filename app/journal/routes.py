"""The page of the journal."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.archive.sending import poured
from app.journal.queries import MOST, Wanted, count, found, mentioned, names_of
from app.journal.table import table
from app.journal.words import SENTENCES, SUBJECTS
from app.kernel import clock
from app.kernel.access import access
from app.kernel.days import read_day
from app.kernel.paging import Asked, asked

bp = Blueprint("journal", __name__)


@bp.get("/journal")
@access("journal.view")
def events() -> ResponseReturnValue:
    """The events, the newest first: a kind, a day or a name narrows them."""
    wanted = _wanted()
    rows, page = found(wanted, Asked(asked().number))  # the whole is the CSV
    return render_template(
        "journal/events.html",
        events=rows,
        wanted=wanted,
        page=page,
        most=MOST,
        names=names_of(rows),
        sentences=SENTENCES,
        subjects=SUBJECTS,
        mentioned=mentioned(rows),
    )


def _wanted() -> Wanted:
    kind, day = request.args.get("kind", ""), request.args.get("on", "")
    return Wanted(kind if kind in SENTENCES else "", read_day(day), request.args.get("words", "").strip())


@bp.get("/journal.csv")
@access("journal.view")
def export() -> ResponseReturnValue:
    """What the page is narrowed to, as a table."""
    wanted = _wanted()
    made = table(wanted, count(wanted))
    return poured(made, f"Журнал {clock.today():%d.%m.%Y}.csv")
