"""The board of the plan: 32 items by what the official must do, and the distance to each threshold."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.cycle.models import Cycle, Monitoring
from app.extensions import db
from app.plan.models import PlanItem
from app.plan.rules import last_day, needed, reaches, standing

GROUPS = ("overdue", "returned", "executed", "in_progress", "not_started", "confirmed")
CELLS = ("confirmed", "executed", "in_progress", "overdue", "returned", "not_started")


@dataclass(frozen=True)
class Row:
    """An item as the board shows it."""

    item: PlanItem
    state: str
    due_on: date


@dataclass(frozen=True)
class Gate:
    """A monitoring: what is needed, and what is not there yet."""

    on: date
    threshold_pct: int
    needed: int
    short: int
    reached: bool


@dataclass(frozen=True)
class Board:
    """The whole plan on a day."""

    rows: list[Row]
    gates: list[Gate]

    def of(self, *states: str) -> list[Row]:
        """The items in these states, by their day."""
        return [row for row in self.rows if row.state in states]

    @property
    def cells(self) -> list[Row]:
        """Confirmed first, not started last: the order of the 32 cells."""
        return sorted(self.rows, key=lambda row: (CELLS.index(row.state), row.item.number))


def board(cycle: Cycle, today: date) -> Board:
    """Four statements, whatever the number of items."""
    items = db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle.id).order_by(PlanItem.number)).all()
    rows = [_row(item, today) for item in items]
    confirmed = sum(row.state == "confirmed" for row in rows)
    monitorings = db.session.scalars(
        select(Monitoring).where(Monitoring.cycle_id == cycle.id).order_by(Monitoring.number)
    )
    gates = [_gate(m, confirmed, len(rows)) for m in monitorings]
    return Board(sorted(rows, key=lambda row: (row.due_on, row.item.number)), gates)


def _row(item: PlanItem, today: date) -> Row:
    ends = [window.ends_on for window in item.windows]
    return Row(item, standing(item.state, ends, today), last_day(ends))


def _gate(monitoring: Monitoring, confirmed: int, total: int) -> Gate:
    least = needed(total, monitoring.threshold_pct)
    reached = reaches(confirmed, total, monitoring.threshold_pct)
    return Gate(monitoring.on, monitoring.threshold_pct, least, max(0, least - confirmed), reached)
