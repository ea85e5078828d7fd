"""A day as a browser sends it or as a person writes it."""

from datetime import date, datetime

NO_DAY = "Напишите день, месяц и\u00a0год, например 28.02.2022."


def read_day(typed: str) -> date | None:
    """The day, or None when it can't be read."""
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(typed.strip(), shape).date()
        except ValueError:
            continue
    return None
