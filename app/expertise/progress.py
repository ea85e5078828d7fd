"""The work of a stage as the load of reviewers counts it, by SQL: two statements whatever the number of schools."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, select

from app.expertise.assignments.load import Progress, Work
from app.expertise.models import FrozenItem, Result
from app.expertise.queries import standing_word
from app.expertise.stage_rows import row_of
from app.extensions import db
from app.journal.kept import kept
from app.kernel.reads import Read
from app.year.cycle.models import Stage


def progress(stage: Stage) -> Progress:
    """What is done about each school; nothing before the set is fixed."""
    frozen_at = row_of(stage).frozen_at
    return kept(f"progress_{stage.id}", (), lambda: _progress(stage, frozen_at)) if frozen_at else Progress()


def _progress(stage: Stage, frozen_at: datetime) -> Progress:
    results = _results(stage)
    return Progress(
        frozen_at,
        {place: Work(documents, left, tuple(results[place])) for place, documents, left in _documents(stage)},
    )


def _documents(stage: Stage) -> list[tuple[int, int, int]]:
    """Of each school the documents to examine, and those that wait for a word."""
    examined = and_(FrozenItem.asked, FrozenItem.sha256.is_not(None))
    left = func.count().filter(examined, ~standing_word())
    found = select(FrozenItem.participation_id, func.count().filter(examined), left)
    found = found.where(FrozenItem.stage_id == stage.id).group_by(FrozenItem.participation_id)
    return [(place, documents, waiting) for place, documents, waiting in db.session.execute(found)]


class Left(NamedTuple):
    """How many documents of a school wait for a word in a stage, and the first of them."""

    stage_id: int
    participation_id: int
    left: int
    first: int | None


@cache
def _left() -> Read[Left]:
    """Made at its first question: `standing_word` needs all tables."""
    waits = and_(FrozenItem.asked, FrozenItem.sha256.is_not(None), ~standing_word())
    found = select(FrozenItem.stage_id, FrozenItem.participation_id, func.count().filter(waits).label("left"))
    found = found.add_columns(func.min(FrozenItem.id).filter(waits).label("first"))
    found = found.where(FrozenItem.stage_id.in_(bindparam("stages", expanding=True)))
    return Read(Left, found.group_by(FrozenItem.stage_id, FrozenItem.participation_id))


def left_in(stages: Iterable[int]) -> dict[int, dict[int, int]]:
    """Stage → school → how many of its documents wait; one statement for all the stages whose sets are fixed."""
    found: dict[int, dict[int, int]] = {stage: {} for stage in stages}
    for one in _left().all(stages=tuple(found)) if found else ():
        found[one.stage_id][one.participation_id] = one.left
    return found


def first_in(stages: Iterable[int], own: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Stage → the first document that waits for a word, of the own schools in it; the same question as `left_in`."""
    asked = tuple(stages)
    found: dict[int, int] = {}
    for one in _left().all(stages=asked) if asked else ():
        if one.left and one.first and one.participation_id in own[one.stage_id]:
            found[one.stage_id] = min(one.first, found.get(one.stage_id, one.first))
    return found


def _results(stage: Stage) -> dict[int, list[tuple[int, datetime]]]:
    """Of each school who has recorded a word of the region, and when."""
    said = select(FrozenItem.participation_id, Result.reviewer_id, Result.recorded_at).join(Result.frozen_item)
    by_place: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    said = said.where(FrozenItem.stage_id == stage.id, Result.source == "regional")
    for place, reviewer, at in db.session.execute(said):
        by_place[place].append((reviewer, at))
    return by_place
