"""What the desk does with many documents at once; each is decided by the same verb as one."""

from collections.abc import Collection
from datetime import datetime

from app.cycle.models import Participation
from app.documents import queries
from app.documents.kit import place_of
from app.documents.models import Decision, Document
from app.documents.services import decide
from app.documents.standing import not_undone
from app.documents.workflow import FLOW
from app.permissions import Refused


def may_undo(document: Document, actor) -> bool:
    """True when the last decision can still be taken back, and by the actor."""
    return not_undone(document) is None and FLOW.refusal("undo", actor, document) is None


def evidence(actor) -> list[Document]:
    """The evidence that waits for the actor, oldest first."""
    return [document for document in queries.queue(actor) if document.kind == "evidence"]


def approve_many(version_ids: Collection[int], actor, now: datetime) -> tuple[int, int]:
    """Approve exactly these versions; the numbers done and left. What has changed meanwhile is left."""
    waiting = [document for document in evidence(actor) if document.sent.id in version_ids]
    done = [decide(document, document.sent.id, "approve", [], "", actor, now) for document in waiting]
    approved = sum(isinstance(one, Decision) for one in done)
    return approved, len(version_ids) - approved


def approve_set(school: Participation, actor, now: datetime) -> int | Refused:
    """Approve every waiting document of a set that is whole; the number, or what is missing."""
    lines = [line for line in queries.kit(school, [], actor) if line.place.window is None]
    missing = [line.place.short_title for line in lines if line.state != "submitted" and not line.stands]
    if missing:
        return Refused(
            "missing", f"Комплект неполон, целиком его подтвердить нельзя. Не хватает: {', '.join(missing)}."
        )
    open_remarks = [place_of(line.document).short_title for line in lines if line.document.carried]
    if open_remarks:
        return Refused("remarks", f"Есть непринятые замечания: {', '.join(open_remarks)}. Решите о них на столе.")
    waiting = [line.document for line in lines if line.state == "submitted"]
    for document in waiting:
        decide(document, document.sent.id, "approve", [], "", actor, now)
    return len(waiting)
