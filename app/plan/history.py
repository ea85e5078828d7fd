"""An item of the plan as it was at a moment. Pure: executions, conclusions and changes in, a state out."""

from collections.abc import Sequence
from datetime import date

from app.kernel.as_of import AsOf, holding, show_as
from app.plan.amendments.models import PlanAmendment
from app.plan.models import Execution, PlanItem, PlanWindow
from app.year.cycle.membership import moment_of

# What the facts can tell; a move of the workflow to another state has to leave a fact here.
TOLD = ("not_started", "in_progress", "executed", "confirmed", "interim_confirmed", "returned", "cancelled")


def standing(executions: Sequence[Execution], begun: bool = False) -> str:
    """The last execution decides, and what the Department said of it; parts alone only begin an item."""
    if not executions:
        return "in_progress" if begun else "not_started"
    last = executions[-1]
    if last.confirmation is None:
        return "executed"
    if last.confirmation.verdict == "return" or last.reopening:
        return "returned"
    return "interim_confirmed" if last.interim else "confirmed"


def restore_state_at(item: PlanItem, as_of: AsOf, changes: Sequence[PlanAmendment] = ()) -> PlanItem:
    """Show the item with the executions that count, each concluded only when it had been, and its days of then."""
    executions, parts = _counting(item.executions, as_of), _counting(item.parts, as_of)
    for one in executions:
        show_as(one, {"proofs": holding(as_of, one.proofs, "added_at")})
    show_as(item, {"executions": executions, "parts": parts, "state": standing(executions, bool(parts))})
    return _undo(item, as_of, changes)


def _counting(executions: Sequence[Execution], as_of: AsOf) -> list[Execution]:
    found = [one for one in executions if as_of.holds(one.executed_at, one.recorded_at)]
    for one in found:
        if one.confirmation and not as_of.holds(one.confirmation.answered_at):
            show_as(one, {"confirmation": None})
        if one.reopening and not as_of.holds(one.reopening.reopened_at):
            show_as(one, {"reopening": None})
    return found


def _undo(item: PlanItem, as_of: AsOf, changes: Sequence[PlanAmendment]) -> PlanItem:
    """The first change that was not in force yet tells how the item stood before it."""
    ordered = [(one, one.order) for one in changes if one.order]
    held = [
        one for one, order in ordered if as_of.holds(moment_of(order.signed_on, order.recorded_at), order.recorded_at)
    ]
    settled = [one.move for one in held if one.move != "move"]
    if settled and settled[-1] == "cancel":
        show_as(item, {"state": "cancelled"})
    before = next((one.was for one, _ in ordered if one not in held), None)
    if before:
        windows = [PlanWindow(starts_on=_day(one["start"]), ends_on=_day(one["end"])) for one in before["windows"]]
        show_as(item, {"period_text": before["period_text"], "kind": before["kind"], "windows": windows})
    return item


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def entered_later(items: Sequence[PlanItem], as_of: AsOf) -> list[Execution]:
    """The executions that the clocks differ about; to be asked before the items are put back."""
    every = (one for item in items for one in (*item.executions, *item.parts))
    return [one for one in every if as_of.entered_later(one.executed_at, one.recorded_at)]
