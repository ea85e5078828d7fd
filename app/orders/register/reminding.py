"""Letters that remind municipalities: numbered, written into the register of letters and sent by mail in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.directory.models import Grant, Municipality, Person
from app.directory.queries import in_force
from app.extensions import db
from app.journal.services import record
from app.kernel.words import day
from app.orders.gathering.addressing import receiver_in
from app.orders.life.acts import send_out
from app.orders.models import OPEN, Order
from app.orders.queries import numbers_of
from app.orders.register.numbers import following
from app.orders.register.registering import (
    kept_in_one_turn,
    one_at_a_time,
    pre_registration_checks,
    register_order,
    spans_in,
)
from app.orders.services import draw_up, facts_of, paper_of_draft, stated
from app.papers.facts import Facts, ListFacts
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused
from app.roles import Role
from app.year.cycle.models import Cycle

KIND = "L_MOUO_REMIND"
MOUO = ["mouo"]
NOBODY_CHOSEN = Refusal("nobody", "Отметьте письма, которые нужно отправить.")


@dataclass(frozen=True)
class Reminder:
    """A letter that waits to go: whom it is for, what stands in the mail, and what bars its number today."""

    order: Order
    town: Municipality
    coordinators: Sequence[Person]
    said: str
    lacks: str


def waiting(cycle: Cycle, on: date) -> list[Reminder]:
    """The drafts of such letters, in the order of municipalities."""
    found = select(Order).where(Order.cycle_id == cycle.id, Order.kind == KIND, Order.state.in_(OPEN))
    reminders = [_reminder(order, on) for order in db.session.scalars(found.order_by(Order.id))]
    return sorted(reminders, key=lambda one: (one.town.position, one.order.id))


def _reminder(order: Order, on: date) -> Reminder:
    facts, town = facts_of(order), town_of(order)
    checks = pre_registration_checks(order, paper_of_draft(order), on)
    lacks = next((one.sentence for one in checks if one.fatal and not one.good), "")
    return Reminder(order, town, coordinators(town, on), said(facts), lacks)


def town_of(order: Order) -> Municipality:
    """The municipality that the letter is for."""
    return db.session.get_one(Municipality, receiver_in(facts_of(order)))


def coordinators(town: Municipality, on: date) -> list[Person]:
    """Who has the mail, by name."""
    held = select(Grant.person_id).where(
        Grant.role == Role.MUNICIPAL, Grant.municipality_id == town.id, in_force(on), Grant.ended_at.is_(None)
    )
    return list(db.session.scalars(select(Person).where(Person.id.in_(held)).order_by(Person.name)))


def said(facts: Facts) -> str:
    """What the mail says: till when, of which schools, what is missing; no full names of papers, no person."""
    assert isinstance(facts, ListFacts)
    schools = "; ".join(f"{row['school']}: {_papers(row['missing'])}" for row in facts.tables["rows"])
    due = facts.days["documents_by"]
    till = f" до\u00a0{day(due)}" if due else ""
    return f"Департамент ждёт документы школ{till}. {schools}"


def _papers(missing: str) -> str:
    """«Концепция развития; Антирисковая программа «…»» in small letters, for the middle of a sentence."""
    return ", ".join(one[:1].lower() + one[1:] for one in missing.split("; "))


def send(orders: Sequence[Order], signed_on: date, actor: Actor, now: datetime) -> list[Order]:
    """Each under the next number, in the register of letters, and to the mail of its coordinators; all or none."""
    ensure_can(actor, "order.register")
    if not orders:
        raise Refused(NOBODY_CHOSEN)
    one_at_a_time(orders[0].cycle_id)
    numbers = _next_numbers(len(orders), signed_on.year)
    papers = [
        draw_up(one.kind, stated(one).registered(number, signed_on))
        for one, number in zip(orders, numbers, strict=True)
    ]
    kept_in_one_turn((file for paper in papers for file in (paper.docx, paper.template)), now)
    for order, number in zip(orders, numbers, strict=True):
        _send(order, number, signed_on, actor, now)
    return list(orders)


def _next_numbers(many: int, year: int) -> list[str]:
    taken, spans = numbers_of("letter", year), spans_in("letter", year)
    first = int(following(taken, spans))
    return [str(first + place) for place in range(many)]


def _send(order: Order, number: str, signed_on: date, actor: Actor, now: datetime) -> None:
    town = town_of(order)
    try:
        register_order(order, number, signed_on, actor, now)
        send_out(order, "other", MOUO, signed_on, actor, now, to=town.name)
    except Refused as refused:
        raise Refused.because(refused.code, f"{town.name}: {refused.sentence}", refused.status) from refused
    record("letter:reminded", order, actor, now, municipality=town.id)
