"""An item of the plan as it was at a moment. Pure: executions and conclusions in, a state out."""

from collections.abc import Sequence

from app.kernel.as_of import AsOf, put
from app.plan.models import Execution, PlanItem

# What the facts can tell; a move of the workflow to another state has to leave a fact here.
TOLD = ("not_started", "in_progress", "executed", "confirmed", "interim_confirmed", "returned")


def standing(executions: Sequence[Execution], begun: bool = False) -> str:
    """The last execution decides, and what the Department said of it; `begun` by a part that somebody has reported."""
    if not executions:
        return "in_progress" if begun else "not_started"
    last = executions[-1]
    if last.conclusion is None:
        return "executed"
    if last.reopening or last.conclusion.verdict == "return":
        return "returned"
    return "interim_confirmed" if last.interim else "confirmed"


def put_back(item: PlanItem, as_of: AsOf) -> PlanItem:
    """Show the item with the executions that count, each concluded and reopened only when it had been."""
    executions, parts = _counting(item.executions, as_of), _counting(item.parts, as_of)
    put(item, {"executions": executions, "parts": parts, "state": standing(executions, begun=bool(parts))})
    return item


def _counting(executions: Sequence[Execution], as_of: AsOf) -> list[Execution]:
    found = [one for one in executions if as_of.holds(one.executed_at, one.recorded_at)]
    for one in found:
        if one.conclusion and not as_of.holds(one.conclusion.concluded_at):
            put(one, {"conclusion": None})
        if one.reopening and not as_of.holds(one.reopening.reopened_at):
            put(one, {"reopening": None})
    return found


def entered_later(items: Sequence[PlanItem], as_of: AsOf) -> list[Execution]:
    """The executions that the clocks differ about; to be asked before the items are put back."""
    every = (one for item in items for one in (*item.executions, *item.parts))
    return [one for one in every if as_of.entered_later(one.executed_at, one.recorded_at)]
