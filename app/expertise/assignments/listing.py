"""The page of a stage for its coordinator: a row for each school, filters, the load beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select, true

from app.directory.models import Municipality, School
from app.directory.narrowing import ALL, Narrow
from app.expertise.assignments import queries
from app.expertise.assignments.acting import Acting
from app.expertise.assignments.conflicts import Clash
from app.expertise.assignments.load import Load, Progress, Work, loads, progress_of
from app.expertise.assignments.models import ConflictWaiver
from app.expertise.assignments.services import clashing
from app.expertise.assignments.year_rows import REVIEWERS, Place
from app.kernel.paging import FIRST, Asked, Page, read_page
from app.year.cycle.models import Participation, Stage


@dataclass(frozen=True)
class Row:
    """A school of the round: who acts for it, what is done, which conflict stands, allowed or not."""

    school: Place
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
    """The rows of a page of those that the filters let through; of all schools how many, how many without a reviewer;
    the loads.
    """

    rows: list[Row]
    page: Page
    total: int
    unassigned: int
    loads: list[Load]


def listing(stage: Stage, now: datetime, narrow: Narrow = ALL, whose: str = "", asked: Asked = FIRST) -> Listing:
    """The stage as assigned at this moment; `whose` is '', 'none' or the id of a reviewer."""
    pairs, progress = queries.acting_pairs(stage, now), progress_of(stage)
    people = REVIEWERS.all(day=queries.today_of(now))
    found, page = read_page(_places(stage, and_(narrow.clause, _whose(pairs, whose))), asked)
    schools = [Place(*row) for row in found]
    rows = _rows(stage, now, schools, progress, {one.id for one in people})
    total = page.total if not (narrow or whose) else queries.count_of_schools(stage)
    return Listing(rows, page, total, total - len(pairs), loads(people, pairs, progress))


def loads_in(stage: Stage, now: datetime) -> list[Load]:
    """The load of each reviewer in the stage at this moment."""
    people = REVIEWERS.all(day=queries.today_of(now))
    return loads(people, queries.acting_pairs(stage, now), progress_of(stage))


def _places(stage: Stage, clause: ColumnElement[bool]) -> Select[int, int, int, str, str]:
    return (
        select(Participation.id, Participation.school_id, School.municipality_id, School.short_name, Municipality.name)
        .join(School, School.id == Participation.school_id)
        .join(Municipality, Municipality.id == School.municipality_id)
        .where(Participation.cycle_id == stage.cycle_id, Participation.left_on.is_(None), clause)
        .order_by(School.municipality_id, School.short_name, Participation.id)
    )


def _rows(stage: Stage, now: datetime, schools: list[Place], progress: Progress, known: set[int]) -> list[Row]:
    acting = queries.acting_in(stage, now, [school.id for school in schools])
    pairs = [(school, acting[school.id].reviewer) for school in schools if school.id in acting]
    clashes = {one.participation_id: one for one in clashing(stage, pairs)}
    waivers = queries.waivers_of(stage)
    rows = []
    for school in schools:
        one = acting.get(school.id)
        concerned = {one.reviewer.id, one.assignment.reviewer_id} if one else ()
        allowed = [each for person in concerned for each in waivers.get((school.id, person), ())]
        gone = one is not None and one.reviewer.id not in known
        rows.append(Row(school, one, progress.schools.get(school.id), clashes.get(school.id), allowed, gone))
    return rows


def _whose(pairs: Mapping[int, int], whose: str) -> ColumnElement[bool]:
    if not whose:
        return true()
    own = [place for place, person in pairs.items() if whose in ("none", str(person))]
    return Participation.id.not_in(own) if whose == "none" else Participation.id.in_(own)
