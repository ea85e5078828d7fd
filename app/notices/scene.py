"""What an event is about, loaded: the thing, its school, and the stage that it belongs to."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from app.directory.models import School
from app.expertise.models import FrozenItem
from app.extensions import Model, db
from app.journal.models import Event
from app.journal.services import name_in_journal


@dataclass(frozen=True)
class Scene:
    """An event with its thing on a day; the thing is None when the event is about no row of ours."""

    event: Event
    thing: Model | None
    day: date

    @property
    def school(self) -> School | None:
        """The school that the event is about."""
        return db.session.get(School, self.event.school_id) if self.event.school_id else None

    @property
    def line(self) -> FrozenItem | None:
        """The line of a frozen set that the event names."""
        key = self.event.data.get("examined")
        return db.session.get(FrozenItem, key) if key else None


@cache
def models() -> dict[str, type[Model]]:
    """The models by what the journal calls their rows."""
    every = (mapper.class_ for mapper in Model.registry.mappers)
    return {name_in_journal(model.__tablename__): model for model in every}


def scene_of(event: Event, day: date) -> Scene:
    """The event as it is now."""
    model = models().get(event.subject)
    thing = db.session.get(model, event.subject_id) if model and event.subject_id is not None else None
    return Scene(event, thing, day)
