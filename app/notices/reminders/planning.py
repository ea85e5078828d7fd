"""Who is reminded of what today: a few statements, however many people; nothing of it is stored."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from typing import NamedTuple

from sqlalchemy import select

from app.directory.models import Grant, Person
from app.directory.queries import in_force
from app.duties.rows import Duty, Scope
from app.duties.sets import SETS
from app.extensions import db
from app.notices.models import Letter, MailChoice, ReminderDay, ReminderStep
from app.notices.reminders.steps import Step, fired
from app.notices.reminders.table import DEPARTMENT, MUNICIPAL, OWN
from app.notices.reminders.wording import Line, Told, lines
from app.people.accounts.models import Account
from app.roles import Role
from app.year.cycle.models import Cycle
from app.year.cycle.queries import newest_cycle

Of = dict[int, list[Told]]
WATCHERS = {MUNICIPAL: Role.MUNICIPAL, DEPARTMENT: Role.REGIONAL}


class _Held(NamedTuple):
    """A role that a person holds today at a place."""

    person_id: int
    role: str
    school_id: int | None
    municipality_id: int | None


def reminders(today: date) -> dict[int, list[Line]]:
    """Person → what to say today to whoever has had no digest yet; nothing in no opened year, or once all were told."""
    cycle, day = newest_cycle(), db.session.get(ReminderDay, today)
    if cycle is None or not cycle.opened or (day is not None and day.finished_at is not None):
        return {}
    duties = list(_pressing(cycle, today, day.since if day else told_last(today)))
    if not duties:
        return {}
    found, reached = _people(duties, today), _reached(today)
    return {person: said for person in reached & found.keys() if (said := lines(found[person], today))}


def told_last(today: date) -> date:
    """The day before today on which people were reminded; of a new house, yesterday."""
    last = db.session.scalar(
        select(ReminderDay.on).where(ReminderDay.on < today).order_by(ReminderDay.on.desc()).limit(1)
    )
    return last or today - timedelta(1)


def steps() -> dict[str, list[Step]]:
    """The steps of each kind, in the order of days."""
    found: dict[str, list[Step]] = {kind: [] for kind in SETS}
    for row in db.session.scalars(select(ReminderStep).order_by(ReminderStep.days, ReminderStep.id)):
        found.setdefault(row.kind, []).append(Step(row.whom, row.days))
    return found


def _pressing(cycle: Cycle, today: date, since: date) -> Iterator[tuple[str, Duty]]:
    """Whom of a duty, and the duty: those with a step today, and no others are asked for."""
    known = steps()
    for kind, make in SETS.items():
        told = _by_day(known[kind], since, today)
        for duty in make(Scope(cycle, today, wanted=partial(_wants, told))):
            for whom in told(duty.due_on):
                yield whom, duty


def _wants(told: Callable[[date | None], frozenset[str]], day: date | None) -> bool:
    return bool(told(day))


def _by_day(own: Iterable[Step], since: date, today: date) -> Callable[[date | None], frozenset[str]]:
    every = tuple(own)
    return cache(lambda day: fired(day, every, since, today) if day else frozenset())


def _people(duties: Iterable[tuple[str, Duty]], today: date) -> Of:
    """Each duty with everybody who is told of it, by the roles that are held today."""
    holding: dict[tuple[str, int | None, int | None], list[int]] = {}
    for person, role, school, town in _held(today):
        holding.setdefault((role, school, town), []).append(person)
    acting, found = {person for own in holding.values() for person in own}, Of()
    for whom, duty in duties:
        for person in acting.intersection(_told(whom, duty, holding)):
            found.setdefault(person, []).append(Told(whom, duty))
    return found


def _told(whom: str, duty: Duty, holding: dict[tuple[str, int | None, int | None], list[int]]) -> list[int]:
    if whom != OWN:
        town = duty.municipality_id if whom == MUNICIPAL else None
        return [] if whom == MUNICIPAL and town is None else holding.get((WATCHERS[whom], None, town), [])
    if duty.role is None:
        return [duty.person_id] if duty.person_id else []
    town = None if duty.school_id else duty.municipality_id
    school = duty.school_id if duty.role in (Role.SCHOOL, Role.CURATOR) else None
    return holding.get((duty.role, school, town), [])


def _held(today: date) -> Iterable[_Held]:
    asked = select(Grant.person_id, Grant.role, Grant.school_id, Grant.municipality_id)
    held = asked.where(in_force(today), Grant.ended_at.is_(None)).order_by(Grant.id)
    return map(_Held._make, db.session.execute(held))


def _reached(today: date) -> set[int]:
    """Who can be written to: with an address and an open account, not by the page alone, without today's digest."""
    alone = select(MailChoice.person_id).where(MailChoice.way == "page")
    had = select(Letter.person_id).where(Letter.digest_on == today)
    asked = select(Person.id).join(Account, Account.person_id == Person.id)
    asked = asked.where(Account.closed_at.is_(None), Person.email != "")
    return set(db.session.scalars(asked.where(Person.id.not_in(alone), Person.id.not_in(had))))
