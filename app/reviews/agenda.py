"""What the webinar of a stage should speak of (item 30): remarks by kind, the most frequent first."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.cycle.models import Round
from app.expertise.models import Examined
from app.extensions import db
from app.reviews.models import ExpertRemark
from app.sheets.models import Criterion


@dataclass(frozen=True)
class Topic:
    """A kind of remark: the ready phrase, or the criterion of those written freely; in how many schools and lines."""

    title: str
    criterion: str
    remarks: int
    schools: int
    mended: int


def topics(stage: Round) -> list[Topic]:
    """The kinds of remarks of a stage, counted in one statement."""
    title = func.coalesce(func.nullif(ExpertRemark.phrase, ""), Criterion.title).label("title")
    kinds = (
        select(
            title,
            func.min(Criterion.title),
            func.count(ExpertRemark.id),
            func.count(func.distinct(Examined.participation_id)),
            func.count(ExpertRemark.id).filter(ExpertRemark.state.in_(("fixed", "accepted"))),
        )
        .join(ExpertRemark.criterion)
        .join(ExpertRemark.examined)
        .where(Examined.round_id == stage.id, ExpertRemark.state != "dropped")
        .group_by(title)
    )
    found = [Topic(*row) for row in db.session.execute(kinds)]
    return sorted(found, key=lambda topic: (-topic.schools, -topic.remarks, topic.title))
