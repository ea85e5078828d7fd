"""How many items press one person today, for the navigation of every page: one statement, the same answer as `mine`."""

from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.cycle.models import Cycle
from app.extensions import db
from app.permissions import Actor
from app.plan.execution.duties import codes_of, of_region
from app.plan.execution.mine import SOON
from app.plan.models import Conclusion, Execution, PlanExecutor, PlanItem, PlanWindow

OPEN = ("not_started", "in_progress", "interim_confirmed", "returned")


def pressing(cycle: Cycle, actor: Actor, today: date) -> int:
    """What is returned, late, or due within two weeks, and not reported yet."""
    codes = codes_of(actor)
    if not codes:
        return 0
    mine_ = PlanItem.executors.any(PlanExecutor.code.in_(codes))
    clauses = [PlanItem.cycle_id == cycle.id, mine_, PlanItem.state.in_(OPEN), or_(_returned(actor), _soon(today))]
    if _in_parts(actor):
        clauses += [~_part(actor, None), ~_part(actor, "confirm")]
    return db.session.scalar(select(func.count(PlanItem.id)).where(*clauses))


def _in_parts(actor: Actor) -> bool:
    return not any(map(of_region, actor.grants))


def _returned(actor: Actor) -> ColumnElement[bool]:
    return _part(actor, "return") if _in_parts(actor) else PlanItem.state == "returned"


def _soon(today: date) -> ColumnElement[bool]:
    ends = PlanItem.windows
    return or_(
        ends.any(PlanWindow.ends_on.between(today, today + SOON)),
        ~ends.any(PlanWindow.ends_on >= today),
    )


def _part(actor: Actor, verdict: str | None) -> ColumnElement[bool]:
    """There is a part of the actor's own that was answered so, or not answered at all."""
    towns = [one.municipality_id for one in actor.grants if one.municipality_id]
    own = or_(
        Execution.municipality_id.in_(towns),
        and_(Execution.municipality_id.is_(None), Execution.executed_by_id == actor.person_id),
    )
    said = Execution.conclusion.has(Conclusion.verdict == verdict) if verdict else ~Execution.conclusion.has()
    found = select(Execution.id).where(Execution.item_id == PlanItem.id, ~Execution.whole, own, said)
    return found.correlate(PlanItem).exists()
