"""An item of the plan as it was at a moment. Pure: executions, conclusions and changes in, a state out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.kernel.as_of import AsOf, holding
from app.plan.amendments.models import PlanAmendment
from app.plan.items import AnyReport, Item, Report, Window
from app.year.cycle.membership import moment_of

# What the facts can tell; a move of the workflow to another state has to leave a fact here.
TOLD = ("not_started", "in_progress", "executed", "confirmed", "interim_confirmed", "returned", "cancelled")


def standing(executions: Sequence[AnyReport], begun: bool = False) -> str:
    """The last execution decides, and what the Department said of it; parts alone only begin an item."""
    if not executions:
        return "in_progress" if begun else "not_started"
    last = executions[-1]
    if last.confirmation is None:
        return "executed"
    if last.confirmation.verdict == "return" or last.reopening:
        return "returned"
    return "interim_confirmed" if last.interim else "confirmed"


def as_it_was(item: Item, as_of: AsOf, changes: Sequence[PlanAmendment] = ()) -> Item:
    """The item with the reports that count, each answered only when it had been, and its days of then."""
    executions, parts = _counting(item.executions, as_of), _counting(item.parts, as_of)
    was = replace(item, executions=executions, parts=parts, state=standing(executions, bool(parts)))
    return _undo(was, as_of, changes)


def _counting(reports: Iterable[Report], as_of: AsOf) -> tuple[Report, ...]:
    return tuple(_known(one, as_of) for one in reports if as_of.holds(one.executed_at, one.recorded_at))


def _known(one: Report, as_of: AsOf) -> Report:
    said, taken = one.confirmation, one.reopening
    return replace(
        one,
        confirmation=said if said and as_of.holds(said.answered_at) else None,
        reopening=taken if taken and as_of.holds(taken.reopened_at) else None,
        proofs=tuple(holding(as_of, one.proofs, "added_at")),
    )


def _undo(item: Item, as_of: AsOf, changes: Sequence[PlanAmendment]) -> Item:
    """The first change that was not in force yet tells how the item stood before it."""
    ordered = [(one, one.order) for one in changes if one.order]
    held = [
        one for one, order in ordered if as_of.holds(moment_of(order.signed_on, order.recorded_at), order.recorded_at)
    ]
    settled = [one.move for one in held if one.move != "move"]
    if settled and settled[-1] == "cancel":
        item = replace(item, state="cancelled")
    before = next((one.was for one, _ in ordered if one not in held), None)
    if before is None:
        return item
    days = [Window(item.id, _day(one["start"]), date.fromisoformat(one["end"])) for one in before["windows"]]
    return replace(item, period_text=before["period_text"], kind=before["kind"], windows=tuple(days))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def entered_later(items: Iterable[Item], as_of: AsOf) -> list[Report]:
    """The reports that the clocks differ about; to be asked of the items as they stand now."""
    every = (one for item in items for one in (*item.executions, *item.parts))
    return [one for one in every if as_of.entered_later(one.executed_at, one.recorded_at)]
