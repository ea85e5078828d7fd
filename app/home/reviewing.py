"""What a reviewer has to do, stage by stage: how many schools are theirs, how many are left. Pure but for its reads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.expertise.assignments.year_rows import reviewed_in
from app.expertise.opinions.held import held
from app.expertise.progress import left_in
from app.expertise.stage_rows import StageRow
from app.extensions import db
from app.year.cycle.models import Stage


@dataclass(frozen=True)
class Task:
    """A stage with the reviewer's schools in it; `left` is None until its set is fixed.

    Of `whole` the lead sees all schools of a stage that schools have not been told of, and how many questions hold the
    publication (`held`).
    """

    stage: StageRow
    schools: int
    left: int | None
    whole: bool = False
    held: int = 0


def tasks_for(cycle_id: int, stages: Sequence[StageRow], person_id: int, now: datetime) -> list[Task]:
    """The stages in which the person reviews schools at the moment, those with something left first."""
    own = reviewed_in(cycle_id, person_id, now)
    mine = [stage for stage in stages if stage.id in own]
    left = left_in(stage.id for stage in mine if stage.frozen_at)
    found = [_task(stage, own[stage.id], left.get(stage.id)) for stage in mine]
    return sorted(found, key=lambda task: (not task.left, task.stage.number))


def tasks_of_lead(cycle_id: int, stages: Sequence[StageRow], person_id: int, now: datetime) -> list[Task]:
    """The fixed stages whose results are not published: what is left to be judged in them, or to be published; and what
    is left of the lead's own schools."""
    fixed = [stage for stage in stages if stage.frozen_at and not stage.published_at]
    left = left_in(stage.id for stage in fixed)
    whole = [_whole(stage, left[stage.id]) for stage in fixed]
    return [*whole, *(task for task in tasks_for(cycle_id, stages, person_id, now) if task.left)]


def _whole(stage: StageRow, schools: Mapping[int, int]) -> Task:
    left = sum(one > 0 for one in schools.values())
    holding = 0 if left else len(held(db.session.get_one(Stage, stage.id)))
    return Task(stage, len(schools), left, whole=True, held=holding)


def _task(stage: StageRow, schools: Collection[int], left: Mapping[int, int] | None) -> Task:
    """Without `left` the set is not fixed yet; a school without a line in the set waits for nothing."""
    waiting = None if left is None else sum(left.get(one, 0) > 0 for one in schools)
    return Task(stage, len(schools), waiting)
