"""Reads of assignments: those of a stage, who acts now, the reviewers with their ties; a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.directory.models import Grant, Municipality, Person, School
from app.expertise.assignments.acting import Acting, acting, stands
from app.expertise.assignments.models import Assignment, ConflictWaiver, Substitution, Workplace
from app.expertise.assignments.year_rows import away, reviewed_in
from app.extensions import db
from app.kernel.as_of import AsOf
from app.kernel.calendar import local
from app.kernel.reads import once
from app.roles import Role
from app.year.cycle.models import Participation, Stage


def schools_of(stage: Stage) -> list[Participation]:
    """The schools that take part in the year of the stage, by municipality and name."""
    found = select(Participation).join(Participation.school).join(School.municipality)
    here = (Participation.cycle_id == stage.cycle_id, Participation.left_on.is_(None))
    return list(db.session.scalars(found.where(*here).order_by(Municipality.position, School.short_name, School.id)))


def count_of_schools(stage: Stage) -> int:
    """How many they are."""
    here = Participation.cycle_id == stage.cycle_id, Participation.left_on.is_(None)
    return db.session.scalars(select(func.count(Participation.id)).where(*here)).one()


def assignments_of(stage: Stage, participation_id: int | None = None) -> list[Assignment]:
    """All of the stage, or of one school in it, the oldest first; those that have ended too."""
    found = select(Assignment).where(Assignment.stage_id == stage.id).order_by(Assignment.id)
    if participation_id is not None:
        people = joinedload(Assignment.made_by), joinedload(Assignment.ended_by)
        found = found.options(*people).where(Assignment.participation_id == participation_id)
    return list(db.session.scalars(found))


@once
def substitutions(absent_id: int | None = None) -> list[Substitution]:
    """All, or those of one absent reviewer, the newest first; the recalled ones too."""
    found = select(Substitution).order_by(Substitution.starts_on.desc(), Substitution.id.desc())
    return list(db.session.scalars(found if absent_id is None else found.where(Substitution.absent_id == absent_id)))


def to_come(on: date) -> list[Substitution]:
    """Those that are not recalled and not over."""
    return [one for one in substitutions() if one.recalled_at is None and one.ends_on >= on]


def acting_in(stage: Stage, at: datetime, places: Collection[int] | None = None) -> dict[int, Acting]:
    """Place in the year → who acts as the first reviewer of the school at the moment; of all, or of these places."""
    found = select(Assignment).where(Assignment.stage_id == stage.id, Assignment.role == "first")
    found = found if places is None else found.where(Assignment.participation_id.in_(places))
    own, as_of = db.session.scalars(found.order_by(Assignment.id)), AsOf(at)
    leaves = substitutions() if any(stands(one, as_of) for one in away()) else ()
    return {one.assignment.participation_id: one for one in acting(own, leaves, as_of)}


def acting_pairs(stage: Stage, at: datetime) -> dict[int, int]:
    """Place in the year → the id of who acts, of the schools that take part: what totals are counted of."""
    as_of = AsOf(at)
    stand_ins = {one.absent_id: one.substitute_id for one in away() if stands(one, as_of)}
    found = (
        select(Assignment.participation_id, Assignment.reviewer_id)
        .join(Participation, Participation.id == Assignment.participation_id)
        .where(Assignment.stage_id == stage.id, Assignment.role == "first", Participation.left_on.is_(None))
        .where(Assignment.since <= at, or_(Assignment.until.is_(None), Assignment.until > at))
    )
    return {place: stand_ins.get(person, person) for place, person in db.session.execute(found)}


def anybody_acts(stage: Stage, at: datetime) -> bool:
    """Some school of the stage has its reviewer."""
    ended = or_(Assignment.until.is_(None), Assignment.until > at)
    own = select(Assignment.id).where(Assignment.stage_id == stage.id, Assignment.role == "first", ended)
    return db.session.scalar(own.limit(1)) is not None


def assigned(stage: Stage) -> tuple[dict[int, Assignment], set[tuple[int, int]]]:
    """Place in the year → its first reviewer as assigned, whoever stands in; (place, reviewer) of the second opinions
    that are asked for.
    """
    found = select(Assignment).where(Assignment.stage_id == stage.id, Assignment.until.is_(None))
    standing = list(db.session.scalars(found.where(Assignment.role.in_(("first", "second")))))
    first = {one.participation_id: one for one in standing if one.role == "first"}
    return first, {(one.participation_id, one.reviewer_id) for one in standing if one.role == "second"}


def current(stage: Stage) -> dict[int, Assignment]:
    """Place in the year → its first reviewer as assigned, whoever stands in."""
    return assigned(stage)[0]


def asked_second(stage: Stage) -> set[tuple[int, int]]:
    """(place in the year, reviewer) of the second opinions that are asked for."""
    return assigned(stage)[1]


def reviewers(on: date) -> list[Person]:
    """Those who hold the role of a reviewer on the day, by name, with all their grants."""
    in_force = Grant.starts_on <= on, or_(Grant.ends_on.is_(None), Grant.ends_on >= on)
    holding = select(Grant.person_id).where(Grant.role == Role.REVIEWER, *in_force)
    found = select(Person).options(selectinload(Person.grants).joinedload(Grant.school)).where(Person.id.in_(holding))
    return list(db.session.scalars(found.order_by(Person.name, Person.id)))


def away_on(on: date) -> dict[int, Substitution]:
    """Absent reviewer → who stands in on the day, as things are known now."""
    return {one.absent_id: one for one in to_come(on) if one.starts_on <= on}


def workplaces() -> dict[int, list[Workplace]]:
    """Person → stated workplaces, those that still hold."""
    found = defaultdict(list)
    for one in db.session.scalars(select(Workplace).where(Workplace.removed_at.is_(None)).order_by(Workplace.id)):
        found[one.person_id].append(one)
    return found


@once
def waivers_of(stage: Stage) -> dict[tuple[int, int], list[ConflictWaiver]]:
    """(place in the year, reviewer) → what was allowed against the rule."""
    found = defaultdict(list)
    for one in db.session.scalars(
        select(ConflictWaiver).where(ConflictWaiver.stage_id == stage.id).order_by(ConflictWaiver.id)
    ):
        found[one.participation_id, one.reviewer_id].append(one)
    return found


def reviewed_by(person_id: int, stage: Stage, at: datetime) -> set[int]:
    """The places in the year for which the person acts at the moment."""
    return reviewed_in(stage.cycle_id, person_id, at)[stage.id]


def today_of(at: datetime) -> date:
    """The day of a moment in Moscow."""
    return local(at).date()
