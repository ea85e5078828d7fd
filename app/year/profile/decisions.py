"""The curator's verbs about a factor: verify, activate, close; and the coordinator's about a direction."""

from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.year.cycle.models import RiskDirection, SchoolRisk
from app.year.profile.models import Activation, Closing, RiskVerification
from app.year.profile.workflow import FLOW


def verify(risk: SchoolRisk, verdict: str, reason: str, actor: Actor, now: datetime) -> RiskVerification:
    """Confirmed, partly or not; a later word stands beside the former one and counts instead of it."""
    FLOW.fire("reject" if verdict == "not_confirmed" else "verify", actor, risk)
    said = RiskVerification(
        school_risk_id=risk.id, verdict=verdict, reason=reason, verified_by_id=actor.person_id, verified_at=now
    )
    db.session.add(said)
    record("risk:verified", risk, actor, now, direction=risk.direction.code, verdict=verdict)
    return said


def activate(risk: SchoolRisk, actor: Actor, now: datetime) -> Activation:
    """From now on the direction asks for its documents; those of an earlier activation come back."""
    FLOW.fire("activate", actor, risk, activated_at=now)
    activation = Activation(school_risk_id=risk.id, activated_by_id=actor.person_id, activated_at=now)
    db.session.add(activation)
    record("risk:activated", risk, actor, now, direction=risk.direction.code)
    return activation


def close(risk: SchoolRisk, outcome: str, reason: str, actor: Actor, now: datetime) -> Closing:
    """The direction asks for nothing any more; no document is touched."""
    FLOW.fire("close", actor, risk, activated_at=None)
    last = select(func.max(Activation.id)).where(Activation.school_risk_id == risk.id)
    closing = Closing(
        activation_id=db.session.scalar(last),
        outcome=outcome,
        reason=reason,
        closed_by_id=actor.person_id,
        closed_at=now,
    )
    db.session.add(closing)
    record("risk:closed", risk, actor, now, direction=risk.direction.code, outcome=outcome)
    return closing


def edit_direction(
    direction: RiskDirection, title: str, short_title: str, place: int, actor: Actor, now: datetime
) -> RiskDirection:
    """The coordinator's wording and the place in the list, from 1; the journal keeps the former wording."""
    ensure_can(actor, "directions.edit", direction)
    before = {"title": direction.title, "short_title": direction.short_title, "position": direction.position}
    direction.title = title
    direction.short_title = short_title
    others = select(RiskDirection).where(RiskDirection.id != direction.id).order_by(RiskDirection.position)
    ordered = list(db.session.scalars(others))
    ordered.insert(place - 1, direction)
    for position, one in enumerate(ordered):
        one.position = position
    record("direction:edited", direction, actor, now, code=direction.code, before=before)
    return direction


def add_direction(title: str, short_title: str, actor: Actor, now: datetime) -> RiskDirection:
    """A direction of the region's own, at the end of the list."""
    ensure_can(actor, "directions.edit")
    newest, last = db.session.execute(select(func.max(RiskDirection.id), func.max(RiskDirection.position))).one()
    direction = RiskDirection(code=f"own_{newest + 1}", title=title, short_title=short_title, position=last + 1)
    db.session.add(direction)
    db.session.flush()
    record("direction:added", direction, actor, now, code=direction.code, title=title)
    return direction
