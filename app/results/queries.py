"""Reads of a round for its figures: a constant number of statements, whatever the number of schools."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.cycle.models import Round
from app.cycle.queries import rounds
from app.expertise.lines import lines_of
from app.expertise.models import Examined
from app.extensions import db
from app.results.criteria import Bar, by_criterion
from app.results.figures import Figures, figures
from app.reviews.models import Review, Score, Sending
from app.sheets.models import Criterion


def figures_of(stage: Round) -> Figures:
    """The figures of a round with the round before it; no schools before the set is fixed."""
    earlier = before(stage)
    return figures(lines_of(stage), lines_of(earlier) if earlier else ())


def bars_of(stage: Round) -> list[Bar]:
    """The criteria of the stage's sheets, by the reviews that count: the last sending of each first opinion."""
    later = aliased(Sending)
    newer = select(later.id).where(later.review_id == Sending.review_id, later.number > Sending.number)
    found = (
        select(Criterion.key, Criterion.title, Score.points)
        .join(Score, Score.criterion_id == Criterion.id)
        .join(Sending, Sending.id == Score.sending_id)
        .join(Review, Review.id == Sending.review_id)
        .join(Examined, Examined.id == Review.examined_id)
        .where(Examined.round_id == stage.id, Review.role == "first", ~newer.exists())
        .order_by(Criterion.position, Criterion.id)
    )
    return by_criterion(tuple(row) for row in db.session.execute(found))


def before(stage: Round) -> Round | None:
    """The round before it in the same year."""
    return next((one for one in reversed(rounds(stage.cycle)) if one.number < stage.number), None)
