"""Reads of monitorings: the items as a monitoring sees them, snapshots, forecasts."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from sqlalchemy import select

from app.extensions import db
from app.journal.kept import kept
from app.plan.indicators.reading import values
from app.plan.indicators.values import Value
from app.plan.items import Item, items_of
from app.plan.lasting import Starts, shown, starts_in, till
from app.plan.models import Snapshot
from app.plan.monitoring import Forecast, Standing, forecast
from app.plan.rules import last_day
from app.plan.words import begins
from app.year.cycle.models import Cycle, Monitoring


class Figures(TypedDict, total=False):
    """What a monitoring keeps of an indicator: fields of Standing."""

    indicator: bool | None
    so_far: bool | None
    part: int
    whole: int
    threshold_pct: int
    ahead: tuple[str, ...]


def each_standing(items: Iterable[Item], told: dict[int, Value], day: date, starts: Starts) -> list[Standing]:
    """Every item that no order has cancelled, with its state and what is told of its indicator on the day."""
    found = []
    for item in (one for one in items if one.state != "cancelled"):
        ends, said = last_day(window.ends_on for window in item.windows), figures(told.get(item.id))
        found.append(Standing(item.number, shown(item, starts, day), ends, **said))
    return found


def figures(value: Value | None) -> Figures:
    """What an indicator comes to, as a monitoring keeps it; nothing when the item has none."""
    if value is None or not value.deciding:
        return {}
    told: Figures = {"indicator": value.met, "so_far": value.met_so_far, "threshold_pct": value.threshold_pct}
    told["ahead"] = tuple(map(begins, value.ahead))
    if value.worst:
        told["part"] = value.worst.part
        told["whole"] = value.worst.whole
    return told


def monitorings(cycle: Cycle) -> list[Monitoring]:
    """The monitorings of the year, in order."""
    own = select(Monitoring).where(Monitoring.cycle_id == cycle.id)
    return list(db.session.scalars(own.order_by(Monitoring.number)))


def snapshots(cycle: Cycle) -> list[Snapshot]:
    """What has been fixed, the newest first."""
    own = select(Snapshot).join(Snapshot.monitoring).where(Monitoring.cycle_id == cycle.id)
    return list(db.session.scalars(own.order_by(Snapshot.id.desc())))


def standings(cycle: Cycle, today: date) -> list[Standing]:
    """The same by what stands now."""
    return each_standing(items_of(cycle), values(cycle, today), today, starts_in(cycle))


def asked_by(items: Iterable[Item], monitoring: Monitoring) -> Item | None:
    """The item that asks for this monitoring (items 14 and 15 of the order), when there is one."""
    asking = [item for item in items if item.key.startswith("roadmap_monitoring")]
    return asking[min(monitoring.number, len(asking)) - 1] if asking else None


def lapsed(cycle: Cycle, today: date) -> list[tuple[Item, date]]:
    """The items whose confirmation on a reporting date has run out, and the last day on which it held."""
    starts = starts_in(cycle)
    found = [(item, till(item, starts)) for item in items_of(cycle)]
    return [(item, last) for item, last in found if shown(item, starts, today) == "lapsed"]


def forecasts(cycle: Cycle, found: list[Standing]) -> list[Forecast]:
    """One for each monitoring of the year; their days and thresholds are kept until the journal goes on."""
    named = kept("thresholds", (cycle.id,), lambda: [(one.on, one.threshold_pct) for one in monitorings(cycle)])
    return [forecast(found, on, threshold_pct, cycle.plan_base) for on, threshold_pct in named]
