"""The board of the plan: 32 items by what the official must do, and the distance to each threshold."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from app.cycle.models import Cycle, Monitoring
from app.extensions import db
from app.kernel.as_of import AsOf
from app.plan.history import entered_later, put_back
from app.plan.models import Execution, PlanItem
from app.plan.rules import last_day, nearest, needed, reaches, standing
from app.plan.words import BY_DAY

# What the official must do, group by group; the state whose icon stands before the name.
GROUPS = (
    ("Просрочено и\u00a0возвращено", "overdue", ("overdue", "returned")),
    ("Исполнено, ждёт подтверждения", "executed", ("executed",)),
    ("В\u00a0работе", "in_progress", ("in_progress",)),
    ("Не\u00a0начато", "not_started", ("not_started",)),
    ("Исполнено и\u00a0подтверждено", "confirmed", ("confirmed",)),
)
CELLS = ("confirmed", "executed", "in_progress", "overdue", "returned", "not_started")


@dataclass(frozen=True)
class Row:
    """An item as the board shows it."""

    item: PlanItem
    state: str
    due_on: date
    next_on: date

    @property
    def said_by_day(self) -> bool:
        """True when the list shows a day and how many days are left; else the words of the plan."""
        return self.state == "overdue" or (self.state != "confirmed" and self.item.kind in BY_DAY)


@dataclass(frozen=True)
class Gate:
    """A monitoring: what is needed, and what is not there yet."""

    on: date
    threshold_pct: int
    needed: int
    short: int
    reached: bool
    in_time: int


@dataclass(frozen=True)
class Board:
    """The whole plan on a day."""

    rows: list[Row]
    gates: list[Gate]
    later: list[Execution] = field(default_factory=list)

    def of(self, *states: str) -> list[Row]:
        """The items in these states, by their day."""
        return [row for row in self.rows if row.state in states]

    @property
    def cells(self) -> list[Row]:
        """Confirmed first, not started last: the order of the 32 cells."""
        return sorted(self.rows, key=lambda row: (CELLS.index(row.state), row.item.number))


def board(cycle: Cycle, today: date, as_of: AsOf | None = None) -> Board:
    """Four statements, whatever the number of items; at a moment each item is shown as it was."""
    items = db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle.id).order_by(PlanItem.number)).all()
    later = entered_later(items, as_of) if as_of else []
    for item in items if as_of else ():
        put_back(item, as_of)
    rows = [_row(item, today) for item in items]
    confirmed = sum(row.state == "confirmed" for row in rows)
    monitorings = db.session.scalars(
        select(Monitoring).where(Monitoring.cycle_id == cycle.id).order_by(Monitoring.number)
    )
    gates = [_gate(m, rows, confirmed) for m in monitorings]
    return Board(sorted(rows, key=lambda row: (row.next_on, row.item.number)), gates, later)


def awaiting(cycle: Cycle) -> int:
    """How many items wait for the Department."""
    return db.session.scalar(
        select(func.count(PlanItem.id)).where(PlanItem.cycle_id == cycle.id, PlanItem.state == "executed")
    )


def _row(item: PlanItem, today: date) -> Row:
    ends = [window.ends_on for window in item.windows]
    return Row(item, standing(item.state, ends, today), last_day(ends), nearest(ends, today))


def _gate(monitoring: Monitoring, rows: list[Row], confirmed: int) -> Gate:
    total, least = len(rows), needed(len(rows), monitoring.threshold_pct)
    reached = reaches(confirmed, total, monitoring.threshold_pct)
    in_time = sum(row.state == "confirmed" or row.due_on <= monitoring.on for row in rows)
    return Gate(monitoring.on, monitoring.threshold_pct, least, max(0, least - confirmed), reached, in_time)
