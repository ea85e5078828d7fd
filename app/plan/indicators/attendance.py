"""Who took part in the events of the year: in at least one of a kind, or in each that was held."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.directory.models import Grant, Person
from app.directory.queries import asked, in_force
from app.extensions import db
from app.kernel.calendar import end_of, local
from app.plan.indicators.computed import standing
from app.plan.indicators.measures import Measure, Measures, curators, schools
from app.plan.indicators.scene import Scene, has
from app.plan.registers.models import Attendance, ProjectEvent
from app.roles import Role
from app.year.cycle.models import Membership, Participation

Whom = tuple[InstrumentedAttribute[int], InstrumentedAttribute[int | None]]
SCHOOL_THERE: Whom = Participation.id, Attendance.participation_id
CURATOR_THERE: Whom = Person.id, Attendance.person_id
IN_PLACE = Grant.stands_for_id.is_not(None), in_force(ProjectEvent.on)


def attended(whom: Whom, scene: Scene, kinds: Sequence[str], *clauses: ColumnElement[bool]) -> ColumnElement[bool]:
    """The school or the person took part in at least one such event."""
    who, there = whom
    present = select(there).join(Attendance.event).where(there.is_not(None), *_of(scene, kinds), *clauses)
    return who.in_(present)


def curator_attended(scene: Scene, kinds: Sequence[str], *clauses: ColumnElement[bool]) -> ColumnElement[bool]:
    """The curator was at one such event, or who stood in for them on its day."""
    instead = select(Grant.stands_for_id).join(Attendance, Attendance.person_id == Grant.person_id)
    instead = instead.join(Attendance.event).where(*IN_PLACE, *_of(scene, kinds), *clauses)
    return or_(attended(CURATOR_THERE, scene, kinds, *clauses), Person.id.in_(instead))


def _of(scene: Scene, kinds: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return ProjectEvent.cycle_id == scene.cycle.id, ProjectEvent.voided_at.is_(None), ProjectEvent.kind.in_(kinds)


def at_each(kind: str, events: str, at_events: str) -> Measures:
    """Items 22 and 27: every school and every curator at each of the events held; where none was held, none was met.

    Who came into the year or began to lead after an event is not asked about it. Beside it stand the events at which
    all were, so that it is seen on which list somebody lacks, and who spoke.
    """

    def measures(scene: Scene) -> list[Measure]:
        held = standing(ProjectEvent, scene, ProjectEvent.kind == kind)
        some, no_school, no_curator = held.scalar_subquery() > 0, _absent_school(scene, kind), _absent_curator(scene)
        lacking = or_(
            exists(select(Participation.id).where(scene.in_project, no_school).correlate(ProjectEvent)),
            exists(select(Person.id).where(scene.leading, no_curator).correlate(ProjectEvent)),
        )
        missed = [
            exists(held.with_only_columns(ProjectEvent.id).where(absent).correlate(who))
            for who, absent in ((Participation, no_school), (Person, no_curator))
        ]
        spoke = has(
            Attendance.participation_id, Attendance.part == "speaker", Attendance.event_id.in_(_ids(scene, kind))
        )
        return [
            schools(scene, f"школы, участвовавшие во\u00a0всех {at_events}", some & ~missed[0], "registers.first"),
            curators(scene, f"кураторы, участвовавшие во\u00a0всех {at_events}", some & ~missed[1]),
            Measure(
                f"проведённые {events}, где были все",
                held.where(not_(lacking)).scalar_subquery(),
                held.scalar_subquery(),
                held.with_only_columns(ProjectEvent.id, ProjectEvent.title).where(lacking).order_by(ProjectEvent.on),
                "register_events.one",
                counts=False,
            ),
            *(
                [schools(scene, "школы, которые выступали", spoke, "registers.first", counts=False)]
                if kind == "exchange"
                else []
            ),
        ]

    return measures


def _ids(scene: Scene, kind: str) -> Select[int]:
    return standing(ProjectEvent, scene, ProjectEvent.kind == kind).with_only_columns(ProjectEvent.id)


def _absent_school(scene: Scene, kind: str) -> ColumnElement[bool]:
    """Of a school and an event: the school took part in the year already, and its mark lacks."""
    mark = select(Attendance.id).where(
        Attendance.event_id == ProjectEvent.id, Attendance.participation_id == Participation.id
    )
    came_after = [
        and_(Participation.id == school, ProjectEvent.on < came) for school, came in _newcomers(scene, kind).items()
    ]
    return and_(~exists(mark.correlate(ProjectEvent, Participation)), *map(not_, came_after))


def _newcomers(scene: Scene, kind: str) -> dict[int, date]:
    """Schools that came into the year after the first of the events, and when; hardly ever is there one."""
    first = db.session.scalar(_ids(scene, kind).with_only_columns(func.min(ProjectEvent.on)))
    if first is None:
        return {}
    joined = select(Membership.participation_id, Membership.happened_at).join(Membership.participation)
    joined = joined.where(Participation.cycle_id == scene.cycle.id, Membership.move == "joined")
    found = db.session.execute(joined.where(Membership.happened_at >= end_of(first)).order_by(Membership.id))
    return {school: local(at).date() for school, at in found}


def _absent_curator(scene: Scene) -> ColumnElement[bool]:
    """Of a person and an event: the person led a school of the year on its day, and the mark lacks.

    The mark of who stood in on that day counts, and who stood in is not asked.
    """
    mark = select(Attendance.id).where(Attendance.event_id == ProjectEvent.id, Attendance.person_id == Person.id)
    instead = select(Attendance.id).join(Grant, Grant.person_id == Attendance.person_id)
    instead = instead.where(Attendance.event_id == ProjectEvent.id, Grant.stands_for_id == Person.id, *IN_PLACE)
    led = select(Grant.id).join(Participation, Participation.school_id == Grant.school_id)
    led = led.where(Grant.person_id == Person.id, Grant.role == Role.CURATOR)
    led = led.where(in_force(ProjectEvent.on), asked(ProjectEvent.on), Participation.cycle_id == scene.cycle.id)
    there = (exists(one.correlate(ProjectEvent, Person)) for one in (mark, instead))
    return exists(led.correlate(ProjectEvent, Person)) & ~or_(*there)
