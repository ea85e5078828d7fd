"""Orders of outside that changed the plan: read from its amendments, and said of the order that approved it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.kernel.words import day
from app.orders.models import Order
from app.plan.amendments.queries import changed_from_outside, years_changed_by


@dataclass(frozen=True)
class Outside:
    """An order that was typed beside a change of the plan; `entered` is the same one when the register has it."""

    number: str
    signed_on: date
    entered: Order | None = None

    @property
    def said(self) -> str:
        """«№ 57 от 24.03.2022, в реестр не внесён»."""
        own = f"№\u00a0{self.number} от\u00a0{day(self.signed_on)}"
        return own if self.entered else f"{own}, в\u00a0реестр не\u00a0внесён"


def entered(order: Order) -> Outside:
    """An order of the register, said alike."""
    return Outside(order.registration.number, order.registration.signed_on, order)


Changes = Mapping[int, Sequence[Outside]]


def changes(orders: Iterable[Order]) -> Changes:
    """The id of an order that approved a plan → what changed it and no act of its own says; three statements."""
    years = {one.cycle_id for one in orders if one.kind == "O_PLAN"}
    return _changes(_plans(years)) if years else {}


def _changes(plans: Sequence[Order]) -> Changes:
    rows = changed_from_outside({one.cycle_id for one in plans}) if plans else []
    register = _entered(rows)
    found: dict[int, dict[Outside, bool]] = defaultdict(dict)
    for cycle_id, number, signed_on in rows:
        plan = approved_then([one for one in plans if one.cycle_id == cycle_id], signed_on)
        by = register.get((signed_on.year, number))
        if plan and not _is_told(plan, by):
            found[plan.id][entered(by) if by else Outside(number, signed_on)] = True
    return {key: list(told) for key, told in found.items()}


def approved_then(plans: Iterable[Order], on: date) -> Order | None:
    """The order on the plan that stood on the day: the newest that was signed by it and not cancelled by it."""
    standing = [one for one in plans if one.registration.signed_on <= on and not _cancelled(one, on)]
    return max(standing, key=lambda one: (one.registration.signed_on, one.id), default=None)


def _cancelled(order: Order, on: date) -> bool:
    return any(act.kind == "cancel" and act.happened_on <= on for act in order.acts)


def _is_told(plan: Order, by: Order | None) -> bool:
    """An act of the order says it, and no order changes itself."""
    return by is not None and (by.id == plan.id or any(act.by_order_id == by.id for act in plan.acts))


def changed_by(order: Order) -> list[Order]:
    """The orders on the plan that this one changed by what was typed beside a change, before it was entered."""
    if order.is_open or order.series != "order":
        return []
    stamp = order.registration
    years = years_changed_by(stamp.number, stamp.signed_on.year)
    plans = _plans(years) if years else []
    told = _changes(plans)
    return [plan for plan in plans if any(one.entered is order for one in told.get(plan.id, ()))]


def shown(order: Order, told: Changes) -> str:
    """The state as pages say it: an order that another one changed is changed, whoever registered that one."""
    return "changed" if order.state in ("signed", "published") and told.get(order.id) else order.state


def _plans(years: Iterable[int]) -> list[Order]:
    own = Order.kind == "O_PLAN", Order.cycle_id.in_(years), Order.number.is_not(None)
    return list(db.session.scalars(select(Order).options(selectinload(Order.acts)).where(*own)))


def _entered(rows: Sequence[tuple[int, str, date]]) -> dict[tuple[int, str], Order]:
    """By calendar year and number, within which no two orders of the register are alike."""
    if not rows:
        return {}
    own = Order.series == "order", Order.number.in_({number for _, number, _ in rows})
    return {_place(one): one for one in db.session.scalars(select(Order).where(*own))}


def _place(order: Order) -> tuple[int, str]:
    return order.registration.signed_on.year, order.registration.number
