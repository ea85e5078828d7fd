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
from app.orders.facts import Facts, ListFacts, PlanFacts, StageFacts
from app.orders.gathering import controller, gather, signatory
from app.orders.gathering.changes import amendments_in, with_new_points
from app.orders.gathering.events import programme
from app.orders.kinds import KINDS, titled
from app.orders.models import Order
from app.orders.paper import render
from app.orders.queries import newest, numbered
from app.orders.workflow import FLOW
from app.permissions import Actor, Refused
from app.plan.amendments.services import put_all_in_force

FROZEN = Refused("state", "Приказ зарегистрирован: его текст больше не меняется.")


def facts_of(order: Order) -> Facts:
    """What the order states, whatever the data say today."""
    return KINDS[order.kind].shape.from_json(json.dumps(order.facts))


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
        standing = facts_of(order)
        facts = worded(facts, typed_in(standing))
        facts = with_new_points(facts, standing) if kind == "O_CHANGE" else facts
    order.title, order.drafted_at, order.facts = facts.title, now, stored(facts)
    db.session.flush()
    record("order:drafted", order, actor, now, order_kind=kind)
    return order


def typed_in(facts: Facts) -> dict:
    """What a clerk writes by hand and no data can give."""
    match facts:
        case PlanFacts():
            typed = {"basis": facts.basis}
        case StageFacts():
            typed = {name: getattr(facts, name) for name in ("webinar_by", "rework_by", "approve_by")}
        case _:
            days = {name: day for name, day in facts.days.items() if day}
            typed = {"basis": facts.basis, "days": days, "typed": {n: text for n, text in facts.typed.items() if text}}
    return {name: value for name, value in typed.items() if value is not None}


def worded(facts: Facts, words: dict) -> Facts:
    """The facts with the clerk's words; they reach the title and every row of the appendix that depends on them."""
    match facts:
        case StageFacts():
            facts = replace(facts, **words)
            return replace(facts, rows=tuple(replace(row, fix_by=row.fix_by and facts.rework_by) for row in facts.rows))
        case ListFacts():
            return worded_list(facts, words)
    return replace(facts, **words)


def worded_list(facts: ListFacts, words: dict) -> ListFacts:
    typed = facts.typed | words.get("typed", {})
    tables = facts.tables | ({"rows": tuple(programme(typed["programme"]))} if "programme" in typed else {})
    facts = replace(
        facts,
        basis=words.get("basis", facts.basis),
        days=facts.days | words.get("days", {}),
        typed=typed,
        tables=tables,
    )
    return replace(facts, title=titled(facts))


def amend_order(order: Order, words: dict, actor: Actor, now: datetime) -> Order | Refused:
    """Put the clerk's words into the draft."""
    if order.state != "draft":
        return FROZEN
    facts = worded(facts_of(order), words)
    order.facts, order.title, order.drafted_at = stored(facts), facts.title, now
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
    record(
        "order:registered",
        order,
        actor,
        now,
        number=number,
        signed_on=signed_on.isoformat(),
        sha256=edition.sha256,
        order_kind=order.kind,
        cycle_id=order.cycle_id,
    )
    if order.kind == "O_CHANGE":
        put_all_in_force(amendments_in(facts), number, signed_on, order.id, actor, now)
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
