"""An approved document for a new version: opened with a reason, or by itself where mending is asked for; or kept.

The approved version stands and counts all the while (`Document.stands`): that is what tells it from an undoing.
"""

from collections.abc import Callable
from datetime import datetime

from app.documents.guards import APPROVED
from app.documents.history import approvals
from app.documents.kit import CLOSED, is_owed
from app.documents.models import Decision, Document, Version
from app.documents.present import lock, over_at
from app.documents.workflow import FLOW
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor
from app.refusals import Refused, refuse_if

# Who asks that an approved document be mended: features above bring a sentence, '' while they ask for nothing.
ASKING: dict[str, Callable[[Document], str]] = {}


def asked_to_mend(document: Document) -> str:
    """Why a new version of an approved document is taken without anybody's opening it; '' when it is not."""
    return next((why for ask in ASKING.values() if (why := ask(document))), "")


def takes_version(document: Document | None, mending: str) -> bool:
    """Whether a newer version is taken at all, as far as the document itself goes, asked to be mended or not."""
    return document is None or document.state != "approved" or bool(mending)


def reopen(document: Document, reason: str, actor: Actor, now: datetime) -> Decision:
    """Open it for a new version, and say why; raises Refused."""
    lock(document)
    return _open("reopen", document, reason, actor, now)


def renew(document: Document, actor: Actor, now: datetime) -> None:
    """Begin a new version of an approved document that the school was asked to mend; raises Refused for any other."""
    why = asked_to_mend(document)
    if not why:
        raise Refused(APPROVED)
    _open("renew", document, why, actor, now)


def _open(move: str, document: Document, reason: str, actor: Actor, now: datetime) -> Decision:
    if not is_owed(document):
        raise Refused(CLOSED)
    refuse_if(over_at(document.participation, now))
    refuse_if(FLOW.refusal(move, actor, document))
    stands, first = document.standing_version, approvals(document.decisions)[0]
    kept = {"standing_number": stands.number, "first_begun_at": document.first_begun_at or first.begun_at}
    FLOW.fire(move, actor, document, state_since=now, **kept)
    return _said(document, stands, "reopen", reason, actor, now)


def keep(document: Document, reason: str, actor: Actor, now: datetime) -> Decision:
    """No newer version, then: what was approved goes on as it stood. Raises Refused."""
    lock(document)
    if document.standing_number is None:
        raise Refused.because("nothing", "Подтверждённой версии у\u00a0документа нет: оставлять нечего.")
    FLOW.fire("keep", actor, document, state_since=now)
    return _said(document, document.standing_version, "keep", reason, actor, now)


def _said(document: Document, version: Version, verdict: str, reason: str, actor: Actor, now: datetime) -> Decision:
    word = {"verdict": verdict, "reasons": [], "remark": reason, "decided_by_id": actor.person_id, "decided_at": now}
    decision = Decision(document=document, version=version, **word)
    db.session.add(decision)
    db.session.flush()
    record(
        {"reopen": "document:reopened", "keep": "document:kept"}[verdict], document, actor, now, version=version.number
    )
    return decision
