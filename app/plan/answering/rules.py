"""Who answers on a day: whoever is acting, else the one whose turn it is. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.refusals import Refusal


class Named(NamedTuple):
    """A person with their post."""

    id: int
    name: str
    post: str


class Answers(NamedTuple):
    """A row of the dictionary, as `Answering`: an executor, and who answers for it from a day to a day."""

    id: int
    code: str
    acting: bool
    starts_on: date
    ends_on: date | None
    person: Named


def in_force(row: Answers, on: date) -> bool:
    """Both ends inclusive."""
    return row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)


def answering(rows: Iterable[Answers], on: date) -> Answers | None:
    """The row of the day, or None: an acting one comes before the other, a later one before an earlier."""
    now = [row for row in rows if in_force(row, on)]
    return max(now, key=lambda row: (row.acting, row.starts_on, row.id), default=None)


def clash(rows: Iterable[Answers], acting: bool, starts_on: date, ends_on: date | None) -> Refusal | None:
    """Of one kind only one may answer on a day; acting needs its last day."""
    if acting and ends_on is None:
        return Refusal("endless", "Укажите последний день: исполняют обязанности на\u00a0время.")
    if ends_on is not None and ends_on < starts_on:
        return Refusal("days", "Последний день раньше первого. Проверьте дни.")
    for row in rows:
        meets = (row.ends_on is None or row.ends_on >= starts_on) and (ends_on is None or row.starts_on <= ends_on)
        if row.acting == acting and meets:
            return Refusal("clash", f"В\u00a0эти дни уже отвечает {row.person.name}. Сначала закончите ту запись.")
    return None
