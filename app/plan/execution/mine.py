"""What one person must execute: each item of the own duty, how it stands, and the next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import g

from app.kernel import clock
from app.kernel.reader import current_user
from app.permissions import Actor
from app.plan.execution.duties import Duty, duties_of, responsible
from app.plan.execution.parts import Part, parts_of, titles_of
from app.plan.execution.told import Told, told
from app.plan.items import Item, Report, items_of
from app.plan.lasting import Starts, starts_in, till
from app.plan.periods import BY_DAYS
from app.plan.rules import last_day, nearest, standing
from app.year.cycle.days_off import day_off
from app.year.cycle.rows import OfYear, this_year

SOON = timedelta(days=14)
GROUPS = (
    ("now", "Сделать сейчас"),
    ("sent", "Ждёт ответа Департамента"),
    ("later", "Впереди"),
    ("colleague", "У\u00a0коллег"),
    ("done", "Сделано"),
)


@dataclass(frozen=True)
class Mine:
    """An item as the one sees it who must execute it; of a part only the own reports are known."""

    item: Item
    own: Duty
    title: str
    state: str
    due_on: date
    reports: Sequence[Report]
    today: date
    colleague: str = ""
    answers: bool = True  # it is a part, or its executor named first

    @property
    def key(self) -> str:
        """One word for the line: the number of the item, and which part of it."""
        return f"{self.item.number}-{self.own.key}" if self.own.key else f"{self.item.number}"

    @property
    def group(self) -> str:
        """Where it stands in the list: what is returned, late or due soon comes first; what a colleague answers for
        presses them alone."""
        if self.state == "executed":
            return "sent"
        if self.state in ("confirmed", "cancelled"):
            return "done"
        if self.colleague:
            return "colleague"
        pressing = self.state in ("overdue", "returned", "lapsed") or self.due_on - self.today <= SOON
        return "now" if pressing else "later"

    @property
    def presses(self) -> bool:
        """True of what stands on the first page of its executor: of several institutions the one named first."""
        return self.group == "now" and self.answers

    @property
    def day_off(self) -> str:
        """Why nobody works on the day itself, so that the report is not put off to it; whole months end as they end."""
        return day_off(self.due_on) if self.item.kind in BY_DAYS and self.group in ("now", "later") else ""

    @property
    def last(self) -> Report | None:
        """The last report, with the answer when there is one."""
        return self.reports[-1] if self.reports else None

    @property
    def may_report(self) -> bool:
        """True while a report is awaited."""
        return self.state not in ("executed", "confirmed", "cancelled")

    @property
    def remark(self) -> str:
        """What the Department asked to mend: with a return, or with a confirmation taken back."""
        return self.last.remark if self.state == "returned" and self.last else ""


def mine_now() -> list[Mine]:
    """Of the signed-in person today; a request asks once, whatever counts them and whatever names them."""
    if "mine_now" not in g:
        g.mine_now = mine(this_year(), current_user, clock.today())
    return g.mine_now


def mine(cycle: OfYear, actor: Actor, today: date) -> list[Mine]:
    """The items whose executor the actor is, the nearest first; the same few statements whatever their number.

    An item of which the actor has several parts stands once for each.
    """
    known = told(actor, today)
    items = [item for item in items_of(cycle) if item.windows and known.codes.intersection(_told_of(item))]
    duties = {item.id: duties_of(actor, item) for item in items}
    titles = titles_of(duty for own in duties.values() for duty in own)
    starts = starts_in(cycle)
    parts = [(item, part) for item in items for part in parts_of(item, duties[item.id], titles)]
    found = [_of(item, part, today, starts, known) for item, part in parts]
    return sorted(found, key=lambda one: (one.due_on, one.item.number, one.title))


def _told_of(item: Item) -> set[str]:
    return {responsible(item), *(one.code for one in item.executors)}


def _of(item: Item, part: Part, today: date, starts: Starts, known: Told) -> Mine:
    ends = [window.ends_on for window in item.windows]
    shown = standing(part.state, ends, today, till(item, starts))
    due_on = last_day(ends) if shown == "overdue" else nearest(ends, today)
    answers = not part.duty.whole or responsible(item) in known.codes
    return Mine(item, part.duty, part.title, shown, due_on, part.reports, today, known.colleague(item), answers)
