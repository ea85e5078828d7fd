"""Till which day a confirmation on the reporting date holds (domain.md §11.3): for what has begun, and no longer."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.extensions import db
from app.journal.kept import kept
from app.kernel.calendar import local
from app.plan.indicators.reading import INDICATORS
from app.plan.indicators.scene import Scene
from app.plan.items import Item
from app.plan.rules import holds_till, last_day, standing
from app.year.cycle.models import Cycle
from app.year.cycle.rows import OfYear

Starts = Mapping[str, Sequence[date]]


def starts_in(cycle: OfYear) -> Starts:
    """The key of an item → the first days of the periods that its indicator asks about; kept as the items are."""
    return kept("starts", (cycle.id,), lambda: _starts(db.session.get_one(Cycle, cycle.id)))


def _starts(cycle: Cycle) -> Starts:
    scene = Scene(cycle, cycle.begins_on)
    return {key: found for key, way in INDICATORS.items() if (found := way.starts(scene))}


def till(item: Item, starts: Starts) -> date:
    """The last day on which the last report of the item counts; without periods its own last day."""
    ends = last_day(window.ends_on for window in item.windows)
    if not item.executions:
        return ends
    return min(ends, holds_till(starts.get(item.key, ()), local(item.executions[-1].executed_at).date()))


def shown(item: Item, starts: Starts, day: date) -> str:
    """The state of the item as every page of the plan shows it on the day."""
    return standing(item.state, [window.ends_on for window in item.windows], day, till(item, starts))
