"""The verbs of those who act on an item: report it or a part of it, answer a part, take a confirmation back."""

from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Actor, ensure_can
from app.plan import services
from app.plan.execution.duties import Duty, chosen, duties_of
from app.plan.execution.forms import ReportForm, Verdict
from app.plan.execution.models import PlanReopening, Proof
from app.plan.indicators.reading import value_of
from app.plan.items import AnyReport
from app.plan.models import Confirmation, Execution, PlanItem
from app.plan.words import tally
from app.plan.workflow import FLOW
from app.refusals import Refusal, Refused, refuse_if

WAITS = Refusal(
    "waits", "Отчёт уже отправлен и\u00a0ждёт ответа Департамента. Файл или ссылку к\u00a0нему приложить можно."
)
ACCEPTED = Refusal("accepted", "Ваша часть мероприятия уже подтверждена.")
CANCELLED = Refusal("cancelled", "Мероприятие отменено приказом: отчитываться о\u00a0нём не\u00a0нужно.")
CLOSED = Refusal("closed", "Мероприятие исполнено целиком: о\u00a0своей части отчитываться не\u00a0нужно.")
MORE = Refusal("more", "Исполнитель приложил ещё один материал. Он показан: посмотрите его и\u00a0решите снова.")
ASKS = "unmet"
UNSAID = Refusal(
    ASKS,
    "Показатель не\u00a0выполнен. Напишите, почему подтверждаете: причина останется в\u00a0плане и\u00a0приказе.",
)
ANSWERED = Refusal("stale", "Кто-то уже ответил на\u00a0этот отчёт. Показано то, что есть сейчас.")


def report(item: PlanItem, said: ReportForm, actor: Actor, now: datetime) -> Execution:
    """Who acts for the region reports the item, others their part; what was attached goes with it."""
    own = chosen(duties_of(actor, item), said.part)
    services.hold(item)
    if own.whole:
        execution = services.execute(item, said.note, actor, now, interim=said.interim, done_on=said.done_on)
    else:
        execution = _report_part(item, own, said, actor, now)
    db.session.flush()
    waiting = Proof.item_id == item.id, Proof.part == own.key, Proof.execution_id.is_(None), Proof.removed_at.is_(None)
    for proof in db.session.scalars(select(Proof).where(*waiting)):
        proof.execution_id = execution.id
    return execution


def _report_part(item: PlanItem, own: Duty, said: ReportForm, actor: Actor, now: datetime) -> Execution:
    """The item itself does not move, but for its beginning; of two reports at once the second is told of the first."""
    refuse_if(part_refusal(item.state, last_of(item, own)))
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


def part_refusal(state: str, last: AnyReport | None) -> Refusal | None:
    """Why a part of an item in this state can't be reported now: all is done, or an answer is awaited or was given."""
    if state == "cancelled":
        return CANCELLED
    if state in ("executed", "confirmed"):
        return CLOSED
    if last is None:
        return None
    if last.confirmation is None:
        return WAITS
    return ACCEPTED if last.confirmation.verdict == "confirm" else None


def last_of(item: PlanItem, own: Duty) -> Execution | None:
    """The last report of this duty."""
    found = select(Execution).where(Execution.item_id == item.id, Execution.whole == own.whole)
    return next(filter(own.holds, db.session.scalars(found.order_by(Execution.id.desc()))), None)


def answer(
    item: PlanItem, said: Verdict, actor: Actor, now: datetime, seen: int = 0, seen_proof: int | None = None
) -> Confirmation:
    """The Department answers the report and the proofs that it looked at; `seen_proof` is the last of them.

    An indicator that is not met is asked about once, with its numbers; who confirms all the same says why.
    """
    services.hold(item)
    last = item.executions[-1] if item.executions else None
    if last and last.id == seen and _grown(last, seen_proof):
        raise Refused(MORE)
    unmet = _unmet(item, last, now, seen) if said.verdict == "confirm" else ""
    if unmet and not said.anyway and FLOW.refusal("confirm", actor, item) is None:
        raise Refused.because(ASKS, f"Показатель не\u00a0выполнен ({unmet}). Подтвердить всё равно?")
    if unmet and not said.remark:
        raise Refused(UNSAID)
    return services.answer(item, said.verdict, said.remark, actor, now, seen, unmet)


def _unmet(item: PlanItem, last: Execution | None, now: datetime, seen: int) -> str:
    """The same as `unmet_now` of the report that was looked at; nothing of another one."""
    return unmet_now(item, last, now) if last and seen in (0, last.id) else ""


def unmet_now(item: PlanItem, last: Execution, now: datetime) -> str:
    """What keeps the indicator from being met, in words; empty when it is met, or the item has none."""
    told = value_of(item.cycle, item, local(now).date())
    lacking = told.unmet(last.interim) if told else None
    return tally(lacking) if lacking else ""


def last_proof(execution: AnyReport) -> int:
    """The id of the last proof of a report, 0 when it has none: what an answer to it has looked at."""
    return execution.proofs[-1].id if execution.proofs else 0


def _grown(execution: Execution, seen_proof: int | None) -> bool:
    return seen_proof is not None and last_proof(execution) > seen_proof


def answer_part(
    part: Execution, verdict: str, remark: str, actor: Actor, now: datetime, seen_proof: int | None = None
) -> Confirmation:
    """The Department accepts the part of one executor or returns it; of two answers the first stands."""
    ensure_can(actor, "plan.confirm")
    services.hold(part.item)
    if part.confirmation is not None:
        raise Refused(ANSWERED)
    if _grown(part, seen_proof):
        raise Refused(MORE)
    confirmation = Confirmation(
        execution=part, verdict=verdict, remark=remark, answered_by_id=actor.person_id, answered_at=now
    )
    db.session.add(confirmation)
    record(f"plan:part:{verdict}", part, actor, now)
    return confirmation


def reopen(item: PlanItem, reason: str, actor: Actor, now: datetime) -> PlanReopening:
    """The Department takes its confirmation back: the executor reports anew; a snapshot of before does not change."""
    FLOW.fire("reopen", actor, item)
    reopening = PlanReopening(
        execution=item.executions[-1], reason=reason, reopened_by_id=actor.person_id, reopened_at=now
    )
    db.session.add(reopening)
    record("plan:reopened", item, actor, now, number=item.number)
    return reopening
