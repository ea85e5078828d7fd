"""The board of the plan: 32 items by what the official must do, and the distance to each threshold."""

from dataclasses import dataclass, field
from datetime import date

from app.kernel.as_of import AsOf
from app.plan.amendments.queries import amendments
from app.plan.history import as_it_was, entered_later
from app.plan.indicators.reading import values
from app.plan.indicators.values import Value
from app.plan.items import Item, Report, items_of
from app.plan.lasting import Starts, shown, starts_in
from app.plan.monitoring import COUNTED, Forecast
from app.plan.monitoring_queries import each_standing, forecasts
from app.plan.rules import last_day, nearest
from app.plan.words import BY_DAY
from app.year.cycle.models import Cycle
from app.year.cycle.rows import OfYear

# What the official must do, group by group; the state whose icon stands before the name.
GROUPS = (
    ("Просрочено и\u00a0возвращено", "overdue", ("overdue", "returned")),
    ("Исполнено, ждёт подтверждения", "executed", ("executed",)),
    ("Подтверждение на\u00a0отчётную дату истекло", "lapsed", ("lapsed",)),
    ("В\u00a0работе", "in_progress", ("in_progress",)),
    ("Не\u00a0начато", "not_started", ("not_started",)),
    ("Исполнено на\u00a0отчётную дату", "interim_confirmed", ("interim_confirmed",)),
    ("Исполнено и\u00a0подтверждено", "confirmed", ("confirmed",)),
)
CELLS = ("confirmed", "interim_confirmed", "executed", "lapsed", "in_progress", "overdue", "returned", "not_started")


@dataclass(frozen=True)
class Row:
    """An item as the board shows it."""

    item: Item
    state: str
    due_on: date
    next_on: date
    value: Value | None = None

    @property
    def said_by_day(self) -> bool:
        """True when the list shows a day and how many days are left; else the words of the plan."""
        return self.state == "overdue" or (self.state not in (*COUNTED, "cancelled") and self.item.kind in BY_DAY)


@dataclass(frozen=True)
class Board:
    """The whole plan on a day; what an order has cancelled stands apart and is counted nowhere."""

    rows: list[Row]
    gates: list[Forecast]
    later: list[Report] = field(default_factory=list)
    cancelled: list[Row] = field(default_factory=list)

    def of(self, *states: str) -> list[Row]:
        """The items in these states, by their day."""
        return [row for row in self.rows if row.state in states]

    @property
    def confirmed(self) -> list[Row]:
        """What counts for a threshold: executed and confirmed, wholly or on the reporting date."""
        return self.of(*COUNTED)

    @property
    def cells(self) -> list[Row]:
        """Confirmed first, not started last: the order of the 32 cells."""
        return sorted(self.rows, key=lambda row: (CELLS.index(row.state), row.item.number))


def board(cycle: Cycle, as_of: AsOf) -> Board:
    """A few statements, whatever the number of items and of schools; of the past each item as it was.

    What an indicator comes to is counted from what stands now, so a past moment has none.
    """
    items, today = items_of(cycle), as_of.day
    later = entered_later(items, as_of)
    if as_of.past:
        changes = amendments(cycle)
        items = tuple(as_it_was(one, as_of, [was for was in changes if was.item_id == one.id]) for one in items)
    told = {} if as_of.past else values(cycle, today)
    starts = starts_in(cycle)
    rows = [_row(item, today, told.get(item.id), starts) for item in items]
    rows.sort(key=lambda row: (row.next_on, row.item.number))
    stands, cancelled = ([row for row in rows if (row.state == "cancelled") is out] for out in (False, True))
    return Board(stands, forecasts(cycle, each_standing(items, told, today, starts)), later, cancelled)


def awaiting(cycle: OfYear) -> list[Report]:
    """The reports that wait for the Department, of whole items and of parts, the oldest first.

    A part needs no answer any more when its item is settled.
    """
    found = (one for item in items_of(cycle) for one in _asking(item) if one.confirmation is None)
    return sorted(found, key=lambda one: one.id)


def _asking(item: Item) -> tuple[Report, ...]:
    whole = item.executions if item.state == "executed" else ()
    return whole if item.state in ("confirmed", "cancelled") else (*whole, *item.parts)


def _row(item: Item, today: date, value: Value | None, starts: Starts) -> Row:
    ends = [window.ends_on for window in item.windows]
    return Row(item, shown(item, starts, today), last_day(ends), nearest(ends, today), value)
