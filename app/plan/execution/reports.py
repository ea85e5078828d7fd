"""The verbs of those who act on an item: report it or a part of it, answer a part, take a confirmation back."""

from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.journal.services import record
from app.permissions import Refused, can
from app.plan import services
from app.plan.execution.duties import Duty, duty_of
from app.plan.execution.forms import ReportForm
from app.plan.execution.models import PlanReopening, Proof
from app.plan.models import Conclusion, Execution, PlanItem
from app.plan.workflow import FLOW

WAITS = Refused(
    "waits", "Отчёт уже отправлен и\u00a0ждёт ответа Департамента. Файл или ссылку к\u00a0нему приложить можно."
)
ACCEPTED = Refused("accepted", "Ваша часть мероприятия уже подтверждена.")
CLOSED = Refused("closed", "Мероприятие исполнено целиком: о\u00a0своей части отчитываться не\u00a0нужно.")
ANSWERED = Refused("stale", "Кто-то уже ответил на\u00a0этот отчёт. Показано то, что есть сейчас.")


def report(item: PlanItem, said: ReportForm, actor, now: datetime) -> Execution | Refused:
    """Who acts for the region reports the item, others their part; what was attached goes with it."""
    own = duty_of(actor, item)
    if isinstance(own, Refused):
        return own
    if own.whole:
        done = services.execute(item, said.note, actor, now, interim=said.interim, done_on=said.done_on)
    else:
        done = _report_part(item, own, said, actor, now)
    if isinstance(done, Refused):
        return done
    db.session.flush()
    waiting = Proof.item_id == item.id, Proof.part == own.key, Proof.execution_id.is_(None), Proof.removed_at.is_(None)
    for proof in db.session.scalars(select(Proof).where(*waiting)):
        proof.execution_id = done.id
    return done


def _report_part(item: PlanItem, own: Duty, said: ReportForm, actor, now: datetime) -> Execution | Refused:
    """The item itself does not move, but for its beginning; of two reports at once the second is told of the first."""
    db.session.scalar(select(PlanItem.id).where(PlanItem.id == item.id).with_for_update())
    refused = part_refusal(item, own)
    if refused is not None:
        return refused
    if item.state == "not_started":
        FLOW.fire("begin", actor, item)
    execution = Execution(
        item_id=item.id,
        executed_by_id=actor.person_id,
        executed_at=services.done_at(said.done_on, now),
        recorded_at=now,
        note=said.note,
        whole=False,
        municipality_id=own.municipality_id,
    )
    db.session.add(execution)
    record("plan:part", item, actor, execution.executed_at, number=item.number)
    return execution


def part_refusal(item: PlanItem, own: Duty) -> Refused | None:
    """Why a part can't be reported now: all is done, or an answer is awaited, or it was given."""
    if item.state in ("executed", "confirmed"):
        return CLOSED
    last = last_of(item, own)
    if last is None:
        return None
    if last.conclusion is None:
        return WAITS
    return ACCEPTED if last.conclusion.verdict == "confirm" else None


def last_of(item: PlanItem, own: Duty) -> Execution | None:
    """The last report of this duty."""
    found = select(Execution).where(Execution.item_id == item.id, Execution.whole == own.whole)
    return next(filter(own.holds, db.session.scalars(found.order_by(Execution.id.desc()))), None)


def answer_part(part: Execution, verdict: str, remark: str, actor, now: datetime) -> Conclusion | Refused:
    """The Department accepts the part of one executor or returns it; of two answers the first stands."""
    allowed = can(actor, "plan.confirm")
    if not allowed:
        return allowed
    db.session.refresh(part, with_for_update={"of": Execution})
    if part.conclusion is not None:
        return ANSWERED
    conclusion = Conclusion(
        execution=part, verdict=verdict, remark=remark, concluded_by_id=actor.person_id, concluded_at=now
    )
    db.session.add(conclusion)
    record(f"plan:part:{verdict}", part, actor, now)
    return conclusion


def reopen(item: PlanItem, reason: str, actor, now: datetime) -> PlanReopening | Refused:
    """The Department takes its confirmation back: the executor reports anew; a snapshot of before does not change."""
    refused = FLOW.fire("reopen", actor, item)
    if refused is not None:
        return refused
    reopening = PlanReopening(
        execution=item.executions[-1], reason=reason, reopened_by_id=actor.person_id, reopened_at=now
    )
    db.session.add(reopening)
    record("plan:reopened", item, actor, now, number=item.number)
    return reopening
