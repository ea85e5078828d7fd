"""A day as a browser sends it or as a person writes it."""

from datetime import date, datetime

NO_DAY = "Напишите день, месяц и\u00a0год четырьмя цифрами, например 28.02.2027."


CENTURY = range(2000, 2100)  # no year of the project lies outside; 1022 and 9999 are slips of the hand


def read_day(typed: str) -> date | None:
    """The day, or None when it can't be read or lies in another century."""
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            day = datetime.strptime(typed.strip(), shape).date()
        except ValueError:
            continue
        return day if day.year in CENTURY else None
    return None
