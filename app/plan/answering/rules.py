"""Who answers on a day: whoever is acting, else the one whose turn it is. Pure."""

from collections.abc import Iterable
from datetime import date

from app.plan.answering.models import Answering
from app.refusals import Refusal


def in_force(row: Answering, on: date) -> bool:
    """Both ends inclusive."""
    return row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)


def answering(rows: Iterable[Answering], on: date) -> Answering | None:
    """The row of the day, or None: an acting one comes before the other, a later one before an earlier."""
    now = [row for row in rows if in_force(row, on)]
    return max(now, key=lambda row: (row.acting, row.starts_on, row.id), default=None)


def clash(rows: Iterable[Answering], acting: bool, starts_on: date, ends_on: date | None) -> Refusal | None:
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
