"""The monitoring of the plan, and how a paper cites the order that approved it."""

from collections.abc import Sequence
from datetime import date, datetime

from app.kernel.calendar import MONTHS_NOM
from app.kernel.quotes import inner
from app.orders.queries import newest
from app.papers.facts import Facts, ListFacts, plan_title
from app.papers.russian import in_digits, in_words
from app.papers.wording import BLANK_DATE, BLANK_NUMBER, spans
from app.plan.amendments.queries import amendments
from app.plan.execution.marks import marks
from app.plan.items import Item, Report, Shown, items_of
from app.plan.models import Snapshot
from app.plan.monitoring import BASES
from app.plan.monitoring_queries import asked_by, monitorings, snapshots
from app.plan.words import ahead, executors_in_full
from app.refusals import Refusal, Refused
from app.year.cycle.models import Cycle

NONE_TAKEN = Refusal(
    "no_snapshot",
    "Снимок плана ещё не\u00a0сделан. Сделайте его на\u00a0странице «Мониторинги плана»: "
    "приказ берёт числа из\u00a0него.",
)
NOTES = {
    "interim_confirmed": "на\u00a0отчётную дату",
    "lapsed": "подтверждение на\u00a0отчётную дату истекло",
    "overdue": "просрочено",
    "executed": "ждёт подтверждения",
    "returned": "возвращено",
}


def monitoring(cycle: Cycle, _on: date, snapshot: int | None = None) -> dict:
    """O_PLANMON: a snapshot, the newest without a choice, word for word and number for number (domain.md §11.3)."""
    taken = snapshots(cycle)
    chosen = next((one for one in taken if one.id == snapshot), next(iter(taken), None))
    if chosen is None:
        raise Refused(NONE_TAKEN)
    return of_snapshot(chosen, items_of(cycle), cycle)


def snapshot_in(facts: Facts) -> int | None:
    """The snapshot that a draft states."""
    kept = facts.tables.get("snapshot") if isinstance(facts, ListFacts) else None
    return int(kept[0]["id"]) if kept else None


def said_of(snapshot: Snapshot) -> str:
    """How the page offers it."""
    return f"{_month(snapshot)}, по\u00a0состоянию на\u00a0{in_digits(snapshot.on)}"


def _month(snapshot: Snapshot) -> str:
    return f"{MONTHS_NOM[snapshot.monitoring.on.month - 1]} {snapshot.monitoring.on.year} года"


def _strayed(snapshot: Snapshot) -> str:
    """A snapshot that was not made in the month of its monitoring is told of."""
    asked = snapshot.monitoring.on
    if (snapshot.on.year, snapshot.on.month) == (asked.year, asked.month):
        return ""
    return f"Снимок мониторинга за {_month(snapshot)} сделан по состоянию на {in_digits(snapshot.on)}: проверьте месяц"


def of_snapshot(snapshot: Snapshot, items: Sequence[Item], cycle: Cycle) -> dict:
    """Its figures and its items; the facts of an item are those that were written down when it was taken."""
    asked = snapshot.monitoring
    said = {
        "as_of": in_words(snapshot.on),
        "month": _month(snapshot),
        "item": str(asking.number) if (asking := asked_by(items, asked)) else BLANK_NUMBER,
        "base": str(snapshot.whole),
        "base_words": BASES[snapshot.base],
        "confirmed": str(snapshot.part),
        "share": _share(snapshot.part, snapshot.whole),
        "threshold": str(snapshot.threshold_pct),
        "verdict": "выполнено" if snapshot.reached else "не выполнено",
        "open": spans(row["number"] for row in snapshot.rows if row["due"] and not row["counted"]),
        **plan_order(cycle),
    }
    known, periods = {item.number: item for item in items}, periods_at(cycle, snapshot.taken_at)
    rows = [
        line(known[row["number"]], snapshot.taken_at, row["state"], row.get("ahead", ()))
        | indicator(row)
        | periods.get(row["number"], {})
        for row in snapshot.rows
        if row["number"] in known
    ]
    own = {"id": str(snapshot.id), "strayed": _strayed(snapshot)}
    days = {"fix_by": _fix_by(snapshot, items, cycle)}
    return {"tables": {"rows": rows, "snapshot": [own]}, "said": said, "days": days}


def _fix_by(snapshot: Snapshot, items: Sequence[Item], cycle: Cycle) -> date | None:
    """The next monitoring wants the rest; after the last one, the end of the plan."""
    later = [one.on for one in monitorings(cycle) if one.on > snapshot.on]
    ends = [window.ends_on for item in items for window in item.windows if window.ends_on > snapshot.on]
    return min(later, default=max(ends, default=None))


def _share(part: int, whole: int) -> str:
    """One decimal, cut down."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10},{tenths % 10}"


def periods_at(cycle: Cycle, at: datetime) -> dict[int, dict[str, str]]:
    """The periods as they were of those items that an order has moved since, by number."""
    since = [one for one in amendments(cycle) if one.order and one.order.recorded_at > at]
    return {one.item.number: {"period": one.was["period_text"]} for one in reversed(since)}


def indicator(row: dict) -> dict[str, str]:
    """«Показатель: план | факт», as the snapshot keeps them; one of before kept no counts, one thing has no share."""
    whole = row.get("whole")
    if whole == 1:
        return {"planned": "да", "fact": "да" if row["part"] else "нет"}
    return {
        "planned": f"{row['threshold_pct']}\u00a0%" if whole is not None else "–",
        "fact": f"{row['part']} из\u00a0{whole}" if whole else "–",
    }


def line(item: Item, at: datetime, state: str, periods: Sequence[str] = ()) -> dict[str, str]:
    """One of the 32 rows with its two facts as they had been written down by the moment, and what is amiss of them.

    `periods` are those of its indicator that had not begun.
    """
    execution = next((one for one in reversed(item.executions) if one.recorded_at <= at), None)
    answered = execution.confirmation if execution and not _taken_back(execution, at) else None
    proofs = [one for one in execution.proofs if one.added_at <= at] if execution else []
    confirmed = answered if answered and answered.verdict == "confirm" and answered.answered_at <= at else None
    amiss = marks(execution, proofs, confirmed) if execution else []
    return {
        "number": str(item.number),
        "title": item.title.strip().rstrip("."),
        "period": item.period_text,
        "executors": executors_in_full(item),
        "executed": in_digits(execution.executed_at) if execution else "–",
        "confirmed": in_digits(confirmed.answered_at) if confirmed else "–",
        "proof": _proof(execution, proofs) if execution else "–",
        "remark": "; ".join(filter(None, (NOTES.get(state), ahead(periods), *amiss))) or "–",
    }


def _proof(execution: Report, proofs: list[Shown]) -> str:
    """The words of the executor, and all that is attached to them."""
    attached = "; ".join(proof.url or proof.title for proof in proofs)
    return f"{execution.note} Приложено: {attached}" if attached else execution.note


def _taken_back(execution: Report, at: datetime) -> bool:
    return execution.reopening is not None and execution.reopening.reopened_at <= at


def plan_order(cycle: Cycle) -> dict[str, str]:
    """How another paper cites the order that approved the plan; blanks while it has no number."""
    order = newest(cycle, "O_PLAN", "signed", "published", "changed")
    if order is None:
        return {"plan_date": BLANK_DATE, "plan_number": BLANK_NUMBER, "plan_title": inner(plan_title(cycle.year))}
    stamp = order.registration
    return {"plan_date": in_words(stamp.signed_on), "plan_number": stamp.number, "plan_title": inner(order.title)}
