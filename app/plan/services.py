"""The verbs of a plan item: executed by the executor, concluded by the Department; two facts with who and when."""

from datetime import datetime

from app.extensions import db
from app.journal.services import record
from app.permissions import Refused
from app.plan.models import Conclusion, Execution, PlanItem
from app.plan.workflow import FLOW

MOVES = {"confirm": "plan:confirmed", "return": "plan:returned"}


def execute(item: PlanItem, note: str, actor, now: datetime) -> Execution | Refused:
    """The executor says that the item is done, and by what it is proved."""
    refused = FLOW.fire("execute", actor, item)
    if refused is not None:
        return refused
    execution = Execution(item_id=item.id, executed_by_id=actor.person_id, executed_at=now, note=note)
    db.session.add(execution)
    record("plan:executed", item, actor, now, number=item.number)
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
