"""Reads of the orders, and of the data that they state."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.kernel.words import day
from app.orders.life.changing import may_concern
from app.orders.models import OPEN, Order, OrderAct, OrderDraft, SkippedNumbers
from app.orders.register.numbers import in_row
from app.permissions import Actor, can
from app.plan.models import PlanItem, PlanWindow
from app.year.cycle.models import Cycle, Stage


@dataclass(frozen=True)
class Wanted:
    """What a reader asks of the register: a calendar year, orders or letters, a kind, words of the title or number."""

    year: int
    series: str = "order"
    kind: str = ""
    words: str = ""


def drafts(cycle: Cycle, reader: Actor) -> list[Order]:
    """What has no number yet and is for the reader's eyes, the newest first."""
    found = select(Order).where(Order.cycle_id == cycle.id, Order.state.in_(OPEN)).order_by(Order.id.desc())
    return [order for order in db.session.scalars(found) if can(reader, "order.view", order)]


def register(wanted: Wanted) -> list[Order]:
    """What was signed in the calendar year, the newest first; words are found in titles and numbers."""
    found = db.session.scalars(
        select(Order)
        .options(
            selectinload(Order.scans),
            selectinload(Order.acts).joinedload(OrderAct.by_order),
            selectinload(Order.effects),
        )
        .where(Order.register_year == wanted.year, Order.series == wanted.series)
        .order_by(Order.signed_on.desc(), Order.id.desc())
    )
    words = wanted.words.casefold().split()
    in_place = sorted(found, key=_place, reverse=True)
    return [one for one in in_place if wanted.kind in ("", one.kind) and all(word in _searched(one) for word in words)]


def _place(order: Order) -> tuple:
    """By day, and within the day by number."""
    stamp = order.registration
    row = next(iter(in_row([stamp.number])), 0)
    return stamp.signed_on, row, stamp.number, order.id


def _searched(order: Order) -> str:
    return f"{order.number} {order.title}".replace("\u00a0", " ").casefold()


def years() -> list[int]:
    """The calendar years that have numbers, the newest first."""
    return list(
        db.session.scalars(
            select(Order.register_year)
            .where(Order.register_year.is_not(None))
            .distinct()
            .order_by(Order.register_year.desc())
        )
    )


def numbers_of(series: str, year: int) -> list[str]:
    """Every number that is taken in the year."""
    return list(db.session.scalars(select(Order.number).where(Order.series == series, Order.register_year == year)))


def skipped_in(series: str, year: int) -> list[SkippedNumbers]:
    """The numbers that somebody has explained."""
    return list(
        db.session.scalars(
            select(SkippedNumbers)
            .where(SkippedNumbers.series == series, SkippedNumbers.year == year)
            .order_by(SkippedNumbers.first)
        )
    )


def registered(cycle: Cycle) -> list[tuple[int, str]]:
    """The orders of the year that have their number and stand, each by its day, number and title."""
    found = db.session.scalars(
        select(Order)
        .where(Order.cycle_id == cycle.id, Order.number.is_not(None), Order.state != "cancelled")
        .order_by(Order.signed_on.desc(), Order.id.desc())
    )
    return [(one.id, f"{day(one.registration.signed_on)} №\u00a0{one.number}, {one.title}") for one in found]


def newest(cycle: Cycle, kind: str, *states: str, ours: bool = False) -> Order | None:
    """The newest order of the kind in one of these states; `ours` leaves out what was brought in from the past."""
    only = (Order.imported_at.is_(None),) if ours else ()
    return db.session.scalar(
        select(Order)
        .where(Order.cycle_id == cycle.id, Order.kind == kind, Order.state.in_(states), *only)
        .order_by(Order.id.desc())
    )


def newest_of(cycle: Cycle, kinds: tuple[str, ...]) -> Order | None:
    """The newest of ours among these kinds."""
    return db.session.scalar(
        select(Order)
        .where(Order.cycle_id == cycle.id, Order.kind.in_(kinds), Order.imported_at.is_(None))
        .order_by(Order.id.desc())
    )


def newest_words(order: Order) -> OrderDraft | None:
    """What was kept of the draft last."""
    return next(iter(words_of(order, 1)), None)


def words_of(order: Order, limit: int = 50) -> list[OrderDraft]:
    """What was kept of the draft, the newest first."""
    found = select(OrderDraft).where(OrderDraft.order_id == order.id).order_by(OrderDraft.id.desc()).limit(limit)
    return list(db.session.scalars(found))


def plan_order_with(cycle: Cycle, number: str) -> Order | None:
    """The order of the year that approved the plan under this number."""
    return db.session.scalar(
        select(Order).where(Order.cycle_id == cycle.id, Order.kind == "O_PLAN", Order.number == number)
    )


def numbered(number: str, year: int, series: str = "order") -> Order | None:
    """The order that holds this number: numbering runs within the calendar year (domain.md §7.4)."""
    return db.session.scalar(
        select(Order).where(Order.number == number, Order.register_year == year, Order.series == series)
    )


def later_than(order: Order) -> list[Order]:
    """Those that could change or cancel it: signed on its day or after it, standing, and about it by their kind."""
    if order.series == "letter":
        return []
    found = db.session.scalars(
        select(Order)
        .where(Order.signed_on >= order.signed_on, Order.id != order.id)
        .where(Order.series == "order", Order.state != "cancelled")
        .order_by(Order.signed_on.desc(), Order.id.desc())
    )
    return [one for one in found if may_concern(one, order)]


def plan_items(cycle: Cycle) -> list[PlanItem]:
    return list(db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle.id).order_by(PlanItem.number)))


def stage_of(cycle: Cycle, number: int) -> Stage | None:
    return db.session.scalar(select(Stage).where(Stage.cycle_id == cycle.id, Stage.number == number))


def window_of(cycle: Cycle, key: str) -> PlanWindow | None:
    """The period of an item of the plan by its key; None when the plan has no such item."""
    item = db.session.scalar(select(PlanItem).where(PlanItem.cycle_id == cycle.id, PlanItem.key == key))
    return item.windows[0] if item and item.windows else None
