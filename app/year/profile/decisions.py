"""The curator's verbs about a factor: verify, activate, close; and the coordinator's about a direction."""

from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.journal.services import record
from app.permissions import Refused, can
from app.year.cycle.models import RiskDirection, SchoolRisk
from app.year.profile.models import Activation, Closing, RiskVerification
from app.year.profile.workflow import FLOW


def verify(risk: SchoolRisk, verdict: str, reason: str, actor, now: datetime) -> RiskVerification | Refused:
    """Confirmed, partly or not; a later word stands beside the former one and counts instead of it."""
    refused = FLOW.fire("reject" if verdict == "not_confirmed" else "verify", actor, risk)
    if refused is not None:
        return refused
    said = RiskVerification(
        school_risk_id=risk.id, verdict=verdict, reason=reason, verified_by_id=actor.person_id, verified_at=now
    )
    db.session.add(said)
    record("risk:verified", risk, actor, now, direction=risk.direction.code, verdict=verdict)
    return said


def activate(risk: SchoolRisk, actor, now: datetime) -> Activation | Refused:
    """From now on the direction asks for its documents; those of an earlier activation come back."""
    refused = FLOW.fire("activate", actor, risk, activated_at=now)
    if refused is not None:
        return refused
    activation = Activation(school_risk_id=risk.id, activated_by_id=actor.person_id, activated_at=now)
    db.session.add(activation)
    record("risk:activated", risk, actor, now, direction=risk.direction.code)
    return activation


def close(risk: SchoolRisk, outcome: str, reason: str, actor, now: datetime) -> Closing | Refused:
    """The direction asks for nothing any more; no document is touched."""
    refused = FLOW.fire("close", actor, risk, activated_at=None)
    if refused is not None:
        return refused
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
    direction: RiskDirection, title: str, short_title: str, place: int, actor, now: datetime
) -> RiskDirection | Refused:
    """The coordinator's wording and the place in the list, from 1; the journal keeps the former wording."""
    allowed = can(actor, "directions.edit", direction)
    if not allowed:
        return allowed
    before = {"title": direction.title, "short_title": direction.short_title, "position": direction.position}
    direction.title, direction.short_title = title, short_title
    others = select(RiskDirection).where(RiskDirection.id != direction.id).order_by(RiskDirection.position)
    ordered = list(db.session.scalars(others))
    ordered.insert(place - 1, direction)
    for position, one in enumerate(ordered):
        one.position = position
    record("direction:edited", direction, actor, now, code=direction.code, before=before)
    return direction


def add_direction(title: str, short_title: str, actor, now: datetime) -> RiskDirection | Refused:
    """A direction of the region's own, at the end of the list."""
    allowed = can(actor, "directions.edit")
    if not allowed:
        return allowed
    newest, last = db.session.execute(select(func.max(RiskDirection.id), func.max(RiskDirection.position))).one()
    direction = RiskDirection(code=f"own_{newest + 1}", title=title, short_title=short_title, position=last + 1)
    db.session.add(direction)
    db.session.flush()
    record("direction:added", direction, actor, now, code=direction.code, title=title)
    return direction
