"""The page of the journal."""

from flask import Blueprint, render_template
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.directory.models import Person
from app.extensions import db
from app.journal.models import Event
from app.journal.words import SENTENCES, SUBJECTS
from app.kernel.access import access

PAGE = 200
bp = Blueprint("journal", __name__)


@bp.get("/journal")
@access("journal.view")
def events():
    """The newest events; the limit is said on the page."""
    rows = db.session.scalars(
        select(Event).options(joinedload(Event.actor)).order_by(Event.id.desc()).limit(PAGE)
    ).all()
    return render_template(
        "journal/events.html",
        events=rows,
        sentences=SENTENCES,
        subjects=SUBJECTS,
        limit=PAGE,
        issuers=_issuers(rows),
    )


def _issuers(events: list[Event]) -> dict[int, str]:
    """The names of those who gave the links that passwords were set by."""
    numbers = {event.data["issued_by"] for event in events if event.data.get("issued_by")}
    return (
        dict(db.session.execute(select(Person.id, Person.name).where(Person.id.in_(numbers))).all()) if numbers else {}
    )
