"""«Отметить публикацию»: a line of the order, and of what the plan counts a row in the register of publications."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import exists, select

from app.extensions import db
from app.orders.life.acts import act, act_refusal, written
from app.orders.models import Order, OrderAct
from app.permissions import Actor
from app.plan.registers.models import ProjectPublication
from app.plan.registers.services import add
from app.plan.registers.table import REGISTERS
from app.plan.registers.words import PLACES
from app.refusals import Refusal, Refused, refuse_if

COUNTED = {"O_PLAN": "plan"}  # what the register calls it; of other orders no item of the plan asks for a publication
MORE = ("published", "changed")  # it stands on one site already, and may be put on another
SITES = ("portal", "oiro")  # the two that the plan asks for
ALREADY = Refusal("already", "Эта публикация уже отмечена и\u00a0стоит в\u00a0реестре.")


def publish(order: Order, on: date, place: str, address: str, actor: Actor, now: datetime) -> OrderAct:
    """Where the order can be read; what stands in the register already is not written there twice."""
    note = f"{PLACES[place]}: {address}" if place else address
    feeds = counts(order) and bool(address)
    stands = feeds and in_register(order, place, address)
    if stands and any((done.kind, done.note) == ("publish", note) for done in order.acts):
        raise Refused(ALREADY)
    publication = _mark(order, on, note, actor, now)
    if feeds and not stands:
        title = f"Приказ от\u00a0{order.signed_on:%d.%m.%Y} №\u00a0{order.number}. {order.title}"
        own = {"on": on, "kind": COUNTED[order.kind], "place": place, "title": title, "link": address}
        add(REGISTERS["publications"], order.cycle, own, actor, now)
    return publication


def _mark(order: Order, on: date, note: str, actor: Actor, now: datetime) -> OrderAct:
    if order.state not in MORE or not counts(order):
        return act(order, "publish", on, actor, now, note=note)
    refuse_if(act_refusal(order, "publish", on, None, now))
    return written(order, "publish", on, actor, now, note=note)


def counts(order: Order) -> bool:
    """An item of the plan asks where the order was published."""
    return order.kind in COUNTED


def may_publish(order: Order, moves: Collection[str]) -> bool:
    """Once, and on one more site when the plan asks for two."""
    return "publish" in moves or (counts(order) and order.state in MORE)


def in_register(order: Order, place: str, address: str) -> bool:
    """This very page is in the register, entered here or by hand, and was not struck."""
    row = ProjectPublication.cycle_id == order.cycle_id, ProjectPublication.voided_at.is_(None)
    same = ProjectPublication.kind == COUNTED[order.kind], ProjectPublication.place == place
    return bool(db.session.scalar(select(exists().where(*row, *same, ProjectPublication.link == address))))
