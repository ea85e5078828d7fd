"""What one person must execute: each item of the own duty, how it stands, and the next step. The rules are pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app.cycle.models import Cycle
from app.extensions import db
from app.permissions import Actor
from app.plan.execution.duties import Duty, codes_of, duty_of
from app.plan.models import Execution, PlanExecutor, PlanItem
from app.plan.rules import last_day, nearest, standing

SOON = timedelta(days=14)
GROUPS = (("now", "Сделать сейчас"), ("sent", "Ждёт ответа Департамента"), ("later", "Впереди"), ("done", "Сделано"))
BY_VERDICT = {None: "executed", "confirm": "confirmed", "return": "returned"}


@dataclass(frozen=True)
class Mine:
    """An item as the one sees it who must execute it; of a part only the own reports are known."""

    item: PlanItem
    own: Duty
    state: str
    due_on: date
    reports: list[Execution]
    today: date

    @property
    def group(self) -> str:
        """Where it stands in the list: what is returned, late or due soon comes first."""
        if self.state == "executed":
            return "sent"
        if self.state in ("confirmed", "cancelled"):
            return "done"
        pressing = self.state in ("overdue", "returned") or self.due_on - self.today <= SOON
        return "now" if pressing else "later"

    @property
    def last(self) -> Execution | None:
        """The last report, with the answer when there is one."""
        return self.reports[-1] if self.reports else None

    @property
    def may_report(self) -> bool:
        """True while a report is awaited."""
        return self.state not in ("executed", "confirmed", "cancelled")

    @property
    def remark(self) -> str:
        """What the Department asked to mend: with a return, or with a confirmation taken back."""
        if self.state != "returned" or self.last is None:
            return ""
        return self.last.reopening.reason if self.last.reopening else self.last.conclusion.remark


def mine(cycle: Cycle, actor: Actor, today: date) -> list[Mine]:
    """The items whose executor the actor is, the nearest first; the same few statements whatever their number."""
    own = PlanItem.executors.any(PlanExecutor.code.in_(codes_of(actor)))
    items = db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle.id, own)).all()
    found = [_of(item, duty_of(actor, item), today) for item in items]
    return sorted(found, key=lambda one: (one.due_on, one.item.number))


def _of(item: PlanItem, own: Duty, today: date) -> Mine:
    ends = [window.ends_on for window in item.windows]
    reports = item.executions if own.whole else [part for part in item.parts if own.holds(part)]
    state = item.state if own.whole else state_of_part(item.state, reports)
    shown = standing(state, ends, today)
    due_on = last_day(ends) if shown == "overdue" else nearest(ends, today)
    return Mine(item, own, shown, due_on, list(reports), today)


def state_of_part(state: str, reports: list[Execution]) -> str:
    """How a part stands: as the item when that is settled, else by the answer to the last report."""
    if state in ("confirmed", "cancelled"):
        return state
    if not reports:
        return "confirmed" if state == "executed" else "not_started"
    conclusion = reports[-1].conclusion
    return BY_VERDICT[conclusion.verdict if conclusion else None]
