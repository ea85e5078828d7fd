"""The verbs of a monitoring: fix how the plan stood on the reporting date; choose what a share is of."""

from dataclasses import replace
from datetime import date, datetime

from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.plan.items import Item, items_of
from app.plan.models import Snapshot
from app.plan.monitoring import BASES, Standing, count
from app.plan.monitoring_queries import asked_by, standings
from app.plan.rules import reaches
from app.refusals import Refused
from app.year.cycle.models import Cycle, Monitoring


def take(monitoring: Monitoring, cycle: Cycle, note: str, actor: Actor, now: datetime, today: date) -> Snapshot:
    """How the plan stands at this moment, kept for good; a later one stands beside it (item 15: second and third)."""
    ensure_can(actor, "monitoring.take")
    if today < monitoring.on.replace(day=1):
        raise Refused.because("early", "Снимок делается в\u00a0месяце мониторинга: этот месяц ещё не\u00a0наступил.")
    found = standings(cycle, today)
    counted = count(found, monitoring.on)
    found = with_own(found, asked_by(items_of(cycle), monitoring), counted.of(cycle.plan_base), monitoring)
    snapshot = Snapshot(
        monitoring_id=monitoring.id,
        on=today,
        base=cycle.plan_base,
        threshold_pct=monitoring.threshold_pct,
        rows=[
            {
                "number": one.number,
                "state": one.state,
                "counted": one.counted,
                "due": one.due_on <= monitoring.on,
                "indicator": one.indicator,
                "so_far": one.so_far,
                "part": one.part,
                "whole": one.whole,
                "threshold_pct": one.threshold_pct,
                "ahead": list(one.ahead),
            }
            for one in sorted(found, key=lambda one: one.number)
        ],
        note=note,
        taken_by_id=actor.person_id,
        taken_at=now,
        **counted.__dict__,
    )
    db.session.add(snapshot)
    db.session.flush()
    record("monitoring:taken", snapshot, actor, now, confirmed=counted.confirmed, total=counted.total, due=counted.due)
    return snapshot


def with_own(
    found: list[Standing], item: Item | None, figures: tuple[int, int], monitoring: Monitoring
) -> list[Standing]:
    """The item that asks for the monitoring is measured by this very snapshot, not by the one before it."""
    if item is None:
        return found
    part, whole = figures
    least = item.threshold_pct or monitoring.threshold_pct
    met = reaches(part, whole, least)
    return [
        replace(one, part=part, whole=whole, threshold_pct=least, indicator=met) if one.number == item.number else one
        for one in found
    ]


def set_rules(cycle: Cycle, base: str, quota: int | None, actor: Actor, now: datetime) -> Cycle:
    """What 45 and 75 % are of, and how many schools the region was given."""
    ensure_can(actor, "monitoring.take")
    assert base in BASES
    before = {"base": cycle.plan_base, "quota": cycle.regional_quota}
    cycle.plan_base, cycle.regional_quota = base, quota
    record("monitoring:settings", cycle, actor, now, before=before, base=base, quota=quota)
    return cycle
