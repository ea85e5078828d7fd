"""Reads of the pictures: what the journal says of the items."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.journal.models import Event
from app.kernel.calendar import local
from app.plan.items import Item
from app.plan.lasting import starts_in
from app.plan.pictures.progress import LEVELS, Act, History
from app.plan.rules import last_day
from app.year.cycle.models import Cycle


def history(items: Sequence[Item], cycle: Cycle) -> History:
    """Three statements, whatever the number of items; acts in the order in which they were recorded."""
    numbers = {item.id: item.number for item in items}
    asked = select(Event.kind, Event.subject_id, Event.happened_at, Event.data)
    asked = asked.where(Event.kind.in_(LEVELS), Event.subject_id.in_(numbers)).order_by(Event.id)
    acts = [
        Act(numbers[id_], kind, local(at).date(), bool(data.get("interim")))
        for kind, id_, at, data in db.session.execute(asked)
    ]
    due_on = {item.number: last_day(window.ends_on for window in item.windows) for item in items}
    starts = starts_in(cycle)
    return History(due_on, acts, {item.number: starts.get(item.key, ()) for item in items})
