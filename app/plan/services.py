"""The verbs of a plan item: executed by the executor, answered by the Department; two facts with who and when."""

from datetime import date, datetime

from sqlalchemy import select

from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Actor
from app.plan.models import Confirmation, Execution, PlanItem
from app.plan.rules import last_day
from app.plan.workflow import FLOW
from app.refusals import Refusal, Refused
from app.year.cycle.membership import moment_of

AHEAD = Refusal("ahead", "День исполнения ещё не\u00a0наступил. Укажите сегодняшний или прошедший.")
UNSEEN = Refusal("stale", "Исполнитель отчитался ещё раз. Показан новый отчёт: посмотрите его и\u00a0решите снова.")
MOVES = {"confirm": "plan:confirmed", "return": "plan:returned"}


def execute(
    item: PlanItem, note: str, actor: Actor, now: datetime, interim: bool = False, done_on: date | None = None
) -> Execution:
    """The executor says that the item is done, and by what it is proved; `done_on` when that was on a day before.

    `interim`: a long item is done as far as the reporting date asks; it will be executed once more at its end (§11.3).
    """
    if done_on and done_on > local(now).date():
        raise Refused(AHEAD)
    if interim and last_day(window.ends_on for window in item.windows) < local(now).date():
        raise Refused.because(
            "over", "Срок мероприятия прошёл: отметьте исполнение целиком, а\u00a0не\u00a0на\u00a0отчётную дату."
        )
    FLOW.fire("execute", actor, item)
    happened_at = done_at(done_on, now)
    execution = Execution(
        item_id=item.id,
        executed_by_id=actor.person_id,
        executed_at=happened_at,
        recorded_at=now,
        interim=interim,
        note=note,
    )
    db.session.add(execution)
    record("plan:executed", item, actor, happened_at, number=item.number, interim=interim)
    return execution


def done_at(day: date | None, now: datetime) -> datetime:
    """When it was done: a past day from its first moment in Moscow, else now."""
    return moment_of(day, now) if day else now


def hold(item: PlanItem) -> None:
    """Until this request ends nobody else reports, answers or attaches; what is read of the item from here is true."""
    db.session.scalar(select(PlanItem.id).where(PlanItem.id == item.id).with_for_update())
    db.session.expire_all()


def answer(
    item: PlanItem, verdict: str, remark: str, actor: Actor, now: datetime, seen: int = 0, unmet: str = ""
) -> Confirmation:
    """The Department confirms the last execution, or returns it with a remark; `seen` is the one that was looked at.

    `unmet` is what the indicator comes to, when it is confirmed all the same.
    """
    hold(item)
    execution = item.executions[-1] if item.executions else None
    if seen and execution and execution.id != seen:
        raise Refused(UNSEEN)
    move = "confirm_interim" if verdict == "confirm" and execution and execution.interim else verdict
    FLOW.fire(move, actor, item)
    confirmation = Confirmation(
        execution=execution,
        verdict=verdict,
        remark=remark,
        unmet=unmet,
        answered_by_id=actor.person_id,
        answered_at=now,
    )
    db.session.add(confirmation)
    if unmet:
        record(MOVES[verdict], item, actor, now, number=item.number, unmet=unmet)
    else:
        record(MOVES[verdict], item, actor, now, number=item.number)
    return confirmation
