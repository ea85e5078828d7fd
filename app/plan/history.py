"""An item of the plan as it was at a moment. Pure: executions and conclusions in, a state out."""

from collections.abc import Sequence

from app.kernel.as_of import AsOf, put
from app.plan.models import Execution, PlanItem

# What the facts can tell; a move of the workflow to another state has to leave a fact here.
TOLD = ("not_started", "executed", "confirmed", "interim_confirmed", "returned")


def standing(executions: Sequence[Execution]) -> str:
    """The last execution decides, and what the Department said of it."""
    if not executions:
        return "not_started"
    last = executions[-1]
    if last.conclusion is None:
        return "executed"
    if last.conclusion.verdict == "return":
        return "returned"
    return "interim_confirmed" if last.interim else "confirmed"


def put_back(item: PlanItem, as_of: AsOf) -> PlanItem:
    """Show the item with the executions that count, each concluded only when it had been."""
    executions = [one for one in item.executions if as_of.holds(one.executed_at, one.recorded_at)]
    for one in executions:
        if one.conclusion and not as_of.holds(one.conclusion.concluded_at):
            put(one, {"conclusion": None})
    put(item, {"executions": executions, "state": standing(executions)})
    return item


def entered_later(items: Sequence[PlanItem], as_of: AsOf) -> list[Execution]:
    """The executions that the clocks differ about; to be asked before the items are put back."""
    return [one for item in items for one in item.executions if as_of.entered_later(one.executed_at, one.recorded_at)]
