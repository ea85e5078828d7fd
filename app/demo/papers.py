"""Orders, scans, the quota and the proofs of the first items: what the Department had in its register by spring."""

import io
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from app.archive.services import store_bytes
from app.demo import files
from app.demo.company import Company
from app.demo.story import Act, at_hour, needed, reported
from app.documents.links import Link
from app.documents.receiving import Received
from app.extensions import db
from app.orders.life.acts import attach_scan
from app.orders.models import Order
from app.orders.register.legacy import LegacyOrder, enter
from app.orders.register.registering import register_order
from app.orders.services import draft_order
from app.plan.execution.forms import ProofForm
from app.plan.execution.proofs import Chosen, attach
from app.plan.models import PlanItem
from app.plan.monitoring_services import set_rules
from app.plan.registers.models import ProjectEvent

APPOINTED = date(2021, 12, 15)
COORDINATORS = LegacyOrder(0, "1715", APPOINTED, "О региональных координаторах проекта «500+» (демо)", "O_REG")
HOUR = timedelta(hours=1)
PLAN, SIGNED = "226", date(2022, 2, 28)
# Item → what was attached to its report: an event or an order by its kind, or a page.
PROOFS = {
    1: "start",
    2: "O_REG",
    3: "https://example.org/500/perechen-shkol",
    4: "https://example.org/500/kuratory",
    6: "https://example.org/500/anketirovanie",
    7: "https://example.org/500/spisok-kuratorov",
    8: "https://example.org/500/profili",
    10: "https://example.org/500/poseshcheniya",
    13: "O_PLAN",
    18: "kickoff",
}


def of_beginning(who: Company) -> list[Act]:
    """Two orders with their scans, the quota, and a proof an hour after each report."""
    acts = [
        Act(at_hour(APPOINTED, 17, 5), partial(_past, who)),
        Act(at_hour(date(2021, 12, 16), 9, 40), partial(set_rules, who.cycle, "all", 12, who.department)),
        Act(at_hour(SIGNED, 10, 20), partial(draft_order, "O_PLAN", who.cycle, who.department)),
        Act(at_hour(SIGNED, 17, 45), partial(_register, who)),
        Act(at_hour(date(2022, 3, 1), 0, 25), lambda at: _scan(_order("O_PLAN"), who, at)),
    ]
    for item in db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == who.cycle.id)):
        if item.number in PROOFS:
            acts.append(Act(reported(item) + HOUR, partial(_prove, item, who)))
    return acts


def _past(who: Company, at: datetime) -> None:
    _scan(enter(who.cycle, COORDINATORS, who.department, at), who, at)


def _register(who: Company, at: datetime) -> None:
    register_order(_order("O_PLAN"), PLAN, SIGNED, who.department, at)


def _order(kind: str) -> Order:
    return needed(db.session.scalars(select(Order).where(Order.kind == kind).order_by(Order.id.desc())).first())


def _scan(order: Order, who: Company, at: datetime) -> None:
    page = files.protocol("Департамент образования", f"Приказ № {order.number}. {order.title}", 1)
    attach_scan(order, store_bytes(io.BytesIO(page)), f"Приказ {order.number}.pdf", who.department, at)


def _prove(item: PlanItem, who: Company, at: datetime) -> None:
    said = PROOFS[item.number]
    got = Received(Link(said), Link(said).name, f"demo-{item.number}", at) if "/" in said else None
    picked = [] if got else [_chosen(who, said)]
    attach(item, got, ProofForm(), picked, f"demo-{item.number}", who.department, at)


def _chosen(who: Company, kind: str) -> Chosen:
    if kind.startswith("O_"):
        order = _order(kind)
        return Chosen("order", order.id, f"Приказ № {order.number}")
    own = ProjectEvent.cycle_id == who.cycle.id, ProjectEvent.kind == kind
    event = needed(db.session.scalars(select(ProjectEvent).where(*own)).first())
    return Chosen("event", event.id, event.title)
