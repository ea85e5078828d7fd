"""The year of the plan as a band: a lane for each item, its periods where they stand. Pure: rows in, places out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.calendar import local
from app.kernel.words import pluralize
from app.plan.items import Window
from app.plan.monitoring import Forecast
from app.plan.pictures.scale import Mark, Scale, scale_of
from app.plan.queries import Row

LATE = ("overdue", "returned")
# The state of an item → how its lane and its cell look.
LOOKS = {
    "confirmed": "conf",
    "interim_confirmed": "asof",
    "executed": "exec",
    "lapsed": "work",
    "in_progress": "work",
    "overdue": "late",
    "returned": "ret",
    "not_started": "not",
}
BESIDE = 72  # per cent: a word that would begin further right stands before its bar


@dataclass(frozen=True)
class Bar:
    """A period in per cent of the width; a single day has no width. `part` is what counts on the reporting date."""

    x: float
    width: float = 0
    part: float = 0


@dataclass(frozen=True)
class Lane:
    """An item on the band; `word` says beside its bar what is wrong with it, at `x` or ending there."""

    row: Row
    bars: tuple[Bar, ...]
    word: str = ""
    x: float = 0
    before: bool = False

    @property
    def look(self) -> str:
        """The class of its shape."""
        return LOOKS[self.row.state]


@dataclass(frozen=True)
class Timeline:
    """The band with its months, its thresholds and, when the day lies on it, today's line."""

    marks: list[Mark]
    gates: list[Mark]
    now: float | None
    lanes: list[Lane]

    @property
    def late(self) -> list[Lane]:
        """What a reader must see first."""
        return [lane for lane in self.lanes if lane.row.state in LATE]


def timeline(rows: Sequence[Row], gates: Sequence[Forecast], today: date) -> Timeline | None:
    """Lanes by the number of the item; None for a plan without items."""
    if not rows:
        return None
    scale = scale_of_rows(rows)
    ordered = sorted(rows, key=lambda row: row.item.number)
    return Timeline(
        scale.marks,
        [Mark(scale.end(gate.on), f"{gate.threshold_pct}\u00a0%") for gate in gates],
        scale.middle(today) if scale.holds(today) else None,
        [_lane(row, scale, today) for row in ordered],
    )


def scale_of_rows(rows: Sequence[Row]) -> Scale:
    """The months that hold every period."""
    return scale_of(day for row in rows for window in row.item.windows for day in _days(window))


def _days(window: Window) -> tuple[date, date]:
    return window.starts_on or window.ends_on, window.ends_on


def _lane(row: Row, scale: Scale, today: date) -> Lane:
    bars = tuple(_bar(row, *_days(window), scale) for window in row.item.windows)
    word = _wrong(row, today)
    if not word:
        return Lane(row, bars)
    right = max(bar.x + bar.width for bar in bars)
    before = right > BESIDE
    return Lane(row, bars, word, min(bar.x for bar in bars) if before else right, before)


def _bar(row: Row, first: date, last: date, scale: Scale) -> Bar:
    """A deadline and a day are points; the counted part of a long item ends on the day of its execution."""
    if first == last:
        return Bar(scale.middle(last))
    x, part = scale.x(first), 0.0
    if row.state == "interim_confirmed":
        done = min(last, local(row.item.executions[-1].executed_at).date())
        part = max(0.0, scale.end(done) - x)
    return Bar(x, round(scale.end(last) - x, 2), round(part, 2))


def _wrong(row: Row, today: date) -> str:
    if row.state == "overdue":
        return f"просрочено, {pluralize((today - row.due_on).days, 'день', 'дня', 'дней')}"
    return "возвращено" if row.state == "returned" else ""
