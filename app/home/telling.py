"""What was published these days, or changed after its publication, for whoever has schools in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from app.directory.queries import within_reach
from app.expertise.models import Publication
from app.expertise.queries import published_since
from app.expertise.reviews.revised import Change, changed_since
from app.kernel import clock
from app.kernel.reader import current_user
from app.permissions import can
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import current_cycle

NEWS = timedelta(days=30)


@dataclass(frozen=True)
class News:
    """The stages that were published, and those in which something was changed since, with how many schools."""

    published: list[Publication]
    changed: list[tuple[Stage, int]]

    def __bool__(self) -> bool:
        return bool(self.published or self.changed)


def news() -> News:
    """Of the schools of a curator or a municipality; nothing for the others."""
    if not can(current_user, "conclusion.list"):
        return News([], [])
    since, reach = clock.now() - NEWS, within_reach(current_user, "conclusion.list")
    changes = groupby(changed_since(current_cycle(), since, reach), key=lambda one: one.stage)
    return News(published_since(current_cycle(), since), [(stage, _schools(own)) for stage, own in changes])


def _schools(changes: Iterable[Change]) -> int:
    return len({one.line.participation_id for one in changes})


def changed_for(school: Participation) -> list[Change]:
    """What its own people read otherwise than it was published."""
    return changed_since(school.cycle, clock.now() - NEWS, Participation.id == school.id)
