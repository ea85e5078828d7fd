"""A list of people taken: the persons who are new, and each role that is not held yet; all of it or nothing."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import in_force
from app.extensions import db
from app.kernel.names import plain
from app.people import services
from app.people.queries import municipalities, person_at
from app.permissions import Actor
from app.refusals import Refused
from app.roles import PLACES, Role
from app.setup.people_rows import Known, Line, amiss
from app.year.enrolment.matching import town_key

AMISS = (
    "В\u00a0строках {} есть ошибки, и\u00a0ничего не\u00a0записано. Исправьте их в\u00a0файле и\u00a0загрузите снова."
)


def known(today: date) -> Known:
    """What the rows are compared with."""
    towns: list[Municipality] = municipalities(today)
    schools = db.session.execute(select(School.id, School.municipality_id, School.short_name))
    people = db.session.execute(select(Person.email, Person.name))
    held = select(Person.email, Grant.role, Grant.school_id, Grant.municipality_id).join(Grant.person)
    return Known(
        {town_key(town.name): town.id for town in towns},
        {(town, plain(name)): key for key, town, name in schools},
        {email.casefold(): name for email, name in people},
        frozenset(
            (email.casefold(), Role(role), school or town)
            for email, role, school, town in db.session.execute(held.where(in_force(today)))
        ),
    )


def take(found: Sequence[Line], today: date, actor: Actor, now: datetime) -> int:
    """Bring everybody in; the number of roles that were given. Raises Refused, and then nobody is."""
    if wrong := amiss(found):
        raise Refused.because("amiss", AMISS.format(", ".join(wrong)))
    return sum(_held(line, today, actor, now) for line in found if line.what != "stands")


def _held(line: Line, today: date, actor: Actor, now: datetime) -> bool:
    row, role = line.row, line.role
    assert role is not None  # a row without one is amiss
    place = {
        "school_id": line.place if PLACES[role] == "school" else None,
        "municipality_id": line.place if PLACES[role] == "municipality" else None,
    }
    try:
        person = person_at(row.email) or services.add(row.name, row.email, row.post, row.phone, actor, now)
        if services.doubled(person, role, place, today, None) is not None:
            return False
        services.give_role(person, role, place, today, None, actor, now)
    except Refused as refused:
        raise Refused.because(refused.code, f"Строка {row.number}: {refused.sentence}") from refused
    return True
