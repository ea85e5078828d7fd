"""What a reviewer has to do, stage by stage: how many schools are his, how many are left. Pure but for its reads."""

from dataclasses import dataclass
from datetime import datetime

from app.assignments.load import progress_of
from app.assignments.queries import reviewed_by
from app.cycle.models import Cycle, Round
from app.cycle.queries import rounds
from app.expertise.queries import publication_of


@dataclass(frozen=True)
class Task:
    """A stage with the reviewer's schools in it; `left` is None until its set is fixed.

    Of `whole` the lead sees all schools of a stage that schools have not been told of.
    """

    stage: Round
    schools: int
    left: int | None
    whole: bool = False


def tasks_for(cycle: Cycle, person_id: int, now: datetime) -> list[Task]:
    """The stages in which the person reviews schools at the moment, those with something left first."""
    own = [(stage, reviewed_by(person_id, stage, now)) for stage in rounds(cycle)]
    found = [_task(stage, schools) for stage, schools in own if schools]
    return sorted(found, key=lambda task: (not task.left, task.stage.number))


def tasks_of_lead(cycle: Cycle) -> list[Task]:
    """The fixed stages whose results are not published: what is left to be judged in them, or to be published."""
    return [task for stage in rounds(cycle) if publication_of(stage) is None and (task := _whole(stage))]


def _whole(stage: Round) -> Task | None:
    progress = progress_of(stage)
    if progress.frozen_at is None:
        return None
    return Task(stage, len(progress.schools), sum(work.left > 0 for work in progress.schools.values()), whole=True)


def _task(stage: Round, schools: set[int]) -> Task:
    progress = progress_of(stage)
    if progress.frozen_at is None:
        return Task(stage, len(schools), None)
    return Task(stage, len(schools), sum(progress.left_of(one) > 0 for one in schools))
