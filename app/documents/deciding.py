"""The word about what a school has sent: it is approved or returned with remarks, and what was said can be taken back.

Each verb ends in the journal, and raises Refused when it can't be done; then nothing is to be kept of what it began.
"""

from collections.abc import Collection
from datetime import datetime

from app.documents.guards import not_undone
from app.documents.history import approvals
from app.documents.kit import CLOSED, is_owed
from app.documents.models import Decision, Document, Remark, RemarkMove, Version
from app.documents.present import lock
from app.documents.remarks import FLOW as REMARKS
from app.documents.remarks import Said, read_remarks
from app.documents.workflow import FLOW, RETURN_REASONS
from app.extensions import db
from app.journal.services import record
from app.kernel.words import moment, pluralize_in_words
from app.permissions import Actor
from app.refusals import Refusal, Refused, refuse_if


def decide(
    document: Document,
    version_id: int,
    verdict: str,
    reasons: list[str],
    remark: str,
    actor: Actor,
    now: datetime,
    accepted: Collection[int] = (),
) -> Decision:
    """The version with this id is approved or returned, by `verdict`; `accepted` are the remarks that it has mended.

    Refused: any version but the one that was sent last (C1, C2), a document that is not owed or was decided before,
    an approval that would leave a remark behind, a remark that somebody has moved meanwhile.
    """
    lock(document)
    sent = document.sent
    if sent is None or sent.id != version_id:
        number = sent.number if sent else "?"
        said = f"Школа отправила версию {number}. Решение не записано: посмотрите новую версию."
        raise Refused.because("stale", said)
    if not is_owed(document):
        raise Refused(CLOSED)
    carried = document.carried
    left = [one for one in carried if one.id not in accepted]
    if verdict == "approve" and left:
        them = pluralize_in_words(len(left), "dative", "замечанию", "замечаниям", "замечаниям")
        word = "принято" if len(left) == 1 else "приняты"
        raise Refused.because("remarks", f"Сначала решите по\u00a0{them}: {word} или нет.")
    if hindrance := FLOW.refusal(verdict, actor, document):
        raise Refused(_already(document, sent, verdict, remark, actor) or hindrance)
    for one in carried:
        move_remark(one, "accept" if one.id in accepted else "refuse", actor, now)
    stays = {} if verdict == "return" else {"standing_number": None}
    FLOW.fire(verdict, actor, document, state_since=now, **stays)
    decision = _decided(document, sent, verdict, reasons, remark, actor, now)
    if verdict == "return":
        remarks = read_remarks(remark) or [Said("", "", RETURN_REASONS[reason]) for reason in reasons]
        decision.remarks.extend(_remark(document, one, now) for one in remarks)
    kind = "document:approved" if verdict == "approve" else "document:returned"
    counted = {"accepted": len(carried) - len(left), "carried": len(left)}
    record(kind, document, actor, now, version=sent.number, reasons=reasons, remarks=counted)
    return decision


def _already(document: Document, sent: Version, verdict: str, remark: str, actor: Actor) -> Refusal | None:
    """What a page that has grown stale is told: what was decided, by whom, and what became of the typed words.

    None when nobody has decided about this version.
    """
    last = document.decisions[-1] if document.decisions else None
    if last is None or last.version_id != sent.id:
        return None
    word = {"approve": "подтверждён", "return": "возвращён школе"}.get(last.verdict)
    if word is None:
        return None
    when = moment(last.decided_at)
    if last.decided_by_id == actor.person_id and last.verdict == verdict:
        same = {"approve": "подтверждено", "return": "возвращено школе"}[verdict]
        return Refusal("recorded", f"Ваше решение уже записано {when}: версия\u00a0{sent.number}, {same}.")
    unsent = " Ваше замечание ниже, школе оно не\u00a0ушло." if remark else ""
    return Refusal("decided", f"Этот документ уже {word} {when}.{unsent}")


def undo(document: Document, reason: str, actor: Actor, now: datetime) -> Decision:
    """The last decision is taken back, whoever made it: the document waits again, and every remark is as before it.

    The decision and the reason both stay; what an earlier approval left standing stands again. Refused: when there is
    no such decision, or a newer version was sent since.
    """
    lock(document)
    refuse_if(not_undone(document))
    asked_at = document.submissions[-1].sent_at  # it waits from then on, as if nothing had been decided
    FLOW.fire("undo", actor, document, state_since=asked_at, **_before_the_last(document))
    last = document.decisions[-1]
    for remark in document.remarks:
        if move := _taken_back(remark, last):
            move_remark(remark, move, actor, now)
    decision = _decided(document, last.version, "undo", [], reason, actor, now)
    record("document:undone", document, actor, now, version=last.version.number, undone=last.verdict)
    return decision


def _before_the_last(document: Document) -> dict:
    """The columns that the decision has changed, with what they held before it; a return changes none."""
    if document.decisions[-1].verdict == "return":
        return {}
    earlier = approvals(document.decisions)[:-1]
    if not earlier:
        return {"standing_number": None, "first_begun_at": None}
    return {"standing_number": earlier[-1].number}


def _taken_back(remark: Remark, last: Decision) -> str:
    """The move that undoes what the decision did to the remark; '' when it did nothing to it."""
    if remark.decision_id == last.id:
        return "drop"
    if remark.moves[-1].moved_at != last.decided_at:
        return ""
    return "refix" if remark.moves[-2].state == "fixed" else "reopen"


def _remark(document: Document, said: Said, now: datetime) -> Remark:
    made = RemarkMove(state="open", moved_at=now)
    return Remark(document_id=document.id, state_since=now, moves=[made], **vars(said))


def move_remark(remark: Remark, move: str, actor: Actor, now: datetime) -> None:
    """Move it, and keep that it was moved; raises Refused."""
    REMARKS.fire(move, actor, remark, state_since=now)
    db.session.add(RemarkMove(remark_id=remark.id, state=REMARKS[move].target, moved_at=now))


def _decided(
    document: Document, version: Version, verdict: str, reasons: list[str], remark: str, actor: Actor, now: datetime
) -> Decision:
    decision = Decision(
        document=document,
        version=version,
        verdict=verdict,
        reasons=reasons,
        remark=remark,
        decided_by_id=actor.person_id,
        decided_at=now,
    )
    db.session.add(decision)
    db.session.flush()
    return decision
