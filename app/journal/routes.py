"""The page of the journal."""

from flask import Blueprint, render_template, request

from app.journal.queries import PAGE, Wanted, found, issuers, names_of
from app.journal.words import SENTENCES, SUBJECTS
from app.kernel.access import access
from app.kernel.days import read_day
from app.kernel.numbers import row_id

bp = Blueprint("journal", __name__)


@bp.get("/journal")
@access("journal.view")
def events():
    """The events, the newest first: a kind, a day or a name narrows them."""
    kind, day = request.args.get("kind", ""), request.args.get("on", "")
    wanted = Wanted(kind if kind in SENTENCES else "", read_day(day), request.args.get("words", "").strip())
    page = max(row_id(request.args, "page", 1), 1)
    rows, total = found(wanted, page)
    return render_template(
        "journal/events.html",
        events=rows,
        wanted=wanted,
        page=page,
        pages=-(-total // PAGE),
        total=total,
        names=names_of(rows),
        sentences=SENTENCES,
        subjects=SUBJECTS,
        issuers=issuers(rows),
    )
