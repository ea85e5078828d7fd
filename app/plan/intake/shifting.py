"""A day, a period and its words one year on; what can't simply be moved is said."""

import re
from calendar import isleap, monthrange
from datetime import date

from app.kernel.words import day
from app.year.cycle.days_off import day_off

WHOLE_MONTHS = ("month", "months", "all_year", "on_schedule")
UNDATED = ("all_year", "on_schedule")
ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
NAMED_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?=\s*(?:г\.|год))")


def year_on(on: date | None, month_end: bool = False) -> date | None:
    """The same day of the next year; 29 February becomes the 28th, and the end of a month stays its end."""
    if on is None:
        return None
    last = monthrange(on.year + 1, on.month)[1]
    at_end = month_end and on.day == monthrange(on.year, on.month)[1]
    return date(on.year + 1, on.month, last if at_end else min(on.day, last))


def reworded(text: str, years: re.Pattern = NAMED_YEAR) -> str:
    """«В 2022 году» → «в 2023 году»; in a period every year moves."""
    return years.sub(lambda found: str(int(found[0]) + 1), text)


def off(on: date) -> str:
    """«30.04.2023 – воскресенье», «08.03.2023 – праздник: …», or nothing."""
    said = day_off(on)
    return f"{day(on)}\u00a0– {said}." if said else ""


def leapt(before: date | None, after: date) -> str:
    """«29 февраля в 2025 году нет …», or nothing."""
    lost = before and (before.month, before.day) == (2, 29) and after == year_on(before) and not isleap(after.year)
    return f"29\u00a0февраля в\u00a0{after.year}\u00a0году нет, поставлено 28." if lost else ""
