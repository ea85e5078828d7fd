"""The verbs of a change of the plan: propose it, withdraw it, put it in force by an order; each ends in the journal."""

from collections.abc import Iterable
from datetime import date, datetime

from app.extensions import db
from app.journal.services import record
from app.kernel.words import day
from app.permissions import Actor, denial, ensure_can
from app.plan.amendments.models import AmendmentOrder, AmendmentWithdrawal, PlanAmendment
from app.plan.amendments.queries import approved_by, pending
from app.plan.history import standing
from app.plan.models import PlanItem, PlanWindow
from app.plan.workflow import FLOW, RESTORE
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Cycle

ALREADY = Refusal("in_force", "Это изменение уже введено приказом.")
WITHDRAWN = Refusal("withdrawn", "Это изменение убрано или заменено другим: приказа оно больше не\u00a0ждёт.")
NO_REASON = Refusal(
    "reason", "Напишите, почему изменение больше не\u00a0нужно: причина останется в\u00a0редакциях плана."
)
STANDS = Refusal("stands", "Мероприятие не\u00a0отменено: возвращать его в\u00a0план не\u00a0нужно.")
SETTLED = {
    "cancelled": Refusal("cancelled", "Мероприятие отменено приказом: его срок больше не\u00a0меняется."),
    "confirmed": Refusal("confirmed", "Мероприятие исполнено и\u00a0подтверждено: его срок больше не\u00a0меняется."),
}


def propose(item: PlanItem, move: str, reason: str, became: dict, actor: Actor, now: datetime) -> PlanAmendment:
    """What is to change, and why; a later proposal for the same item stands in place of one that has no order."""
    ensure_can(actor, "plan.amend")
    refuse_if(_out_of_place(item, move, actor))
    amendment = PlanAmendment(
        item=item, move=move, reason=reason, was=as_it_is(item), became=became, made_by_id=actor.person_id, made_at=now
    )
    db.session.add(amendment)
    db.session.flush()
    record("amendment:proposed", amendment, actor, now, number=item.number, move=move)
    return amendment


def _out_of_place(item: PlanItem, move: str, actor: Actor) -> Refusal | None:
    """Why this can't be done to the item as it stands now."""
    if move == "cancel":
        return FLOW.refusal("cancel", actor, item)
    if move == "restore":
        return None if item.state == "cancelled" else STANDS
    return SETTLED.get(item.state)


def _waits_no_more(amendment: PlanAmendment, actor: Actor) -> Refusal | None:
    """Why the actor can do nothing more to it."""
    if denied := denial(actor, "plan.amend"):
        return denied
    if amendment.order is not None:
        return ALREADY
    return None if amendment in pending(amendment.item.cycle) else WITHDRAWN


def withdraw(amendment: PlanAmendment, reason: str, actor: Actor, now: datetime) -> AmendmentWithdrawal:
    """It waits no more, and what stood before it does not wait again; the row stays with the reason."""
    refuse_if(_waits_no_more(amendment, actor))
    if not reason:
        raise Refused(NO_REASON)
    withdrawal = AmendmentWithdrawal(
        amendment=amendment, reason=reason, withdrawn_by_id=actor.person_id, withdrawn_at=now
    )
    db.session.add(withdrawal)
    db.session.flush()
    record("amendment:withdrawn", amendment, actor, now, number=amendment.item.number, reason=reason)
    return withdrawal


def as_it_is(item: PlanItem) -> dict:
    """The period of an item as it stands now."""
    windows = [{"start": w.starts_on and w.starts_on.isoformat(), "end": w.ends_on.isoformat()} for w in item.windows]
    return {"period_text": item.period_text, "kind": item.kind, "windows": windows}


def put_in_force(
    amendment: PlanAmendment, number: str, signed_on: date, actor: Actor, now: datetime, order_id: int | None = None
) -> AmendmentOrder:
    """From now on the plan stands as the order says; what an item was before remains in its amendment."""
    refuse_if(_waits_no_more(amendment, actor))
    refuse_if(_too_early(amendment.item.cycle, signed_on, order_id))
    _change(amendment, actor)
    order = AmendmentOrder(
        amendment=amendment,
        number=number,
        signed_on=signed_on,
        order_id=order_id,
        recorded_by_id=actor.person_id,
        recorded_at=now,
    )
    db.session.add(order)
    db.session.flush()
    record("amendment:in_force", amendment, actor, now, number=amendment.item.number, order_number=number)
    return order


def _too_early(cycle: Cycle, signed_on: date, order_id: int | None) -> Refusal | None:
    """An order of outside changes what was approved by its day; one of this house was asked before its number."""
    approved = None if order_id else approved_by(cycle)
    if approved is None or signed_on >= approved[1]:
        return None
    number, on = approved
    said = f"План утверждён приказом №\u00a0{number} от {day(on)}: приказ, который подписан раньше, его не\u00a0меняет."
    return Refusal("early", said)


def _change(amendment: PlanAmendment, actor: Actor) -> None:
    item = amendment.item
    if amendment.move == "cancel":
        FLOW.fire("cancel", actor, item)
        return
    refuse_if(_out_of_place(item, amendment.move, actor))
    if amendment.move == "restore":
        FLOW.fire(RESTORE[standing(item.executions, bool(item.parts))], actor, item)
    item.period_text = amendment.became["period_text"]
    item.kind = amendment.became["kind"]
    item.windows = [
        PlanWindow(starts_on=_day(window["start"]), ends_on=_day(window["end"]))
        for window in amendment.became["windows"]
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def put_all_in_force(
    said: Iterable[PlanAmendment], number: str, signed_on: date, order_id: int, actor: Actor, now: datetime
) -> None:
    """What an order of this house has said; a change that another order put in force meanwhile is passed by.

    Raises Refused of one that waits no more for another reason: then the order says what will not be.
    """
    for amendment in said:
        try:
            put_in_force(amendment, number, signed_on, actor, now, order_id)
        except Refused as refused:
            if refused.refusal is not ALREADY:
                raise
