"""How many duties press one person today, for the navigation: a few statements, the same answer as `mine`."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from app.extensions import db
from app.kernel.calendar import end_of
from app.permissions import Actor
from app.plan.execution.duties import ROLES, Duty, duties
from app.plan.execution.mine import SOON
from app.plan.execution.told import told
from app.plan.lasting import starts_in
from app.plan.models import Confirmation, Execution, PlanExecutor, PlanItem, PlanWindow
from app.year.cycle.models import Cycle

OPEN = ("not_started", "in_progress", "interim_confirmed", "returned")


def due_soon_count(cycle: Cycle, actor: Actor, today: date) -> int:
    """What is returned, late, lapsed, or due within two weeks, and not reported yet."""
    counts = [
        _count(cycle, actor, own, codes, today).scalar_subquery() for own, codes in _by_duty(actor, today).items()
    ]
    return sum(db.session.execute(select(*counts)).one()) if counts else 0


def _by_duty(actor: Actor, today: date) -> dict[Duty, list[str]]:
    """Each duty that the actor is told of, with the executors that it comes from."""
    found: dict[Duty, list[str]] = {}
    for code in sorted(told(actor, today).own):
        for own in duties(actor, [code]):
            found.setdefault(own, []).append(code)
    return found


def _count(cycle: Cycle, actor: Actor, own: Duty, codes: list[str], today: date) -> Select[int]:
    clauses = [PlanItem.cycle_id == cycle.id, PlanItem.state.in_(OPEN), _has(codes)]
    if own.whole:
        clauses.append(or_(PlanItem.state == "returned", _soon(today), _lapsed(cycle, today)))
    else:
        whole = [code for code in ROLES if any(one.whole for one in duties(actor, [code]))]
        clauses += [~_has(whole), or_(_part(own, "return"), _soon(today)), ~_part(own, None), ~_part(own, "confirm")]
    return select(func.count(PlanItem.id)).where(*clauses)


def _has(codes: list[str]) -> ColumnElement[bool]:
    return PlanItem.executors.any(PlanExecutor.code.in_(codes))


def _soon(today: date) -> ColumnElement[bool]:
    ends = PlanItem.windows
    return or_(
        ends.any(PlanWindow.ends_on.between(today, today + SOON)),
        ~ends.any(PlanWindow.ends_on >= today),
    )


def _lapsed(cycle: Cycle, today: date) -> ColumnElement[bool]:
    """It was confirmed on the reporting date, and a period that its indicator asks about has begun since."""
    begun = {key: [first for first in found if first <= today] for key, found in starts_in(cycle).items()}
    since = {key: end_of(max(found) - timedelta(days=1)) for key, found in begun.items() if found}
    again = [and_(PlanItem.key == key, ~_reported_from(moment)) for key, moment in since.items()]
    return and_(PlanItem.state == "interim_confirmed", or_(false(), *again))


def _reported_from(moment: datetime) -> ColumnElement[bool]:
    ours = Execution.item_id == PlanItem.id, Execution.whole, Execution.executed_at >= moment
    return select(Execution.id).where(*ours).correlate(PlanItem).exists()


def _part(own: Duty, verdict: str | None) -> ColumnElement[bool]:
    """There is a report of this part that was answered so, or not answered at all."""
    ours = [Execution.item_id == PlanItem.id, ~Execution.whole, Execution.municipality_id == own.municipality_id]
    if own.municipality_id is None:
        ours.append(Execution.executed_by_id == own.person_id)
    said = Execution.confirmation.has(Confirmation.verdict == verdict) if verdict else ~Execution.confirmation.has()
    return select(Execution.id).where(*ours, said).correlate(PlanItem).exists()
