"""The page of a stage for its coordinator: a row for each school, filters, the load beside."""

from dataclasses import dataclass, field
from datetime import datetime

from app.expertise.assignments import queries
from app.expertise.assignments.acting import Acting
from app.expertise.assignments.conflicts import Clash
from app.expertise.assignments.load import Load, Progress, Work, loads, progress_of
from app.expertise.assignments.models import ConflictWaiver
from app.expertise.assignments.services import clashing
from app.year.cycle.models import Participation, Stage


@dataclass(frozen=True)
class Row:
    """A school of the round: who acts for it, what is done, which conflict stands, allowed or not."""

    school: Participation
    acting: Acting | None
    work: Work | None
    clash: Clash | None = None
    waivers: list[ConflictWaiver] = field(default_factory=list)
    gone: bool = False

    @property
    def seen(self) -> str:
        """What the form carries: the school, and the assignment that the reader saw."""
        return f"{self.school.id}:{self.acting.assignment.id if self.acting else 0}"


@dataclass(frozen=True)
class Listing:
    """All rows, those that the filters let through, the loads."""

    every: list[Row]
    rows: list[Row]
    loads: list[Load]
    progress: Progress

    @property
    def unassigned(self) -> int:
        """Schools without a reviewer."""
        return sum(row.acting is None for row in self.every)


def listing(stage: Stage, now: datetime, town: int | None = None, whose: str = "") -> Listing:
    """The stage as assigned at this moment; `whose` is '', 'none' or the id of a reviewer."""
    acting, progress = queries.acting_in(stage, now), progress_of(stage)
    people = queries.reviewers(queries.today_of(now))
    known, schools = {one.id for one in people}, queries.schools_of(stage)
    pairs = [(school, acting[school.id].reviewer) for school in schools if school.id in acting]
    clashes = {one.participation_id: one for one in clashing(stage, pairs)}
    waivers = queries.waivers_of(stage)
    every = []
    for school in schools:
        one = acting.get(school.id)
        concerned = {one.reviewer.id, one.assignment.reviewer_id} if one else ()
        allowed = [each for person in concerned for each in waivers.get((school.id, person), ())]
        gone = one is not None and one.reviewer.id not in known
        work = progress.schools.get(school.id)
        every.append(Row(school, one, work, clashes.get(school.id), allowed, gone))
    rows = [row for row in every if _fits(row, town, whose)]
    return Listing(every, rows, loads(people, acting.values(), progress), progress)


def _fits(row: Row, town: int | None, whose: str) -> bool:
    if town and row.school.municipality_id != town:
        return False
    if whose == "none":
        return row.acting is None
    return not whose or (row.acting is not None and str(row.acting.reviewer.id) == whose)
