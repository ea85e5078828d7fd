"""Reads of the project year."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, func, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.directory.models import Municipality, School
from app.directory.queries import within_reach
from app.directory.reach import reach
from app.extensions import db
from app.journal.kept import kept
from app.kernel.as_of import AsOf, holding
from app.kernel.paging import SIZE, Asked, Page, count_of
from app.kernel.reads import once
from app.permissions import Actor
from app.year.cycle.membership import takes_part
from app.year.cycle.models import (
    Cycle,
    Deadline,
    EvidenceWindow,
    LatePermission,
    Membership,
    Participation,
    SchoolRisk,
    Stage,
)
from app.year.cycle.opening import Opening, opening
from app.year.cycle.rows import STAGE_DAYS, WINDOWS, Due, OfYear, StageDay, Town, Window, Year, this_year


def newest_cycle() -> Cycle | None:
    """The newest that is opened; the one that is being prepared while a house has opened none; None of an empty one.

    A session asks once, and keeps the answer as true as any of its rows.
    """
    known = db.session.info.get("cycle")
    if known is None or known not in db.session:
        newest = select(Cycle).order_by(Cycle.opened.desc(), Cycle.year.desc()).limit(1)
        known = db.session.scalars(newest.options(joinedload(Cycle.moves))).unique().first()
        db.session.info["cycle"] = known
    return known


def current_cycle() -> Cycle:
    """The year that everybody lives in: the newest that is opened, or the first one while it is being prepared."""
    cycle = newest_cycle()
    if cycle is None:
        raise LookupError("there is no cycle yet: the first person of the house names it")
    return cycle


def cycle_at(as_of: AsOf) -> Cycle | None:
    """The year that everybody lived in at the moment; None before the first began."""
    if not as_of.past:
        return current_cycle()
    begun = select(Cycle).where(Cycle.opened, Cycle.begins_on <= as_of.day)
    return db.session.scalars(begun.order_by(Cycle.year.desc()).limit(1)).first()


def year_at(as_of: AsOf) -> Year | None:
    """The same as plain values."""
    if not as_of.past:
        return this_year()
    cycle = cycle_at(as_of)
    days = {one.key: Due(one.key, one.title, one.due_on) for one in cycle.deadlines} if cycle else {}
    return Year(cycle.id, cycle.year, cycle.demo_offset, cycle.evidence_rule, days) if cycle else None


def deadline(cycle: Cycle, key: str) -> Deadline:
    """A single day of the year by its key."""
    return next(one for one in cycle.deadlines if one.key == key)


def day_of(cycle: Cycle, key: str) -> date:
    """The same day: of the year that everybody lives in it is known already."""
    present = this_year()
    return present.days[key].due_on if present.id == cycle.id else deadline(cycle, key).due_on


def windows(cycle: OfYear) -> list[EvidenceWindow]:
    """The months of evidence, in order."""
    return _windows(cycle.id)


def windows_kept(cycle_id: int) -> tuple[Window, ...]:
    """The same as plain values, with nothing permitted to anybody; kept as long as nothing happens."""
    return kept("windows", (cycle_id,), lambda: WINDOWS.all(cycle_id=cycle_id, school=0))


@once
def _windows(cycle_id: int) -> list[EvidenceWindow]:
    own = select(EvidenceWindow).where(EvidenceWindow.cycle_id == cycle_id)
    return list(db.session.scalars(own.order_by(EvidenceWindow.number)))


def stages_of(cycle: OfYear) -> list[Stage]:
    """The stages of expertise, in order."""
    return _stages(cycle.id)


def stages_with_changes(cycle: OfYear) -> list[Stage]:
    """The same with what was changed of each, by whom and why, in two statements."""
    own = select(Stage).where(Stage.cycle_id == cycle.id).options(selectinload(Stage.changes))
    return list(db.session.scalars(own.order_by(Stage.number)))


def stage_days(cycle_id: int) -> tuple[StageDay, ...]:
    """The same by their days; kept as long as nothing happens."""
    return kept("stage_days", (cycle_id,), lambda: STAGE_DAYS.all(cycle_id=cycle_id))


@once
def _stages(cycle_id: int) -> list[Stage]:
    return list(db.session.scalars(select(Stage).where(Stage.cycle_id == cycle_id).order_by(Stage.number)))


def participations(cycle: OfYear, clause: ColumnElement[bool]) -> list[Participation]:
    """The schools that take part, with their risks: those that the clause on School lets through."""
    return list(db.session.scalars(_of_year(cycle, clause).where(Participation.left_on.is_(None))).unique())


def page_of_schools(
    cycle: OfYear, clause: ColumnElement[bool], asked: Asked, size: int = SIZE
) -> tuple[list[Participation], Page]:
    """A page of the same."""
    found = _of_year(cycle, clause).where(Participation.left_on.is_(None))
    page = Page(count_of(found.with_only_columns(Participation.id)), asked, size)
    return list(db.session.scalars(page.of(found)).unique()), page


def every_town(cycle_id: int) -> tuple[Town, ...]:
    """Those of all schools; kept as long as nothing happens."""
    return kept("towns", (cycle_id,), lambda: tuple(Town(*one) for one in _towns(cycle_id, true())))


def towns_within(cycle: OfYear, actor: Actor, action: str) -> Sequence[Town | Row[int, str]]:
    """Those of the schools for which the actor may take the action."""
    whole = reach(actor, action)["everywhere"]
    return every_town(cycle.id) if whole else towns_of(cycle, within_reach(actor, action))


def towns_of(cycle: OfYear, clause: ColumnElement[bool]) -> Sequence[Row[int, str]]:
    """The municipalities, by id and name, of the schools that take part and that the clause on School lets through."""
    return _towns(cycle.id, clause)


def _towns(cycle_id: int, clause: ColumnElement[bool]) -> Sequence[Row[int, str]]:
    here = select(School.municipality_id).join(Participation, Participation.school_id == School.id)
    here = here.where(Participation.cycle_id == cycle_id, Participation.left_on.is_(None), clause)
    found = select(Municipality.id, Municipality.name).where(Municipality.id.in_(here))
    return db.session.execute(found.order_by(Municipality.position)).all()


def participations_at(cycle: OfYear, clause: ColumnElement[bool], as_of: AsOf) -> list[Participation]:
    """The same at a moment; whoever came or left is told by the facts, and the risks still stand as now."""
    found = db.session.scalars(_of_year(cycle, clause).options(selectinload(Participation.memberships)))
    return [school for school in found.unique() if takes_part(school.memberships, as_of)]


def _of_year(cycle: OfYear, clause: ColumnElement[bool]) -> Select[Participation]:
    return (
        select(Participation)
        .join(Participation.school)
        .options(joinedload(Participation.risks).joinedload(SchoolRisk.direction))
        .where(Participation.cycle_id == cycle.id, clause)
        .order_by(School.municipality_id, School.short_name, Participation.id)
    )


def moves_entered_later(cycle: OfYear, clause: ColumnElement[bool], as_of: AsOf) -> list[Membership]:
    """Who had come or left by the moment without anybody having written it down yet; nobody of the present."""
    if not as_of.past:
        return []
    found = (
        select(Membership)
        .join(Membership.participation)
        .join(Participation.school)
        .options(contains_eager(Membership.participation).contains_eager(Participation.school))
        .where(Participation.cycle_id == cycle.id, clause)
        .where(Membership.happened_at <= as_of.at, Membership.recorded_at > as_of.at)
    )
    return list(db.session.scalars(found.order_by(Membership.id)))


def late_until(participation_id: int, window_id: int, by: datetime | None = None) -> date | None:
    """To what day the school may still show evidence of a closed window by what had been permitted by then."""
    own = [LatePermission.participation_id == participation_id, LatePermission.window_id == window_id]
    own += [LatePermission.granted_at <= by] if by else []
    return db.session.scalar(select(func.max(LatePermission.until_on)).where(*own))


def openings(participation_id: int, opened: list[EvidenceWindow], moment: datetime) -> dict[int, Opening]:
    """How each window stands for the school, by the id of the window; one statement."""
    until: dict[int, date] = {}
    for one in _permitted(participation_id):
        until[one.window_id] = max(one.until_on, until.get(one.window_id, one.until_on))
    return {window.id: opening(window, until.get(window.id), moment) for window in opened}


def late_permissions(participation: Participation, as_of: AsOf) -> list[LatePermission]:
    """What had been permitted to the school, the newest first."""
    return holding(as_of, _permitted(participation.id), "granted_at")


@once
def _permitted(participation_id: int) -> list[LatePermission]:
    own = select(LatePermission).where(LatePermission.participation_id == participation_id)
    return list(db.session.scalars(own.order_by(LatePermission.id.desc())))
