"""Who reviews what in a year, as plain rows: the same statements whatever the number of stages and of schools."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Date, bindparam, func, or_, select, true, union_all

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import in_force
from app.expertise.assignments.acting import holds, stands
from app.expertise.assignments.conflicts import Clash, Ties, conflict, is_allowed
from app.expertise.assignments.models import Assignment, ConflictWaiver, Substitution, Workplace
from app.journal.kept import kept
from app.kernel.as_of import AsOf
from app.kernel.reads import Read
from app.roles import Role
from app.year.cycle.models import Participation, Stage


class Away(NamedTuple):
    """A reviewer who is away, and who stands in."""

    absent_id: int
    substitute_id: int
    name: str
    starts_on: date
    ends_on: date
    made_at: datetime
    recalled_at: datetime | None


class Assigned(NamedTuple):
    """A school of a stage that somebody reviews."""

    stage_id: int
    participation_id: int
    role: str
    reviewer_id: int
    since: datetime
    until: datetime | None


class Reviewer(NamedTuple):
    """Who holds the role of a reviewer."""

    id: int
    name: str


class Place(NamedTuple):
    """A school in the year of a stage, as its coordinator sees it."""

    id: int
    school_id: int
    municipality_id: int
    short_name: str
    town: str


class First(NamedTuple):
    """The first reviewer of a school in a stage, as assigned."""

    participation_id: int
    reviewer_id: int
    name: str
    since: datetime
    until: datetime | None


class Acts(NamedTuple):
    """Who acts for a school now."""

    name: str
    instead: bool


class Pair(NamedTuple):
    """A school with its first reviewer of now, for the rule of conflicts."""

    stage_id: int
    participation_id: int
    school_id: int
    municipality_id: int
    short_name: str
    reviewer_id: int
    name: str


class _Tie(NamedTuple):
    person_id: int
    curated: bool
    school_id: int | None
    municipality_id: int | None


class _Waived(NamedTuple):
    stage_id: int
    participation_id: int
    reviewer_id: int
    conflict: str


AWAY = Read(
    Away,
    select(Substitution.absent_id, Substitution.substitute_id, Person.name, Substitution.starts_on)
    .add_columns(Substitution.ends_on, Substitution.made_at, Substitution.recalled_at)
    .join(Person, Person.id == Substitution.substitute_id)
    .order_by(Substitution.starts_on.desc(), Substitution.id.desc()),
)
ASSIGNED = Read(
    Assigned,
    select(Assignment.stage_id, Assignment.participation_id, Assignment.role, Assignment.reviewer_id)
    .add_columns(Assignment.since, Assignment.until)
    .join(Stage, Stage.id == Assignment.stage_id)
    .where(Stage.cycle_id == bindparam("cycle_id"), Assignment.reviewer_id.in_(bindparam("people", expanding=True)))
    .order_by(Assignment.id),
)
_HOLDING = select(Grant.person_id).where(Grant.role == Role.REVIEWER, in_force(bindparam("day", type_=Date)))
REVIEWERS = Read(
    Reviewer, select(Person.id, Person.name).where(Person.id.in_(_HOLDING)).order_by(Person.name, Person.id)
)
FIRSTS = Read(
    First,
    select(Assignment.participation_id, Assignment.reviewer_id, Person.name, Assignment.since, Assignment.until)
    .join(Person, Person.id == Assignment.reviewer_id)
    .where(Assignment.stage_id == bindparam("stage_id"), Assignment.role == "first")
    .where(Assignment.participation_id.in_(bindparam("places", expanding=True)))
    .order_by(Assignment.id),
)
PAIRS = Read(
    Pair,
    select(Assignment.stage_id, Assignment.participation_id, School.id.label("school_id"), School.municipality_id)
    .add_columns(School.short_name, Assignment.reviewer_id, Person.name)
    .join(Person, Person.id == Assignment.reviewer_id)
    .join(Participation, Participation.id == Assignment.participation_id)
    .join(School, School.id == Participation.school_id)
    .join(Municipality, Municipality.id == School.municipality_id)
    .where(Assignment.stage_id.in_(bindparam("stages", expanding=True)), Assignment.role == "first")
    .where(Assignment.until.is_(None), Participation.left_on.is_(None))
    .order_by(Assignment.stage_id, Municipality.position, School.short_name, School.id),
)
_GRANTED = (
    select(Grant.person_id, (Grant.role == Role.CURATOR).label("curated"), Grant.school_id)
    .add_columns(func.coalesce(School.municipality_id, Grant.municipality_id).label("municipality_id"))
    .outerjoin(School, School.id == Grant.school_id)
    .where(or_(Grant.ends_on.is_(None), Grant.ends_on >= bindparam("from_day")))
    .where(Grant.person_id.in_(bindparam("people", expanding=True)))
)
_STATED = (
    select(Workplace.person_id, (~true()).label("curated"), Workplace.school_id)
    .add_columns(func.coalesce(School.municipality_id, Workplace.municipality_id).label("municipality_id"))
    .outerjoin(School, School.id == Workplace.school_id)
    .where(Workplace.removed_at.is_(None), Workplace.person_id.in_(bindparam("people", expanding=True)))
)
TIES = Read(_Tie, union_all(_GRANTED, _STATED))
WAIVED = Read(
    _Waived,
    select(ConflictWaiver.stage_id, ConflictWaiver.participation_id, ConflictWaiver.reviewer_id)
    .add_columns(ConflictWaiver.conflict)
    .where(ConflictWaiver.stage_id.in_(bindparam("stages", expanding=True)))
    .order_by(ConflictWaiver.id),
)


def away() -> tuple[Away, ...]:
    """Who is ever away, the newest first; kept as long as nothing happens."""
    return kept("away", (), AWAY.all)


def reviewed_in(cycle_id: int, person_id: int, at: datetime) -> dict[int, set[int]]:
    """Stage → the places in the year for which the person acts; a second opinion is of the one asked alone."""
    as_of = AsOf(at)
    stand_ins = {one.absent_id: one.substitute_id for one in away() if stands(one, as_of)}
    found: dict[int, set[int]] = defaultdict(set)
    for one in assigned_to(cycle_id, person_id):
        acts = stand_ins.get(one.reviewer_id, one.reviewer_id) if one.role == "first" else one.reviewer_id
        if acts == person_id and holds(one, as_of):
            found[one.stage_id].add(one.participation_id)
    return found


def assigned_to(cycle_id: int, person_id: int) -> tuple[Assigned, ...]:
    """What was ever assigned in the year to the person, and to those for whom they stand in."""
    people = {person_id, *(one.absent_id for one in away() if one.substitute_id == person_id)}
    return ASSIGNED.all(cycle_id=cycle_id, people=tuple(sorted(people)))


def acts_in(stage_id: int, places: tuple[int, ...], at: datetime) -> dict[int, Acts]:
    """Place in the year → who acts as its first reviewer at the moment."""
    as_of = AsOf(at)
    gone = {one.absent_id: one.name for one in away() if stands(one, as_of)}
    return {
        one.participation_id: Acts(gone.get(one.reviewer_id, one.name), one.reviewer_id in gone)
        for one in (FIRSTS.all(stage_id=stage_id, places=places) if places else ())
        if holds(one, as_of)
    }


def clashes_in(stages: Iterable[int], year: int, at: datetime) -> dict[int, list[Clash]]:
    """Stage → the conflicts that nobody has allowed, of those who act at this moment as first reviewers."""
    asked = tuple(stages)
    stand_ins = {one.absent_id: one for one in away() if stands(one, AsOf(at))}
    pairs = [_in_place(one, stand_ins.get(one.reviewer_id)) for one in PAIRS.all(stages=asked)]
    if not pairs:
        return {}
    ties, allowed = ties_in({one.reviewer_id for one in pairs}, year), defaultdict(list)
    for row in WAIVED.all(stages=asked):
        allowed[row[:3]].append(row.conflict)
    found: dict[int, list[Clash]] = defaultdict(list)
    for one in pairs:
        kind = conflict(ties[one.reviewer_id], one)
        if not is_allowed(kind, allowed[one.stage_id, one.participation_id, one.reviewer_id]):
            clash = Clash(one.participation_id, one.short_name, one.reviewer_id, one.name, kind)
            found[one.stage_id].append(clash)
    return found


def _in_place(pair: Pair, leave: Away | None) -> Pair:
    return pair._replace(reviewer_id=leave.substitute_id, name=leave.name) if leave else pair


def ties_in(people: Iterable[int], year: int) -> dict[int, Ties]:
    """Person → places in the year: of grants in force in it or later, and of stated workplaces; one statement."""
    asked = tuple(sorted(people))
    own: dict[int, list[_Tie]] = {person: [] for person in asked}
    for one in TIES.all(people=asked, from_day=date(year, 1, 1)):
        own[one.person_id].append(one)
    return {person: _ties(rows) for person, rows in own.items()}


def _ties(rows: list[_Tie]) -> Ties:
    return Ties(
        curated=frozenset(one.school_id for one in rows if one.curated and one.school_id),
        schools=frozenset(one.school_id for one in rows if one.school_id),
        municipalities=frozenset(one.municipality_id for one in rows if one.municipality_id),
    )
