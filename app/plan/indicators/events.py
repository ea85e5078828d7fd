"""What the journal tells the indicators of things that stand above the plan."""

from sqlalchemy import func, select

from app.journal.models import Event
from app.plan.indicators.scene import Scene


def orders_registered(kind: str, scene: Scene):
    """How many orders of the kind have got their number in the year of the project or the one before it."""
    of_year = Event.data["cycle_id"].as_integer() == scene.cycle.id
    return select(func.count(Event.id)).where(
        Event.kind == "order:registered", Event.data["order_kind"].as_string() == kind, of_year
    )
