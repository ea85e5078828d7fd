"""The page of the journal."""

from flask import Blueprint, render_template
from sqlalchemy import select
from sqlalchemy.orm import joinedload

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
    return render_template("journal/events.html", events=rows, sentences=SENTENCES, subjects=SUBJECTS, limit=PAGE)
