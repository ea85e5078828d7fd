"""Reads of the editions of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from app.directory.models import Person
from app.extensions import db
from app.journal.models import Event
from app.kernel.reads import Read
from app.plan.amendments.models import AmendmentOrder, AmendmentWithdrawal, PlanAmendment
from app.plan.items import AnyItem
from app.plan.models import PlanItem
from app.year.cycle.models import Cycle


@dataclass(frozen=True)
class Edition:
    """What one order changed: its number, its day, the changes by the number of the item."""

    number: str
    signed_on: date
    order_id: int | None
    changes: list[PlanAmendment]


def amendments(cycle: Cycle) -> list[PlanAmendment]:
    """All of the year in the order in which they were made."""
    own = select(PlanAmendment).join(PlanAmendment.item).where(PlanItem.cycle_id == cycle.id)
    return list(db.session.scalars(own.order_by(PlanAmendment.id)))


def of_item(item: AnyItem) -> list[PlanAmendment]:
    """Those of one item, in the order in which they were made."""
    return list(
        db.session.scalars(select(PlanAmendment).where(PlanAmendment.item_id == item.id).order_by(PlanAmendment.id))
    )


def pending(cycle: Cycle) -> list[PlanAmendment]:
    """What waits for an order: of each item the last proposal, unless it is in force or withdrawn."""
    last = {one.item_id: one for one in amendments(cycle)}
    return sorted((one for one in last.values() if _waits(one)), key=lambda one: one.item.number)


def _waits(amendment: PlanAmendment) -> bool:
    return amendment.order is None and amendment.withdrawal is None


class Waiting(NamedTuple):
    """The last change that was proposed of an item; it waits unless it is in force or withdrawn."""

    id: int
    move: str
    became: dict
    made_at: datetime
    made_by: str
    settled: bool


LAST = Read(
    Waiting,
    select(PlanAmendment.id, PlanAmendment.move, PlanAmendment.became, PlanAmendment.made_at)
    .add_columns(Person.name.label("made_by"))
    .add_columns(or_(AmendmentOrder.id.is_not(None), AmendmentWithdrawal.id.is_not(None)).label("settled"))
    .join(Person, Person.id == PlanAmendment.made_by_id)
    .outerjoin(AmendmentOrder, AmendmentOrder.amendment_id == PlanAmendment.id)
    .outerjoin(AmendmentWithdrawal, AmendmentWithdrawal.amendment_id == PlanAmendment.id)
    .where(PlanAmendment.item_id == bindparam("item_id"))
    .order_by(PlanAmendment.id.desc())
    .limit(1),
)


def waiting_for(item: AnyItem) -> Waiting | None:
    """What waits for an order about this item."""
    last = LAST.first(item_id=item.id)
    return last if last and not last.settled else None


def withdrawn(cycle: Cycle) -> list[PlanAmendment]:
    """What was withdrawn before an order came, the newest first."""
    return [one for one in reversed(amendments(cycle)) if one.withdrawal]


def still_changed(cycle: Cycle, order_id: int) -> list[PlanAmendment]:
    """What stands as this order has left it: no later order has changed these items."""
    last = {one.item_id: one for one in amendments(cycle) if one.order}
    own = [one for one in last.values() if one.order and one.order.order_id == order_id]
    return sorted(own, key=lambda one: one.item.number)


def cancelled_orders(cycle: Cycle) -> set[int]:
    """The ids of the orders that changed the plan and were themselves cancelled later, as the journal tells."""
    ids = [edition.order_id for edition in editions(cycle) if edition.order_id]
    own = Event.kind == "order:cancel", Event.subject_id.in_(ids)
    return set(db.session.scalars(select(Event.subject_id).where(*own))) if ids else set()


def editions(cycle: Cycle) -> list[Edition]:
    """The orders that changed the plan, the newest first."""
    found: dict[tuple, list[PlanAmendment]] = {}
    for one in amendments(cycle):
        if one.order:
            found.setdefault((one.order.signed_on, one.order.number, one.order.order_id), []).append(one)
    return [
        Edition(number, signed_on, order_id, sorted(changes, key=lambda one: one.item.number))
        for (signed_on, number, order_id), changes in sorted(found.items(), key=lambda one: one[0][:2], reverse=True)
    ]


def changed_from_outside(years: Iterable[int]) -> list[tuple[int, str, date]]:
    """The year, number and day of each order that changed a plan of these years and was not made here, by day."""
    found = select(PlanItem.cycle_id, AmendmentOrder.number, AmendmentOrder.signed_on)
    found = found.where(AmendmentOrder.order_id.is_(None), PlanItem.cycle_id.in_(years))
    found = found.distinct().order_by(AmendmentOrder.signed_on, AmendmentOrder.number)
    return [tuple(row) for row in db.session.execute(_with_items(found))]


def years_changed_by(number: str, year: int) -> list[int]:
    """The ids of the years whose plan an order of outside with this number, signed in this calendar year, changed."""
    found = select(PlanItem.cycle_id).where(AmendmentOrder.order_id.is_(None), AmendmentOrder.number == number)
    signed = AmendmentOrder.signed_on.between(date(year, 1, 1), date(year, 12, 31))
    return list(db.session.scalars(_with_items(found.where(signed).distinct())))


def _with_items(found: Select) -> Select:
    return found.join_from(AmendmentOrder, PlanAmendment).join(PlanItem, PlanItem.id == PlanAmendment.item_id)


def compared(cycle: Cycle) -> list[tuple[PlanItem, str, str]]:
    """Each changed item: its period as approved, and as it is now; empty when it was cancelled."""
    first: dict[int, PlanAmendment] = {}
    for one in amendments(cycle):
        if one.order:
            first.setdefault(one.item_id, one)
    rows = [(one.item, one.was["period_text"], _now(one.item)) for one in first.values()]
    return sorted(rows, key=lambda row: row[0].number)


def _now(item: PlanItem) -> str:
    return "" if item.state == "cancelled" else item.period_text


def approved_by(cycle: Cycle) -> tuple[str, date] | None:
    """The number and the day of the order that approved the plan of the year, as the journal tells; the newest."""
    end, of_year = aliased(Event), Event.data["cycle_id"].as_integer() == cycle.id
    cancelled = exists().where(end.kind == "order:cancel", end.subject_id == Event.subject_id)
    own = Event.kind == "order:registered", Event.data["order_kind"].as_string() == "O_PLAN", of_year, ~cancelled
    found = db.session.scalar(select(Event.data).where(*own).order_by(Event.id.desc()).limit(1))
    return (found["number"], date.fromisoformat(found["signed_on"])) if found else None
