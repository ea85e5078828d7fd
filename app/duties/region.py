"""The plan of the region and the Department's own work: items, reports, monitorings, orders without a number."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from app.directory.models import Grant
from app.directory.queries import in_force
from app.duties.rows import Duty, Place, Scope
from app.extensions import db
from app.kernel import calendar
from app.kernel.quotes import quoted
from app.orders.models import Order, OrderAct
from app.plan.answering.rules import Answers
from app.plan.execution.duties import Duty as Part
from app.plan.execution.parts import state_of_part
from app.plan.execution.told import named_now
from app.plan.items import Item, items_of
from app.plan.lasting import starts_in, till
from app.plan.models import Snapshot
from app.plan.queries import awaiting
from app.plan.rules import nearest, standing
from app.roles import Role
from app.year.cycle.models import Monitoring

# Who acts for the region, by the executor: whichever of an item is named first answers for the whole of it.
WHOLE = {"DEP": Role.REGIONAL, "REG_COORD": Role.REGIONAL, "OIRO": Role.LEAD, "ORCOKO": Role.ANALYST}
PARTS = {"MOUO": Role.MUNICIPAL, "MUN_COORD": Role.MUNICIPAL, "CURATOR": Role.CURATOR}
AWAITED = ("not_started", "in_progress", "interim_confirmed", "overdue", "lapsed", "returned")


def plan(scope: Scope) -> Iterator[Duty]:
    """Items whose report is awaited, and the own parts of municipalities and curators."""
    starts, named, own = starts_in(scope.cycle), named_now(WHOLE, scope.today), _Parts(scope.today)
    for item in items_of(scope.cycle):
        ends = [window.ends_on for window in item.windows]
        due_on = nearest(ends, scope.today)
        state = standing(item.state, ends, scope.today, till(item, starts))
        if state in AWAITED and scope.wanted(due_on):
            yield _whole(item, state, due_on, named)
            yield from own.of(item, due_on)


def _whole(item: Item, state: str, due_on: date, named: dict[str, Answers]) -> Duty:
    """The item itself; what schools and municipalities alone execute the Department reports."""
    code = next((one.code for one in item.executors if one.code in WHOLE), "DEP")
    person = named[code].person.id if code in named else None
    return _of_plan(item, state, due_on, None if person else WHOLE[code], None, person, f"{item.number}")


def _of_plan(
    item: Item, state: str, due_on: date, role: Role | None, town: int | None, person: int | None, key: str
) -> Duty:
    said = "returned" if state == "returned" else "awaited"
    place: Place = "mine.listing", {"open": key, "_anchor": f"duty-{key}"}
    name = f"№\u00a0{item.number}"
    return Duty("plan", said, due_on, role, None, town, person, "", name, item.title, place)


class _Parts:
    """The parts that are reported by municipalities and by curators who stand for nobody; asked for when needed."""

    def __init__(self, today: date):
        self.today = today
        self._held: dict[Role, list[int]] = {}

    def of(self, item: Item, due_on: date) -> Iterator[Duty]:
        """Those that are neither reported nor confirmed."""
        for role in dict.fromkeys(PARTS[one.code] for one in item.executors if one.code in PARTS):
            for key in self._holders(role):
                town = key if role is Role.MUNICIPAL else None
                part = Part(False, town, None if town else key)
                state = state_of_part(item.state, [one for one in item.parts if part.holds(one)])
                if state not in ("executed", "confirmed", "cancelled"):
                    person = None if town else key
                    mine = f"{item.number}-{part.key}"
                    yield _of_plan(item, state, due_on, None if person else role, town, person, mine)

    def _holders(self, role: Role) -> list[int]:
        """The municipalities that have a coordinator, or the curators."""
        if role not in self._held:
            column = Grant.municipality_id if role is Role.MUNICIPAL else Grant.person_id
            held = select(column).where(Grant.role == role, in_force(self.today), Grant.ended_at.is_(None))
            self._held[role] = list(db.session.scalars(held.where(Grant.stands_for_id.is_(None)).distinct()))
        return self._held[role]


def reports(scope: Scope) -> Iterator[Duty]:
    """Reports that wait for the Department's answer, each from its own day on."""
    for one in awaiting(scope.cycle):
        due_on = calendar.local(one.recorded_at).date()
        if scope.wanted(due_on):
            anchor = "item" if one.whole else f"part-{one.id}"
            place: Place = "plan.item", {"number": one.item.number, "_anchor": anchor}
            yield _of_department("reports", due_on, f"№\u00a0{one.item.number}", one.item.title, place)


def monitoring(scope: Scope) -> Iterator[Duty]:
    """Monitorings of which no picture was taken."""
    taken = select(Snapshot.id).where(Snapshot.monitoring_id == Monitoring.id).exists()
    asked = select(Monitoring.number, Monitoring.on, Monitoring.threshold_pct)
    asked = asked.where(Monitoring.cycle_id == scope.cycle.id, ~taken).order_by(Monitoring.number)
    for number, due_on, threshold in db.session.execute(asked):
        if scope.wanted(due_on):
            place: Place = "monitorings.every", {}
            yield _of_department("monitoring", due_on, f"№\u00a0{number}", f"{threshold}\u00a0%", place)


def orders(scope: Scope) -> Iterator[Duty]:
    """Orders that were handed in and have no number, each from the day on which it was handed in last."""
    handed = select(func.max(OrderAct.recorded_at)).where(OrderAct.order_id == Order.id, OrderAct.kind == "submit")
    asked = select(Order.id, Order.title, func.coalesce(handed.scalar_subquery(), Order.drafted_at))
    asked = asked.where(Order.cycle_id == scope.cycle.id, Order.state == "review").order_by(Order.id)
    for key, title, since in db.session.execute(asked):
        due_on = calendar.local(since).date()
        if scope.wanted(due_on):
            yield _of_department("orders", due_on, quoted(title), "", ("orders.order", {"order_id": key}))


def _of_department(kind: str, due_on: date, name: str, about: str, place: Place) -> Duty:
    return Duty(kind, "waits", due_on, Role.REGIONAL, None, None, None, "", name, about, place)
