"""What the desk does with many documents at once; each is decided by the same verb as one."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from app.documents import queries
from app.documents.deciding import decide
from app.documents.desk.queue import evidence
from app.documents.guards import not_undone
from app.documents.models import Document
from app.documents.whole import waiting_of_whole
from app.documents.workflow import FLOW
from app.extensions import db
from app.permissions import Actor
from app.refusals import Refusal, Refused
from app.year.cycle.models import Participation


def may_undo(document: Document, actor: Actor) -> bool:
    """True when the last decision can still be taken back, and by the actor."""
    return not_undone(document) is None and FLOW.refusal("undo", actor, document) is None


def approve_many(version_ids: Collection[int], actor: Actor, now: datetime) -> tuple[int, int]:
    """Approve exactly these versions; the numbers done and left. What has changed meanwhile is left."""
    waiting = [one.id for one in evidence(actor) if one.version_id in version_ids]
    found = db.session.scalars(select(Document).where(Document.id.in_(waiting)).order_by(Document.state_since))
    approved = [_approve(document, actor, now) for document in found.all()].count(None)
    return approved, len(version_ids) - approved


def approve_set(school: Participation, actor: Actor, now: datetime) -> int:
    """Approve every waiting document of a set; how many. Raises Refused when it is not whole, or when none can be."""
    waiting = waiting_of_whole(queries.kit(school, [], actor))
    refusals = [refusal for one in waiting if (refusal := _approve(one, actor, now)) is not None]
    if len(refusals) == len(waiting):
        raise Refused(refusals[0])
    return len(waiting) - len(refusals)


def _approve(document: Document, actor: Actor, now: datetime) -> Refusal | None:
    """Why it is not approved, None when it is. An approval is refused before anything of it is written."""
    try:
        decide(document, document.asked_about.id, "approve", [], "", actor, now)
    except Refused as refused:
        return refused.refusal
    return None
