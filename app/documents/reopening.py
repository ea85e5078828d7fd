"""An approved document for a new version: opened with a reason, or by itself where mending is asked for; or kept.

The approved version stands and counts all the while (`Document.stands`): that is what tells it from an undoing.
"""

from collections.abc import Callable
from datetime import datetime

from app.documents.history import approvals
from app.documents.kit import CLOSED, is_owed
from app.documents.models import Decision, Document
from app.documents.standing import APPROVED, not_now
from app.documents.workflow import FLOW
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Refused
from app.year.cycle.queries import current_cycle

# Who asks that an approved document be mended: features above bring a sentence, '' while they ask for nothing.
ASKING: dict[str, Callable[[Document], str]] = {}


def asked_to_mend(document: Document) -> str:
    """Why a new version of an approved document is taken without anybody's opening it; '' when it is not."""
    return next((why for ask in ASKING.values() if (why := ask(document))), "")


def takes_version(document: Document) -> bool:
    """Whether a newer version is taken at all, as far as the document itself goes."""
    return document.state != "approved" or bool(asked_to_mend(document))


def reopen(document: Document, reason: str, actor, now: datetime) -> Decision | Refused:
    """Open it for a new version, and say why."""
    db.session.refresh(document, with_for_update={"of": Document})
    return _open("reopen", document, reason, actor, now)


def renew(document: Document, actor, now: datetime) -> Refused | None:
    """The school begins a new version of an approved document that it was asked to mend."""
    why = asked_to_mend(document)
    done = _open("renew", document, why, actor, now) if why else APPROVED
    return done if isinstance(done, Refused) else None


def _open(move: str, document: Document, reason: str, actor, now: datetime) -> Decision | Refused:
    refused = not_now(document.participation, current_cycle(), local(now).date()) if is_owed(document) else CLOSED
    if refused is None:
        refused = FLOW.refusal(move, actor, document)
    if refused is not None:
        return refused
    stands, first = document.approved, approvals(document.decisions)[0]
    kept = {"standing_number": stands.number, "first_begun_at": document.first_begun_at or first.begun_at}
    refused = FLOW.fire(move, actor, document, state_since=now, **kept)
    return refused if refused is not None else _said(document, stands, "reopen", reason, actor, now)


def keep(document: Document, reason: str, actor, now: datetime) -> Decision | Refused:
    """No newer version, then: what was approved goes on as it stood."""
    db.session.refresh(document, with_for_update={"of": Document})
    if document.standing_number is None:
        return Refused("nothing", "Подтверждённой версии у\u00a0документа нет: оставлять нечего.")
    refused = FLOW.fire("keep", actor, document, state_since=now)
    return refused if refused is not None else _said(document, document.approved, "keep", reason, actor, now)


def _said(document: Document, version, verdict: str, reason: str, actor, now: datetime) -> Decision:
    word = {"verdict": verdict, "reasons": [], "remark": reason, "decided_by_id": actor.person_id, "decided_at": now}
    decision = Decision(document=document, version=version, **word)
    db.session.add(decision)
    db.session.flush()
    record(
        {"reopen": "document:reopened", "keep": "document:kept"}[verdict], document, actor, now, version=version.number
    )
    return decision
