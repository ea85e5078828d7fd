"""What the journal tells the indicators of things that stand above the plan."""

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from app.journal.models import Event
from app.plan.indicators.scene import Scene


def orders_registered(kind: str, scene: Scene) -> Select[int]:
    """How many orders of the kind have their number in the year of the project; what is cancelled proves nothing."""
    of_year = Event.data["cycle_id"].as_integer() == scene.cycle.id
    end = aliased(Event)
    cancelled = exists().where(end.kind == "order:cancel", end.subject_id == Event.subject_id)
    return select(func.count(Event.id)).where(
        Event.kind == "order:registered", Event.data["order_kind"].as_string() == kind, of_year, ~cancelled
    )
