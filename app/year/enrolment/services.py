"""The verbs about the schools of a year: enrol, correct, leave, come back, take a whole list."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TypedDict

from app.directory.models import School
from app.extensions import db
from app.journal.services import record
from app.people import services as people
from app.people.queries import person_at
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.roles import Role
from app.year.cycle.membership import moment_of
from app.year.cycle.models import Cycle, Membership, Participation
from app.year.cycle.queries import current_cycle
from app.year.enrolment.matching import Line
from app.year.enrolment.queries import participation, with_code

TAKEN = "Код {} уже у\u00a0другой школы: {}. Проверьте код."
NO_REASON = Refusal(
    "reason", "Напишите, почему школа выходит из\u00a0проекта: причина останется в\u00a0истории и\u00a0в\u00a0приказе."
)
AMISS = (
    "В\u00a0строках {} есть ошибки, и\u00a0ничего не\u00a0добавлено. Исправьте их в\u00a0файле и\u00a0загрузите снова."
)


class Words(TypedDict):
    """What stands in the row of a school."""

    short_name: str
    full_name: str
    code: str | None
    municipality_id: int | None


def enrol(cycle: Cycle, school: School, actor: Actor, now: datetime) -> Participation:
    """A place in the year for a school; whoever had left comes back."""
    ensure_can(actor, "enrolment.edit")
    if school.id is None:
        refuse_if(_taken(school.code))
    db.session.add(school)
    db.session.flush()
    joined = participation(cycle, school)
    if joined is None:
        joined = Participation(cycle=cycle, school=school)
        db.session.add(joined)
    joined.left_on = joined.left_because = None
    if not joined.memberships or joined.memberships[-1].move == "left":
        _moved(joined, "joined", now, now)
    db.session.flush()
    record("school:enrolled", joined, actor, now)
    return joined


def _taken(code: str | None, but: int | None = None) -> Refusal | None:
    other = with_code(code, but) if code else None
    return Refusal("taken", TAKEN.format(code, other.short_name)) if other else None


def closed(joined: Participation) -> Refusal | None:
    """The list of a year that has passed stays as it was; the present one says what is so now."""
    present = current_cycle()
    if joined.cycle.year >= present.year:
        return None
    said = f"Это перечень {joined.cycle.year} года: он закончен и\u00a0больше не\u00a0меняется."
    return Refusal("past", f"{said} Сейчас идёт {present.year} год.")


def come_back(joined: Participation, actor: Actor, now: datetime) -> Participation:
    """The leaving was a mistake, or is over."""
    refuse_if(closed(joined))
    return enrol(joined.cycle, joined.school, actor, now)


def correct(joined: Participation, words: Words, actor: Actor, now: datetime) -> Participation:
    """Other names, code or place. Orders that are registered keep the words that they were signed with."""
    ensure_can(actor, "enrolment.edit")
    refuse_if(closed(joined))
    refuse_if(_taken(words["code"], joined.school_id))
    before = joined.school.short_name
    for name, value in words.items():
        setattr(joined.school, name, value)
    record("school:corrected", joined, actor, now, before=before)
    return joined


def leave(joined: Participation, on: date, because: str, actor: Actor, now: datetime) -> Participation:
    """The school leaves the year: it asks for nothing more, and what it handed in stays."""
    ensure_can(actor, "enrolment.edit")
    refuse_if(closed(joined))
    if not because:
        raise Refused(NO_REASON)
    joined.left_on = on
    joined.left_because = because
    _moved(joined, "left", moment_of(on, now), now, because)
    record("school:left", joined, actor, now, on=on.isoformat())
    return joined


def _moved(joined: Participation, move: str, happened_at: datetime, now: datetime, because: str = "") -> None:
    fact = Membership(move=move, because=because, happened_at=happened_at, recorded_at=now)
    joined.memberships.append(fact)


def take(cycle: Cycle, lines: Sequence[Line], today: date, actor: Actor, now: datetime) -> int:
    """Bring in all schools of a list with their people, or none; the number of schools that are new in the year."""
    if amiss := [str(line.row.number) for line in lines if line.troubles]:
        raise Refused.because("amiss", AMISS.format(", ".join(amiss)))
    added = 0
    for line in lines:
        school = line.school or School(
            short_name=line.row.short_name,
            full_name=line.row.full_name or line.row.short_name,
            code=line.row.code or None,
            municipality=line.town,
        )
        if line.what != "stands":
            enrol(cycle, school, actor, now)
            added += 1
        for role, name, email in _holders(line):
            _hold(school, role, name, email, today, actor, now)
    return added


def _holders(line: Line) -> Iterator[tuple[Role, str, str]]:
    row = line.row
    for role, name, email in ((Role.SCHOOL, row.head, row.head_email), (Role.CURATOR, row.curator, row.curator_email)):
        if email:
            yield role, name, email


def _hold(school: School, role: Role, name: str, email: str, today: date, actor: Actor, now: datetime) -> None:
    """The role for the school; whoever holds it already keeps it as it is. A refusal says whose it is."""
    place = {"school_id": school.id, "municipality_id": None}
    try:
        person = person_at(email) or people.add(name, email, "", "", actor, now)
        if people.doubled(person, role, place, today, None) is None:
            people.give_role(person, role, place, today, None, actor, now)
    except Refused as refused:
        raise Refused.because(refused.code, f"{email}: {refused.sentence}") from refused
