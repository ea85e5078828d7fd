"""Plans whose items stand as a test says."""

from datetime import date

from app.plan.monitoring import Standing

JUNE, OCTOBER = date(2022, 6, 30), date(2022, 10, 31)


def item(number: int, part: int, due_on: date = OCTOBER, state: str = "not_started", whole: int = 12) -> Standing:
    """An item with its figures; all that has begun of it is all of it."""
    met = part == whole if whole else None
    return Standing(number, state, due_on, met, met, part, whole, 100)
