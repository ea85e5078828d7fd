"""The verbs of the dictionary: somebody answers for an executor from a day, and ends; each in the journal."""

from datetime import date, datetime

from sqlalchemy import select

from app.directory.models import Official, Person
from app.directory.queries import official
from app.extensions import db
from app.journal.kept import kept
from app.journal.services import record
from app.kernel.reads import Read
from app.permissions import Actor, ensure_can
from app.plan.answering.models import Answering
from app.plan.answering.rules import Answers, Named, answering, clash
from app.plan.executors import FULL
from app.plan.items import Item
from app.refusals import refuse_if

# Whose holders of a role are many and are named elsewhere: each school, each municipality.
OF_PLACES = ("SCHOOL", "SCHOOL_HEAD", "CURATOR", "MOUO", "MUN_COORD")
CODES = tuple(code for code in FULL if code not in OF_PLACES)


ALL = Read(
    lambda id_, code, acting, first, last, *person: Answers(id_, code, acting, first, last, Named(*person)),
    select(Answering.id, Answering.code, Answering.acting, Answering.starts_on, Answering.ends_on)
    .add_columns(Person.id, Person.name, Person.post)
    .join(Person, Person.id == Answering.person_id)
    .order_by(Answering.starts_on, Answering.id),
)


def rows() -> dict[str, list[Answers]]:
    """All of the dictionary by executor; kept until the journal goes on."""
    return kept("answering", (), lambda: {code: [row for row in ALL.all() if row.code == code] for code in FULL})


def named(item: Item, on: date) -> list[tuple[str, Answers | None]]:
    """Each executor of an item in words, and who answers for it on the day."""
    known = rows()
    return [(FULL.get(one.code, one.code), answering(known.get(one.code, []), on)) for one in item.executors]


def controls(on: date) -> Official | None:
    """Who controls the order that approved the plan, on the day."""
    return official("controller", on)


def add(
    code: str, person: Person, acting: bool, starts_on: date, ends_on: date | None, actor: Actor, now: datetime
) -> Answering:
    """From now on the pages of the items name this person on the days."""
    ensure_can(actor, "plan.answering")
    refuse_if(clash(rows()[code], acting, starts_on, ends_on))
    row = Answering(
        code=code,
        person=person,
        acting=acting,
        starts_on=starts_on,
        ends_on=ends_on,
        added_by_id=actor.person_id,
        added_at=now,
    )
    db.session.add(row)
    db.session.flush()
    record("answering:added", row, actor, now, code=code, acting=acting)
    return row


def end(row: Answering, last_day: date, actor: Actor, now: datetime) -> Answering:
    """Answers to the last day inclusive."""
    ensure_can(actor, "plan.answering")
    others = [one for one in rows()[row.code] if one.id != row.id]
    refuse_if(clash(others, row.acting, row.starts_on, last_day))
    row.ends_on = last_day
    record("answering:ended", row, actor, now, code=row.code)
    return row
