"""Reads of a round for its figures: a constant number of statements, whatever the number of schools."""

from app.expertise.lines import lines_of
from app.expertise.models import Examined
from app.expertise.queries import scale_of
from app.expertise.results.criteria import Bar, by_criterion
from app.expertise.results.figures import Figures, Set, figures
from app.expertise.reviews.models import Review, Score, Sending
from app.expertise.reviews.queries import counting
from app.expertise.reviews.told import of_round
from app.expertise.seen import as_seen, hidden
from app.expertise.sheets.models import Criterion
from app.extensions import db
from app.permissions import Actor
from app.year.cycle.models import Round
from app.year.cycle.queries import rounds


def figures_of(stage: Round, reader: Actor | None = None) -> Figures:
    """The figures of a round with the round before it, as a reader may see them; no schools before the set is fixed."""
    earlier = before(stage)
    return figures(_set(stage, reader), _set(earlier, reader) if earlier else None)


def _set(stage: Round, reader: Actor | None) -> Set:
    without = hidden(stage, reader)
    return Set(as_seen(lines_of(stage), without), scale_of(stage), of_round(stage, without=without))


def bars_of(stage: Round, reader: Actor | None = None) -> list[Bar]:
    """The criteria of the stage's sheets, by the sendings that count."""
    found = (
        counting()
        .with_only_columns(Criterion.key, Criterion.title, Score.points)
        .join(Score, Score.sending_id == Sending.id)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .join(Examined, Examined.id == Review.examined_id)
        .where(Examined.round_id == stage.id, Examined.id.not_in(hidden(stage, reader)))
        .order_by(Criterion.position, Criterion.id)
    )
    return by_criterion((key, title, points) for key, title, points in db.session.execute(found))


def before(stage: Round) -> Round | None:
    """The round before it in the same year."""
    return next((one for one in reversed(rounds(stage.cycle)) if one.number < stage.number), None)
