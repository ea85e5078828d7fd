"""Who takes part in the year at a moment. Pure: the facts of coming and leaving in, an answer out."""

from collections.abc import Sequence
from datetime import date, datetime

from app.kernel.as_of import AsOf
from app.kernel.calendar import begin_of, local
from app.year.cycle.models import Membership


def takes_part(memberships: Sequence[Membership], as_of: AsOf) -> bool:
    """Of the facts that count the one recorded last decides; where nothing is told, the school always took part."""
    if not memberships:
        return True
    counts = [fact for fact in memberships if as_of.holds(fact.happened_at, fact.recorded_at)]
    return bool(counts) and counts[-1].move == "joined"


def moment_of(day: date, now: datetime) -> datetime:
    """When a fact that is told by its day happened: a past day from its first moment, today and later now."""
    return min(begin_of(day), now) if day < local(now).date() else now
