"""Reads of the orders, and of the data that they state."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.cycle.models import Cycle, Participation, Round
from app.directory.models import Municipality, School
from app.expertise.models import Examined
from app.extensions import db
from app.orders.models import Order
from app.plan.models import PlanItem


def register(cycle: Cycle) -> list[Order]:
    """The orders of the year: drafts first, then by the day of signing, newest first."""
    orders = db.session.scalars(select(Order).where(Order.cycle_id == cycle.id).order_by(Order.id.desc())).all()
    return sorted(orders, key=lambda o: (o.state == "registered", -(o.signed_on.toordinal() if o.signed_on else 0)))


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


def examined_in(stage: Round) -> list[Examined]:
    """The frozen set of a round, school after school in the order of the municipalities."""
    return list(
        db.session.scalars(
            select(Examined)
            .join(Examined.participation)
            .join(Participation.school)
            .join(School.municipality)
            .options(selectinload(Examined.results), selectinload(Examined.participation, Participation.risks))
            .where(Examined.round_id == stage.id)
            .order_by(Municipality.position, School.short_name, School.id, Examined.id)
        ).unique()
    )
