"""What was published these days, or changed after its publication, for whoever has schools in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from app.directory.queries import within_reach
from app.expertise.reviews.revised import Change, changed_since
from app.expertise.stage_rows import SAID_SINCE, StageRow, stages_in
from app.kernel import clock
from app.kernel.reader import current_user
from app.permissions import can
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import current_cycle
from app.year.cycle.rows import Member, this_year

NEWS = timedelta(days=30)


@dataclass(frozen=True)
class News:
    """The stages that were published, and those in which something was changed since, with how many schools."""

    published: list[StageRow]
    changed: list[tuple[Stage, int]]

    def __bool__(self) -> bool:
        return bool(self.published or self.changed)


def news() -> News:
    """Of the schools of a curator or a municipality; nothing for the others."""
    if not can(current_user, "conclusion.list"):
        return News([], [])
    since, told = clock.now() - NEWS, [stage for stage in stages_in(this_year().id) if stage.published_at]
    if not told:
        return News([], [])
    found = changed_since(current_cycle(), since, within_reach(current_user, "conclusion.list"))
    changed = [(stage, _schools(own)) for stage, own in groupby(found, key=lambda one: one.stage)]
    return News([stage for stage in told if stage.published_at and stage.published_at > since], changed)


def _schools(changes: Iterable[Change]) -> int:
    return len({one.line.participation_id for one in changes})


def changed_for(school: Member) -> list[Change]:
    """What its own people read otherwise than it was published."""
    since = clock.now() - NEWS
    if SAID_SINCE.first(school=school.id, since=since) is None:
        return []
    return changed_since(current_cycle(), since, Participation.id == school.id)
