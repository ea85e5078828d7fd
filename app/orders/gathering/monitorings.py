"""The monitoring of the plan, and how a paper cites the order that approved it."""

from datetime import date, time

from app.cycle.models import Cycle
from app.kernel.as_of import AsOf, to_the_minute
from app.kernel.clock import MONTHS_NOM
from app.orders.facts import plan_title
from app.orders.queries import newest
from app.orders.russian import in_digits, in_words
from app.orders.wording import BLANK_DATE, BLANK_NUMBER, spans
from app.plan.monitoring import Forecast
from app.plan.queries import Board, Row, board
from app.plan.words import executors, short_title


def monitoring(cycle: Cycle, on: date) -> dict:
    """O_PLANMON: the last monitoring whose month has come, or the first one; by integers (domain.md §11.3)."""
    now = board(cycle, AsOf(to_the_minute(on, time(23, 59))))
    gate = next((gate for gate in reversed(now.gates) if gate.on.replace(day=1) <= on), now.gates[0])
    confirmed, total = len(now.confirmed), len(now.rows)
    left = [row.item.number for row in now.rows if row not in now.confirmed and row.due_on <= gate.on]
    said = {
        "as_of": in_words(min(on, gate.on)),
        "month": f"{MONTHS_NOM[gate.on.month - 1]} {gate.on.year} года",
        "item": str(_item_of(now, gate)),
        "base": str(total),
        "base_words": "все мероприятия утверждённого Плана-графика",
        "confirmed": str(confirmed),
        "share": f"{confirmed * 1000 // total / 10:.1f}".replace(".", ","),
        "threshold": str(gate.threshold_pct),
        "verdict": "выполнено" if gate.reached else "не выполнено",
        "open": spans(sorted(left)),
        **plan_order(cycle),
    }
    rows = [line(row) for row in sorted(now.rows, key=lambda row: row.item.number)]
    return {"tables": {"rows": rows}, "said": said}


def _item_of(now: Board, gate: Forecast) -> int:
    """The number of the item that asks for this monitoring (items 14 and 15 of the order)."""
    items = sorted(row.item.number for row in now.rows if row.item.key.startswith("roadmap_monitoring"))
    return items[now.gates.index(gate)]


def line(row: Row) -> dict[str, str]:
    """One of the 32 rows with its two facts."""
    execution = row.item.executions[-1] if row.item.executions else None
    concluded = execution.conclusion if execution else None
    confirmed = concluded if concluded and concluded.verdict == "confirm" else None
    return {
        "title": short_title(row.item),
        "period": row.item.period_text,
        "executors": executors(row.item),
        "executed": in_digits(execution.executed_at) if execution else "–",
        "confirmed": in_digits(confirmed.concluded_at) if confirmed else "–",
        "proof": execution.note if execution else "–",
    }


def plan_order(cycle: Cycle) -> dict[str, str]:
    """How another paper cites the order that approved the plan; blanks while it has no number."""
    order = newest(cycle, "O_PLAN", "registered")
    if order is None:
        return {"plan_date": BLANK_DATE, "plan_number": BLANK_NUMBER, "plan_title": plan_title(cycle.year)}
    return {"plan_date": in_words(order.signed_on), "plan_number": order.number, "plan_title": order.title}
