"""What of the plan awaits one person today: own duties that press, and for the Department what was reported."""

from dataclasses import dataclass

from app.kernel.reader import current_user
from app.permissions import can
from app.plan.execution.mine import Mine, mine_now
from app.plan.items import Report
from app.plan.queries import awaiting
from app.year.cycle.queries import current_cycle


@dataclass(frozen=True)
class PlanNow:
    """Duties that press, the returned first; reports that wait for an answer, the oldest first."""

    duties: list[Mine]
    reports: list[Report]

    def __bool__(self) -> bool:
        return bool(self.duties or self.reports)


def plan_now() -> PlanNow:
    """Of the signed-in person; the same few statements whatever their number."""
    own = mine_now() if can(current_user, "plan.report") else []
    pressing = sorted((one for one in own if one.group == "now"), key=lambda one: one.state != "returned")
    return PlanNow(pressing, awaiting(current_cycle()) if can(current_user, "plan.confirm") else [])
