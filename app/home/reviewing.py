"""What a reviewer has to do, stage by stage: how many schools are his, how many are left. Pure but for its reads."""

from dataclasses import dataclass
from datetime import datetime

from app.assignments.load import progress_of
from app.assignments.queries import reviewed_by
from app.cycle.models import Cycle, Round
from app.cycle.queries import rounds


@dataclass(frozen=True)
class Task:
    """A stage with the reviewer's schools in it; `left` is None until its set is fixed."""

    stage: Round
    schools: int
    left: int | None


def tasks_for(cycle: Cycle, person_id: int, now: datetime) -> list[Task]:
    """The stages in which the person reviews schools at the moment, those with something left first."""
    own = [(stage, reviewed_by(person_id, stage, now)) for stage in rounds(cycle)]
    found = [_task(stage, schools) for stage, schools in own if schools]
    return sorted(found, key=lambda task: (not task.left, task.stage.number))


def _task(stage: Round, schools: set[int]) -> Task:
    progress = progress_of(stage)
    if progress.frozen_at is None:
        return Task(stage, len(schools), None)
    return Task(stage, len(schools), sum(progress.left_of(one) > 0 for one in schools))
