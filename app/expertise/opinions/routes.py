"""The page of the opinions of one document and the decision of a coordinator."""

from itertools import chain

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.models import Person
from app.expertise.assignments.queries import reviewers
from app.expertise.models import FrozenItem
from app.expertise.opinions import queries, services
from app.expertise.opinions.words import COUNTS, SHEETS
from app.expertise.reviews.forms import Note
from app.expertise.reviews.models import Review
from app.expertise.reviews.queries import reopened
from app.expertise.reviews.remarks import speaker
from app.expertise.seen import hidden
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.permissions import can
from app.refusals import Refused

bp = Blueprint("opinions", __name__)


def pair_of(line: FrozenItem) -> queries.Pair | None:
    """The two opinions of a document, when the reader may know of both."""
    return None if line.id in hidden(line.stage, current_user) else queries.pair_of(line)


@bp.get("/rounds/examined/<int:frozen_item_id>/opinions")
@access("review.view")
def both(frozen_item_id: int) -> ResponseReturnValue:
    """The sent opinions side by side, criterion by criterion."""
    return _page(one_visible(FrozenItem, frozen_item_id, "review.view"))


def _page(line: FrozenItem, status: int = 200, error: str = "") -> ResponseReturnValue:
    pair = pair_of(line)
    refusal = services.ruling_refusal(pair, current_user) if pair else None
    coordinator = can(current_user, "assignment.edit", line)
    return render_template(
        "expertise/opinions/both.html",
        line=line,
        pair=pair,
        **_notes(pair),
        reopened=_reopened(line),
        sheets=SHEETS,
        may_adjudicate=pair is not None and refusal is None,
        refused=refusal.sentence if refusal and coordinator else "",
        coordinator=coordinator,
        people=_others(pair) if pair and coordinator else [],
        error=error,
        typed=request.form,
    ), status


def _notes(pair: queries.Pair | None) -> dict:
    """The remarks of each opinion, and how their ready sentences are said."""
    notes = {one.id: [Note(**note) for note in one.notes] for one in pair.given.values()} if pair else {}
    return {"notes": notes, "said_phrase": speaker(chain.from_iterable(notes.values()))}


def _reopened(line: FrozenItem) -> list[Review]:
    """Its sheets that are open again, unless the reader may know nothing of them yet."""
    return [] if line.id in hidden(line.stage, current_user) else reopened(FrozenItem.id == line.id)


def _others(pair: queries.Pair) -> list[Person]:
    """Who may give a third opinion, but for conflicts."""
    authors = {one.sent_by_id for one in pair.given.values()}
    return [one for one in reviewers(clock.today()) if one.id not in authors]


@bp.post("/rounds/examined/<int:frozen_item_id>/ruling")
@access("assignment.edit")
def adjudicate(frozen_item_id: int) -> ResponseReturnValue:
    """Whose word counts, and why."""
    line = one_visible(FrozenItem, frozen_item_id, "assignment.edit")
    counts, reason, seen = (request.form.get(name, "").strip() for name in ("counts", "reason", "seen"))
    try:
        services.adjudicate(line, counts, reason, seen, current_user, clock.now())
    except Refused as refused:
        return _page(line, 422, refused.sentence)
    flash(f"Решено: считается {COUNTS[counts]}.")
    return redirect(url_for(".both", frozen_item_id=line.id), 303)


@bp.post("/rounds/examined/<int:frozen_item_id>/third-opinion")
@access("assignment.edit")
def ask_third(frozen_item_id: int) -> ResponseReturnValue:
    """A third reviewer looks at the document."""
    line = one_visible(FrozenItem, frozen_item_id, "assignment.edit")
    person = {str(one.id): one for one in reviewers(clock.today())}.get(request.form.get("reviewer", ""))
    because = request.form.get("because", "").strip()
    try:
        asked = services.ask_third(line, person, because, current_user, clock.now())
    except Refused as refused:
        return _page(line, 422, refused.sentence)
    flash(f"Третье мнение запрошено: {asked.reviewer.name}.")
    return redirect(url_for(".both", frozen_item_id=line.id), 303)
