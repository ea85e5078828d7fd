"""How the year goes, for whoever answers for others: the plan against its thresholds, what is overdue and by whom,
which schools are late. Nothing of it is the reader's own to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.directory.reach import reach
from app.home.lagging import Head, Town, heads_of, towns_of
from app.kernel.reader import current_user
from app.permissions import can
from app.plan.execution.duties import responsible
from app.plan.items import Item, items_of
from app.plan.lasting import shown, starts_in
from app.plan.monitoring import Forecast
from app.plan.monitoring_queries import each_standing, forecasts
from app.plan.rules import last_day
from app.roles import Role
from app.year.cycle.queries import current_cycle
from app.year.cycle.rows import Year

OF_DEPARTMENT = ("DEP", "REG_COORD")
LATE = ("overdue", "returned", "lapsed")


@dataclass(frozen=True)
class Overdue:
    """An item of others that is late or was returned."""

    item: Item
    state: str
    due_on: date


@dataclass(frozen=True)
class Plan:
    """How much is executed and confirmed, of how many; the distance to each threshold; what is overdue."""

    confirmed: int
    total: int
    gates: Sequence[Forecast]
    overdue: Sequence[Overdue]


@dataclass(frozen=True)
class Overview:
    """`plan` is the Department's; `heads` are whom a municipality calls, by the key of the school."""

    plan: Plan | None
    towns: Sequence[Town]
    heads: dict[int, list[Head]]


def overview(year: Year, today: date) -> Overview | None:
    """Of the Department and of a municipality; nothing for the others."""
    if not (can(current_user, "plan.confirm") or current_user.has(Role.MUNICIPAL)):
        return None
    towns = towns_of(year, reach(current_user, "matrix.view"), today)
    if can(current_user, "plan.confirm"):
        return Overview(_plan(today), towns, {})
    return Overview(None, towns, heads_of((one for town in towns for one in town.schools), today) if towns else {})


def _plan(today: date) -> Plan:
    cycle = current_cycle()
    starts, items = starts_in(cycle), items_of(cycle)
    found = each_standing(items, {}, today, starts)
    late = [_overdue(one, shown(one, starts, today)) for one in items if responsible(one) not in OF_DEPARTMENT]
    overdue = sorted(
        (one for one in late if one.state in ("overdue", "returned", "lapsed")), key=lambda one: one.due_on
    )
    return Plan(sum(one.counted for one in found), len(found), forecasts(cycle, found), overdue)


def _overdue(item: Item, state: str) -> Overdue:
    return Overdue(item, state, last_day(window.ends_on for window in item.windows))
