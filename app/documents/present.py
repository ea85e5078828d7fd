"""What every verb of a document asks first: its row, which nobody else changes meanwhile, and whether its year runs."""

from datetime import datetime

from app.documents.guards import not_now
from app.documents.models import Document
from app.extensions import db
from app.kernel.calendar import local
from app.refusals import Refusal
from app.year.cycle.models import Participation
from app.year.cycle.rows import this_year


def lock(document: Document) -> None:
    """Read it anew; until the commit nobody else changes it."""
    db.session.refresh(document, with_for_update={"of": Document})


def over_at(school: Participation, now: datetime) -> Refusal | None:
    """Why the papers of the school take nothing new at this moment of the year that runs."""
    return not_now(school, this_year(), local(now).date())
