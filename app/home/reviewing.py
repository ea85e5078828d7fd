"""What a reviewer has to do, stage by stage: how many schools are theirs, how many are left. Pure but for its reads."""

from dataclasses import dataclass
from datetime import datetime

from app.expertise.assignments.load import progress_of
from app.expertise.assignments.queries import reviewed_by
from app.expertise.opinions.held import held
from app.expertise.queries import publication_of
from app.year.cycle.models import Cycle, Stage
from app.year.cycle.queries import stages_of


@dataclass(frozen=True)
class Task:
    """A stage with the reviewer's schools in it; `left` is None until its set is fixed.

    Of `whole` the lead sees all schools of a stage that schools have not been told of, and how many questions hold the
    publication (`held`).
    """

    stage: Stage
    schools: int
    left: int | None
    whole: bool = False
    held: int = 0


def tasks_for(cycle: Cycle, person_id: int, now: datetime) -> list[Task]:
    """The stages in which the person reviews schools at the moment, those with something left first."""
    own = [(stage, reviewed_by(person_id, stage, now)) for stage in stages_of(cycle)]
    found = [_task(stage, schools) for stage, schools in own if schools]
    return sorted(found, key=lambda task: (not task.left, task.stage.number))


def tasks_of_lead(cycle: Cycle, person_id: int, now: datetime) -> list[Task]:
    """The fixed stages whose results are not published: what is left to be judged in them, or to be published; and what
    is left of the lead's own schools."""
    whole = [task for stage in stages_of(cycle) if publication_of(stage) is None and (task := _whole(stage))]
    return [*whole, *(task for task in tasks_for(cycle, person_id, now) if task.left)]


def _whole(stage: Stage) -> Task | None:
    progress = progress_of(stage)
    if progress.frozen_at is None:
        return None
    left = sum(work.left > 0 for work in progress.schools.values())
    return Task(stage, len(progress.schools), left, whole=True, held=0 if left else len(held(stage)))


def _task(stage: Stage, schools: set[int]) -> Task:
    progress = progress_of(stage)
    if progress.frozen_at is None:
        return Task(stage, len(schools), None)
    return Task(stage, len(schools), sum(progress.left_of(one) > 0 for one in schools))
