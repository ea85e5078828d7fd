"""Reads of the orders, and of the data that they state."""

from sqlalchemy import select

from app.cycle.models import Cycle, Round
from app.extensions import db
from app.kernel.words import day
from app.orders.models import Order
from app.plan.models import PlanItem, PlanWindow


def register(cycle: Cycle) -> list[Order]:
    """The orders of the year: drafts first, then by the day of signing, newest first."""
    orders = db.session.scalars(select(Order).where(Order.cycle_id == cycle.id).order_by(Order.id.desc())).all()
    return sorted(orders, key=lambda o: (o.state == "registered", -(o.signed_on.toordinal() if o.signed_on else 0)))


def registered(cycle: Cycle) -> list[tuple[int, str]]:
    """The registered orders of the year, each by its day, number and title."""
    found = [order for order in register(cycle) if order.state == "registered"]
    return [(one.id, f"{day(one.signed_on)} №\u00a0{one.number}, {one.title}") for one in found]


def newest(cycle: Cycle, kind: str, *states: str) -> Order | None:
    """The newest order of the kind in one of these states."""
    return db.session.scalar(
        select(Order)
        .where(Order.cycle_id == cycle.id, Order.kind == kind, Order.state.in_(states))
        .order_by(Order.id.desc())
    )


def numbered(number: str, year: int) -> Order | None:
    """The order that holds this number: numbering runs within the calendar year (domain.md §7.4)."""
    return db.session.scalar(select(Order).where(Order.number == number, Order.register_year == year))


def plan_items(cycle: Cycle) -> list[PlanItem]:
    return list(db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle.id).order_by(PlanItem.number)))


def round_of(cycle: Cycle, number: int) -> Round | None:
    return db.session.scalar(select(Round).where(Round.cycle_id == cycle.id, Round.number == number))


def window_of(cycle: Cycle, key: str) -> PlanWindow | None:
    """The period of an item of the plan by its key; None when the plan has no such item."""
    item = db.session.scalar(select(PlanItem).where(PlanItem.cycle_id == cycle.id, PlanItem.key == key))
    return item.windows[0] if item and item.windows else None
