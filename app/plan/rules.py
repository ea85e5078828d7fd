"""The arithmetic of the plan: by integers, never rounded up (domain.md §11.3)."""

from collections.abc import Iterable
from datetime import date, timedelta


def needed(total: int, threshold_pct: int) -> int:
    """The least number of items that reaches the threshold: 15 and 24 of 32 for 45 and 75 %."""
    return -(-total * threshold_pct // 100)


def reaches(confirmed: int, total: int, threshold_pct: int) -> bool:
    """True when the exact fraction is not below the threshold; nothing of nothing reaches nothing."""
    return total > 0 and confirmed * 100 >= total * threshold_pct


def last_day(ends: Iterable[date]) -> date:
    """The day by which an item is done, inclusive."""
    return max(ends)


def nearest(ends: Iterable[date], today: date) -> date:
    """The next end that is not past, or the last one: of 29.04, 20.06 and 15.11 the one that people live by."""
    days = sorted(ends)
    return next((day for day in days if day >= today), days[-1])


def holds_till(starts: Iterable[date], reported_on: date) -> date:
    """The last day of what was confirmed on the reporting date: the eve of the next period that is asked about."""
    return min((first for first in starts if first > reported_on), default=date.max) - timedelta(1)


def standing(state: str, ends: Iterable[date], today: date, till: date = date.max) -> str:
    """The state as the board shows it: overdue when not executed whole after its last day.

    What was confirmed on the reporting date holds `till` its day and then lapses: a new period has begun.
    """
    if state in ("not_started", "in_progress", "interim_confirmed") and today > last_day(ends):
        return "overdue"
    return "lapsed" if state == "interim_confirmed" and today > till else state
