"""The verbs of a plan item: executed by the executor, concluded by the Department; two facts with who and when."""

from datetime import date, datetime

from app.cycle.membership import moment_of
from app.extensions import db
from app.journal.services import record
from app.kernel.clock import local
from app.permissions import Refused
from app.plan.models import Conclusion, Execution, PlanItem
from app.plan.workflow import FLOW

AHEAD = Refused("ahead", "День исполнения ещё не\u00a0наступил. Укажите сегодняшний или прошедший.")
MOVES = {"confirm": "plan:confirmed", "return": "plan:returned"}


def execute(item: PlanItem, note: str, actor, now: datetime, done_on: date | None = None) -> Execution | Refused:
    """The executor says that the item is done, and by what it is proved; `done_on` when that was on a day before."""
    if done_on and done_on > local(now).date():
        return AHEAD
    refused = FLOW.fire("execute", actor, item)
    if refused is not None:
        return refused
    done_at = moment_of(done_on, now) if done_on else now
    execution = Execution(
        item_id=item.id, executed_by_id=actor.person_id, executed_at=done_at, recorded_at=now, note=note
    )
    db.session.add(execution)
    record("plan:executed", item, actor, done_at, number=item.number)
    return execution


def conclude(item: PlanItem, verdict: str, remark: str, actor, now: datetime) -> Conclusion | Refused:
    """The Department confirms the last execution, or returns it with a remark."""
    refused = FLOW.fire(verdict, actor, item)
    if refused is not None:
        return refused
    conclusion = Conclusion(
        execution=item.executions[-1],
        verdict=verdict,
        remark=remark,
        concluded_by_id=actor.person_id,
        concluded_at=now,
    )
    db.session.add(conclusion)
    record(MOVES[verdict], item, actor, now, number=item.number)
    return conclusion
