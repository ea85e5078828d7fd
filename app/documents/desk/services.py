"""What the desk does with many documents at once; each is decided by the same verb as one."""

from collections.abc import Collection
from datetime import datetime

from app.documents import queries
from app.documents.models import Decision, Document
from app.documents.services import decide
from app.documents.standing import not_undone
from app.documents.whole import waiting_of_whole
from app.documents.workflow import FLOW
from app.permissions import Refused
from app.year.cycle.models import Participation


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
    """Approve every waiting document of a set that is whole; the number, or why it is not."""
    waiting = waiting_of_whole(queries.kit(school, [], actor))
    if isinstance(waiting, Refused):
        return waiting
    done = [decide(document, document.sent.id, "approve", [], "", actor, now) for document in waiting]
    return sum(isinstance(one, Decision) for one in done) or done[0]
