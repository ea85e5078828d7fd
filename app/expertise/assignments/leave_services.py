"""The verbs about reviewers: a substitution for a leave, its recall, a stated workplace."""

from datetime import date, datetime

from app.directory.models import Person
from app.expertise.assignments import queries
from app.expertise.assignments.conflicts import Clash
from app.expertise.assignments.models import Assignment, Substitution, Workplace
from app.expertise.assignments.queries import today_of
from app.expertise.assignments.services import allow, clashing
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Cycle, Stage
from app.year.cycle.queries import stages_of

NOT_TWO = Refusal("same", "Замещает другой эксперт: выберите его.")
SECOND = Refusal(
    "second",
    "Этот эксперт даёт второе мнение о\u00a0школе отсутствующего. Сначала снимите запрос или выберите другого.",
)
NO_REASON = Refusal("reason", "Напишите, почему нужно замещение, например «отпуск».")
ORDER = Refusal("days", "Замещение заканчивается раньше, чем начинается. Проверьте дни.")
PAST = Refusal("past", "Первый день уже прошёл. Замещение действует с\u00a0сегодняшнего дня или позже.")
AWAY = "В\u00a0эти дни {} уже замещает другой эксперт: {} – {}. Сначала отмените то замещение."
BUSY = "{} в\u00a0эти дни сам(а) отсутствует: {} – {}. Выберите другого эксперта."
IN_PLACE = "{} в\u00a0эти дни сам(а) замещает: {} – {}. Сначала отмените то замещение."


def substitute(
    cycle: Cycle,
    absent: Person,
    other: Person | None,
    days: tuple[date, date],
    reason: str,
    because: str,
    actor: Actor,
    now: datetime,
) -> Substitution:
    """The other sees and reviews the schools of the absent one from a day to a day inclusive.

    `because` lets the conflicts of interest pass; without it they are refused, and so are days that can't be.
    """
    ensure_can(actor, "assignment.edit")
    if other is None:
        raise Refused(NOT_TWO)
    refuse_if(_refusal(absent, other, *days, reason, today_of(now)))
    if any(_asked_second(stage, absent, other) for stage in stages_of(cycle)):
        raise Refused(SECOND)
    found = [(stage, clash) for stage in stages_of(cycle) for clash in _clashes(stage, absent, other)]
    if found and not because:
        raise Refused.because("conflict", " ".join(dict.fromkeys(clash.sentence for _, clash in found)))
    for stage, clash in found:
        allow(stage, clash, because, actor, now)
    made = Substitution(
        absent=absent,
        substitute=other,
        starts_on=days[0],
        ends_on=days[1],
        reason=reason,
        made_by_id=actor.person_id,
        made_at=now,
    )
    db.session.add(made)
    db.session.flush()
    record("substitution:made", made, actor, now, absent=absent.id, substitute=other.id)
    return made


def _own(stage: Stage, absent: Person) -> list[Assignment]:
    return [one for one in queries.current(stage).values() if one.reviewer_id == absent.id]


def _asked_second(stage: Stage, absent: Person, other: Person) -> bool:
    second = queries.asked_second(stage)
    return any((one.participation_id, other.id) in second for one in _own(stage, absent))


def _clashes(stage: Stage, absent: Person, other: Person) -> list[Clash]:
    return clashing(stage, [(one.participation, other) for one in _own(stage, absent)])


def _refusal(absent: Person, other: Person, starts_on: date, ends_on: date, reason: str, today: date) -> Refusal | None:
    if other.id == absent.id or other.id not in {one.id for one in queries.reviewers(today)}:
        return NOT_TWO
    if ends_on < starts_on:
        return ORDER
    if starts_on < today:
        return PAST
    if not reason:
        return NO_REASON
    return _overlap(absent, other, starts_on, ends_on, today)


def _overlap(absent: Person, other: Person, starts_on: date, ends_on: date, today: date) -> Refusal | None:
    for one in queries.to_come(today):
        if one.starts_on > ends_on or one.ends_on < starts_on:
            continue
        days = f"{one.starts_on:%d.%m.%Y}", f"{one.ends_on:%d.%m.%Y}"
        if one.absent_id == absent.id:
            return Refusal("away", AWAY.format(absent.name, *days))
        if one.absent_id == other.id:
            return Refusal("busy", BUSY.format(other.name, *days))
        if one.substitute_id == absent.id:
            return Refusal("in_place", IN_PLACE.format(absent.name, *days))
    return None


def recall(made: Substitution, actor: Actor, now: datetime) -> Substitution:
    """The absent one is back, or never left: from this moment their schools are their own. Refused a second time."""
    ensure_can(actor, "assignment.edit")
    if made.recalled_at is not None:
        raise Refused.because("recalled", "Это замещение уже отменено.")
    made.recalled_at = now
    made.recalled_by_id = actor.person_id
    db.session.flush()
    record("substitution:recalled", made, actor, now)
    return made


def state_workplace(
    person: Person, school_id: int | None, municipality_id: int | None, actor: Actor, now: datetime
) -> Workplace:
    """Where a reviewer works besides: from now on a conflict of interest. Refused when it is stated already."""
    ensure_can(actor, "assignment.edit")
    if (school_id is None) == (municipality_id is None):
        raise Refused.because("place", "Выберите школу или муниципалитет: что-то одно.")
    known = queries.workplaces()[person.id]
    if any((one.school_id, one.municipality_id) == (school_id, municipality_id) for one in known):
        raise Refused.because("known", "Это место работы уже указано.")
    stated = Workplace(
        person=person,
        school_id=school_id,
        municipality_id=municipality_id,
        stated_by_id=actor.person_id,
        stated_at=now,
    )
    db.session.add(stated)
    db.session.flush()
    record("workplace:stated", stated, actor, now, school_id=school_id, municipality=municipality_id)
    return stated


def clashes_now(person: Person, cycle: Cycle, now: datetime) -> list[str]:
    """The schools of the year that the person has, or will have in somebody's place, in spite of a conflict."""
    stands_for = {one.absent_id for one in queries.to_come(today_of(now)) if one.substitute_id == person.id}
    found = []
    for stage in stages_of(cycle):
        every = queries.assignments_of(stage)
        own = [one for one in every if one.until is None and one.reviewer_id in {person.id, *stands_for}]
        pairs = {one.participation_id: (one.participation, person) for one in own}
        found += [clash.sentence for clash in clashing(stage, list(pairs.values()))]
    return list(dict.fromkeys(found))


def remove_workplace(stated: Workplace, actor: Actor, now: datetime) -> Workplace:
    """It was stated by mistake, or is over; the row stays. Refused a second time."""
    ensure_can(actor, "assignment.edit")
    if stated.removed_at is not None:
        raise Refused.because("removed", "Это место работы уже убрано.")
    stated.removed_at = now
    stated.removed_by_id = actor.person_id
    db.session.flush()
    record("workplace:removed", stated, actor, now, school_id=stated.school_id, municipality=stated.municipality_id)
    return stated
