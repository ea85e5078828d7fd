"""The board by executor and by month, with its sums. Pure: rows in, groups out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.calendar import MONTHS_NOM
from app.plan.monitoring import COUNTED
from app.plan.pictures.timeline import LATE
from app.plan.queries import Row
from app.plan.words import EXECUTORS


@dataclass(frozen=True)
class Sums:
    """How many items there are, counted for a threshold, waiting for the Department, and late or returned."""

    total: int
    confirmed: int
    waiting: int
    late: int

    @property
    def open(self) -> int:
        """What is neither done nor late yet."""
        return self.total - self.confirmed - self.waiting - self.late


@dataclass(frozen=True)
class Group:
    """Items that belong together; `by_then` are the sums of this group and of all before it, when they add up."""

    key: str
    title: str
    rows: Sequence[Row]
    sums: Sums
    by_then: Sums | None = None


def sums_of(rows: Iterable[Row]) -> Sums:
    """Every row is counted once."""
    states = [row.state for row in rows]
    return Sums(
        len(states),
        sum(state in COUNTED for state in states),
        states.count("executed"),
        sum(state in LATE for state in states),
    )


def by_executor(rows: Sequence[Row]) -> list[Group]:
    """An item stands with each of its executors, so these groups have more items than the plan."""
    codes = dict.fromkeys([*EXECUTORS, *(one.code for row in rows for one in row.item.executors)])
    found = [(code, [row for row in rows if code in _codes(row)]) for code in codes]
    nobody = [row for row in rows if not row.item.executors]
    groups = [Group(code, _called(code), own, sums_of(own)) for code, own in found if own]
    return groups + ([Group("none", "Исполнитель не\u00a0указан", nobody, sums_of(nobody))] if nobody else [])


def by_month(rows: Sequence[Row]) -> list[Group]:
    """By the month of the last day; what must be done by its end is the sum of the months so far."""
    groups: list[Group] = []
    before: list[Row] = []
    for month in sorted({_month(row) for row in rows}):
        own = [row for row in rows if _month(row) == month]
        before = [*before, *own]
        title = f"{MONTHS_NOM[month.month - 1].capitalize()} {month.year}"
        groups.append(Group(f"{month:%Y-%m}", title, own, sums_of(own), sums_of(before)))
    return groups


GROUPINGS: dict[str, Callable[[Sequence[Row]], list[Group]]] = {"executors": by_executor, "months": by_month}


def _codes(row: Row) -> set[str]:
    return {one.code for one in row.item.executors}


def _called(code: str) -> str:
    word = EXECUTORS.get(code, code)
    return word[:1].upper() + word[1:]


def _month(row: Row) -> date:
    return row.due_on.replace(day=1)
