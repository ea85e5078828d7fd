"""Monitorings of the plan (items 14, 15): what a snapshot holds, and what more must be confirmed. Pure (§11.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.plan.rules import needed, reaches

COUNTED = ("confirmed", "interim_confirmed")
BASES = {
    "all": "все мероприятия утверждённого плана",
    "due": "мероприятия, срок которых наступил к\u00a0отчётной дате",
}


@dataclass(frozen=True)
class Standing:
    """An item as a monitoring sees it; `indicator` is None without data, `so_far` the same for what has begun.

    `part` of `whole` is the tally that decides the indicator, `threshold_pct` what it must reach; None without one.
    """

    number: int
    state: str
    due_on: date
    indicator: bool | None = None
    so_far: bool | None = None
    part: int | None = None
    whole: int | None = None
    threshold_pct: int | None = None

    @property
    def counted(self) -> bool:
        """Executed and confirmed, wholly or on the reporting date."""
        return self.state in COUNTED


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

    `waiting` are executed and wait for the Department; `due` have their last day by then and are not executed;
    `interim` end later, but their indicator is met for what has begun; `rest` end later and are not met yet.
    """

    on: date
    threshold_pct: int
    whole: int
    needed: int
    short: int
    reached: bool
    waiting: tuple[int, ...]
    due: tuple[int, ...]
    interim: tuple[int, ...]
    rest: tuple[int, ...]

    @property
    def enough_due(self) -> bool:
        """True when what is due by the day suffices without any interim execution."""
        return len(set(self.waiting) | set(self.due)) >= self.short

    @property
    def interim_needed(self) -> int:
        """How many long items must count on the reporting date."""
        return max(0, self.short - len(set(self.waiting) | set(self.due)))


def forecast(standings: Sequence[Standing], on: date, threshold_pct: int, base: str) -> Forecast:
    """To the monitoring's day, by exact counts."""
    part, whole = count(standings, on).of(base)
    within = [row for row in standings if base == "all" or row.due_on <= on]
    open_ = sorted((row for row in within if not row.counted), key=lambda row: (row.due_on, row.number))
    waiting = [row for row in open_ if row.state == "executed"]
    left = [row for row in open_ if row.state != "executed"]
    later = [row for row in left if row.due_on > on]
    least = needed(whole, threshold_pct)
    return Forecast(
        on,
        threshold_pct,
        whole,
        least,
        max(0, least - part),
        reaches(part, whole, threshold_pct),
        *(
            tuple(row.number for row in rows)
            for rows in (
                waiting,
                [row for row in left if row.due_on <= on],
                [row for row in later if row.so_far],
                [row for row in later if not row.so_far],
            )
        ),
    )
