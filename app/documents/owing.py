"""Which schools still owe concept documents: a clause, so that a list of them is a page of the same matrix."""

from sqlalchemy import ColumnElement, func, select

from app.directory.models import School
from app.documents.models import Document
from app.documents.queries import CONCEPT, OWED
from app.year.cycle.models import Participation, SchoolRisk

OF_EVERY_SCHOOL = 2  # the concept and the mid-term programme


def owing(cycle_id: int) -> ColumnElement[bool]:
    """On School: fewer of the documents of its kit in this year stand than are owed."""
    stand = select(func.count(Document.id)).where(Document.participation_id == Participation.id, Document.stands)
    stand = stand.where(Document.trashed_at.is_(None), CONCEPT, OWED)
    active = select(func.count(SchoolRisk.id)).where(
        SchoolRisk.participation_id == Participation.id, SchoolRisk.activated_at.is_not(None)
    )
    done, more = (one.correlate(Participation).scalar_subquery() for one in (stand, active))
    here = Participation.cycle_id == cycle_id, Participation.left_on.is_(None)
    return School.id.in_(select(Participation.school_id).where(*here, done < OF_EVERY_SCHOOL + more))
