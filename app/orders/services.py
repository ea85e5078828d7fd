"""What people do with orders: draft, set its words, register. A registered order never changes."""

import io
import json
from dataclasses import replace
from datetime import date, datetime

from app.archive.services import keep, read
from app.cycle.models import Cycle
from app.extensions import db
from app.journal.services import record
from app.kernel.clock import local
from app.orders.checklist import checks
from app.orders.facts import Facts, PlanFacts, StageFacts
from app.orders.gathering import controller, gather, signatory
from app.orders.models import Order
from app.orders.paper import render
from app.orders.queries import newest, numbered
from app.orders.workflow import FLOW
from app.permissions import Actor, Refused

FROZEN = Refused("state", "Приказ зарегистрирован: его текст больше не меняется.")


def facts_of(order: Order) -> Facts:
    """What the order states, whatever the data say today."""
    shape = PlanFacts if order.kind == "O_PLAN" else StageFacts
    return shape.from_json(json.dumps(order.facts))


def docx_of(order: Order) -> bytes:
    """The paper: a registered order gives the bytes that were archived with its number."""
    return read(order.edition) if order.edition else render(order.kind, facts_of(order))


def draft_order(kind: str, cycle: Cycle, actor: Actor, now: datetime) -> Order | Refused:
    """A draft from the data of this moment; the draft that stands is drawn up anew and keeps what was typed."""
    facts = gather(kind, cycle, local(now).date())
    if isinstance(facts, Refused):
        return facts
    order = newest(cycle, kind, "draft")
    if order is None:
        order = Order(cycle=cycle, kind=kind, drafted_by_id=actor.person_id)
        db.session.add(order)
    else:
        facts = worded(facts, typed_in(facts_of(order)))
    order.title, order.drafted_at, order.facts = facts.title, now, stored(facts)
    db.session.flush()
    record("order:drafted", order, actor, now, order_kind=kind)
    return order


def typed_in(facts: Facts) -> dict:
    """What a clerk writes by hand and no data can give."""
    names = ("basis",) if isinstance(facts, PlanFacts) else ("webinar_by", "rework_by", "approve_by")
    return {name: getattr(facts, name) for name in names if getattr(facts, name) is not None}


def worded(facts: Facts, words: dict) -> Facts:
    """The facts with the clerk's words; a new day of rework reaches every row of the appendix."""
    facts = replace(facts, **words)
    if isinstance(facts, PlanFacts):
        return facts
    rows = (replace(row, fix_by=row.fix_by and facts.rework_by) for row in facts.rows)
    return replace(facts, rows=tuple(rows))


def amend_order(order: Order, words: dict, actor: Actor, now: datetime) -> Order | Refused:
    """Put the clerk's words into the draft."""
    if order.state != "draft":
        return FROZEN
    facts = worded(facts_of(order), words)
    order.facts, order.drafted_at = stored(facts), now
    record("order:drafted", order, actor, now, order_kind=order.kind)
    return order


def register_order(order: Order, number: str, signed_on: date, actor: Actor, now: datetime) -> Order | Refused:
    """The number and the date enter the header and the appendix; the facts and the DOCX are frozen together."""
    refusal = FLOW.refusal("register", actor, order)
    if refusal is None:
        refusal = hindrance(order, number, signed_on, now)
    if refusal is not None:
        return refusal
    facts = facts_of(order).registered(number, signed_on)
    edition = keep(io.BytesIO(render(order.kind, facts)), now)
    stamp = {"number": number, "signed_on": signed_on, "register_year": signed_on.year, "edition_id": edition.id}
    refusal = FLOW.fire("register", actor, order, facts=stored(facts), **stamp)
    if refusal is not None:
        return refusal
    record("order:registered", order, actor, now, number=number, signed_on=signed_on.isoformat(), sha256=edition.sha256)
    return order


def hindrance(order: Order, number: str, signed_on: date, now: datetime) -> Refused | None:
    """Why this number and day can't be taken."""
    facts = facts_of(order)
    if signed_on > local(now).date():
        return Refused("future", "Дата подписания ещё не наступила.")
    if numbered(number, signed_on.year):
        return Refused("number_taken", f"Номер {number} в {signed_on.year} году уже занят.")
    if (facts.signatory, facts.controller) != (signatory(signed_on), controller(signed_on)):
        return Refused(
            "officials", f"На {signed_on:%d.%m.%Y} действуют другие должностные лица: обновите проект из данных."
        )
    fatal = next((check for check in checks(facts, signed_on) if check.fatal and not check.good), None)
    return fatal and Refused("not_ready", f"{fatal.sentence}.")


def stored(facts: Facts) -> dict:
    """The JSON of the facts as the database keeps it."""
    return json.loads(facts.to_json())
