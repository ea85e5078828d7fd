"""Monitorings of the plan (items 14, 15): what a snapshot holds, and what more must be confirmed. Pure (§11.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.plan.rules import needed, reaches

COUNTED = ("confirmed", "interim_confirmed")
BASES = {
    "all": "все мероприятия утверждённого плана",
    "due": "мероприятия, срок которых наступил к\u00a0отчётной дате",
}


@dataclass(frozen=True)
class Standing:
    """An item as a monitoring sees it; `indicator` is None without data, `so_far` the same for what has begun.

    `part` of `whole` is the tally of what has begun that decides the indicator, `threshold_pct` what it must reach;
    None without one. `ahead` are the periods that have not begun, as they are said.
    """

    number: int
    state: str
    due_on: date
    indicator: bool | None = None
    so_far: bool | None = None
    part: int | None = None
    whole: int | None = None
    threshold_pct: int | None = None
    ahead: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Executed and confirmed, wholly or on the reporting date."""
        return self.state in COUNTED

    @property
    def lacking(self) -> Fraction:
        """How far the indicator is from its whole; one without data is the furthest."""
        return 1 - Fraction(min(self.part or 0, self.whole), self.whole) if self.whole else Fraction(1)


@dataclass(frozen=True)
class Count:
    """Both denominators at once; the one that counts is a setting that the order names."""

    total: int
    confirmed: int
    due: int
    due_confirmed: int

    def of(self, base: str) -> tuple[int, int]:
        """Part and whole by the base."""
        return (self.confirmed, self.total) if base == "all" else (self.due_confirmed, self.due)


def count(standings: Iterable[Standing], on: date) -> Count:
    """How the plan stands by the day."""
    rows = list(standings)
    due = [row for row in rows if row.due_on <= on]
    return Count(len(rows), sum(r.counted for r in rows), len(due), sum(r.counted for r in due))


@dataclass(frozen=True)
class Forecast:
    """What is missing to a threshold, and from where it can come: numbers of items, in the order of reaching for them.

    `waiting` are executed and want a word of the Department; `ready` have their indicator met and want a report and
    that word; so do `interim`, which end later and are met for what has begun. `due` have their last day by then,
    `rest` end later, and neither is met: the nearest to it first.
    """

    on: date
    threshold_pct: int
    whole: int
    needed: int
    short: int
    reached: bool
    waiting: tuple[int, ...]
    ready: tuple[int, ...]
    interim: tuple[int, ...]
    due: tuple[int, ...]
    rest: tuple[int, ...]

    @property
    def more(self) -> int:
        """How many are missing still when all is done that is ready or due: they must come from the rest."""
        return max(0, self.short - sum(map(len, (self.waiting, self.ready, self.interim, self.due))))


def forecast(standings: Sequence[Standing], on: date, threshold_pct: int, base: str) -> Forecast:
    """To the monitoring's day, by exact counts."""
    part, whole = count(standings, on).of(base)
    within = [row for row in standings if base == "all" or row.due_on <= on]
    open_ = sorted((row for row in within if not row.counted), key=lambda row: (row.due_on, row.number))
    least = needed(whole, threshold_pct)
    return Forecast(
        on,
        threshold_pct,
        whole,
        least,
        max(0, least - part),
        reaches(part, whole, threshold_pct),
        **_by_nearness(open_, on),
    )


def _by_nearness(rows: Iterable[Standing], on: date) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[Standing]] = {name: [] for name in ("waiting", "ready", "interim", "due", "rest")}
    for row in rows:
        found[_want(row, on)].append(row)
    for name in ("due", "rest"):
        found[name].sort(key=lambda row: row.lacking)
    return {name: tuple(row.number for row in own) for name, own in found.items()}


def _want(row: Standing, on: date) -> str:
    if row.state == "executed":
        return "waiting"
    if row.due_on <= on:
        return "ready" if row.indicator else "due"
    return "interim" if row.so_far else "rest"
