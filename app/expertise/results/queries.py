"""Reads of a stage for its figures: a constant number of statements, whatever the number of schools."""

from app.expertise.lines import lines_of
from app.expertise.models import FrozenItem
from app.expertise.queries import scale_of
from app.expertise.results.criteria import Bar, by_criterion
from app.expertise.results.figures import Figures, Set, figures
from app.expertise.reviews.models import Review, Score, Sending
from app.expertise.reviews.queries import counting
from app.expertise.reviews.told import of_stage
from app.expertise.seen import as_seen, hidden
from app.expertise.sheets.models import Criterion
from app.extensions import db
from app.permissions import Actor
from app.year.cycle.models import Stage
from app.year.cycle.queries import stages_of


def figures_of(stage: Stage, reader: Actor | None = None) -> Figures:
    """The figures of a stage with the stage before it, as a reader may see them; no schools before the set is fixed."""
    earlier = before(stage)
    return figures(_set(stage, reader), _set(earlier, reader) if earlier else None)


def _set(stage: Stage, reader: Actor | None) -> Set:
    without = hidden(stage, reader)
    return Set(as_seen(lines_of(stage), without), scale_of(stage), of_stage(stage, without=without))


def bars_of(stage: Stage, reader: Actor | None = None) -> list[Bar]:
    """The criteria of the stage's sheets, by the sendings that count."""
    found = (
        counting()
        .with_only_columns(Criterion.key, Criterion.title, Score.points)
        .join(Score, Score.sending_id == Sending.id)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .join(FrozenItem, FrozenItem.id == Review.frozen_item_id)
        .where(FrozenItem.stage_id == stage.id, FrozenItem.id.not_in(hidden(stage, reader)))
        .order_by(Criterion.position, Criterion.id)
    )
    return by_criterion((key, title, points) for key, title, points in db.session.execute(found))


def before(stage: Stage) -> Stage | None:
    """The stage before it in the same year."""
    return next((one for one in reversed(stages_of(stage.cycle)) if one.number < stage.number), None)
