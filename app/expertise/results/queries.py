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
from app.journal.kept import kept
from app.permissions import Actor
from app.year.cycle.models import Stage
from app.year.cycle.queries import stage_days


def figures_of(stage: Stage, reader: Actor | None = None) -> Figures:
    """The figures of a stage with the stage before it, as a reader may see them; no schools before the set is fixed."""
    earlier = before(stage)
    return figures(_set(stage, reader), _set(earlier, reader) if earlier else None)


def figures_now(stage: Stage, reader: Actor) -> Figures:
    """The same for a page, kept as long as nothing happens."""
    earlier = before(stage)
    unseen = hidden(stage, reader), hidden(earlier, reader) if earlier else None
    return kept(f"figures_{stage.id}", unseen, lambda: figures_of(stage, reader))


def _set(stage: Stage, reader: Actor | None) -> Set:
    without = hidden(stage, reader)
    return Set(as_seen(lines_of(stage), without), scale_of(stage), of_stage(stage, without=without))


def bars_of(stage: Stage, reader: Actor | None = None) -> list[Bar]:
    """The criteria of the stage's sheets, by the sendings that count; kept as long as nothing happens."""
    without = hidden(stage, reader)
    return kept(f"bars_{stage.id}", (without,), lambda: _bars(stage, without))


def _bars(stage: Stage, without: frozenset[int]) -> list[Bar]:
    found = (
        counting()
        .with_only_columns(Criterion.key, Criterion.title, Score.points)
        .join(Score, Score.sending_id == Sending.id)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .join(FrozenItem, FrozenItem.id == Review.frozen_item_id)
        .where(FrozenItem.stage_id == stage.id, FrozenItem.id.not_in(without))
        .order_by(Criterion.position, Criterion.id)
    )
    return by_criterion((key, title, points) for key, title, points in db.session.execute(found))


def before(stage: Stage) -> Stage | None:
    """The stage before it in the same year."""
    earlier = [one.id for one in stage_days(stage.cycle_id) if one.number < stage.number]
    return db.session.get(Stage, earlier[-1]) if earlier else None
