"""On which days people are reminded. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from app.year.cycle.days_off import day_off


class Step(NamedTuple):
    """So many days before the last day (below zero) or after it, and who is told."""

    whom: str
    days: int


def step_day(due_on: date, days: int) -> date:
    """The day of work of a step: what falls on a day off is told before it while there is time, and else after it."""
    day, move = due_on + timedelta(days), timedelta(1 if days > 0 else -1)
    while day_off(day):
        day += move
    return day


def fired(due_on: date, steps: Iterable[Step], since: date, today: date) -> frozenset[str]:
    """Who is told today: the steps whose day came after `since`, when people were told last."""
    return frozenset(step.whom for step in steps if since < step_day(due_on, step.days) <= today)
