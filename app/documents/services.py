"""The verbs of a document: add a version, submit, withdraw, decide, undo, mark. Each ends in the journal.

Each raises Refused when it can't be done; then nothing is to be kept of what it began.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from app.archive.services import blob_of
from app.documents.history import approvals
from app.documents.kit import CLOSED, Place, is_owed
from app.documents.models import Decision, Document, Remark, RemarkMove, Submission, Version
from app.documents.office import CONVERTED, ending_of
from app.documents.receiving import Received
from app.documents.remarks import FLOW as REMARKS
from app.documents.remarks import Said, read_remarks
from app.documents.reopening import renew
from app.documents.signers import signer_of
from app.documents.standing import (
    NOT_MENDED,
    NOTHING_NEWER,
    another_sends,
    is_mendable,
    not_now,
    not_sendable,
    not_undone,
    same_again,
)
from app.documents.workflow import FLOW, RETURN_REASONS
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.kernel.later import later
from app.kernel.words import counted_words, moment
from app.permissions import Actor, can, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Participation
from app.year.cycle.opening import opening, refusal
from app.year.cycle.queries import current_cycle, late_until


def add_version(
    participation: Participation, place: Place, document: Document | None, got: Received, actor: Actor, now: datetime
) -> Version:
    """The received file or link as the next version of the document, in a new one when the place is empty.

    What was kept under the same key before is given back, and nothing is added. A draft leaves the trash with it.
    Refused: who may not, a closed direction or window, a year or school that is over, an approved document that
    nobody asked to mend, the very bytes or link of an older version that the actor may see.
    """
    db.session.execute(select(Participation.id).where(Participation.id == participation.id).with_for_update())
    ensure_can(actor, "document.stand_in" if got.stands_in else "document.upload", participation)
    again = db.session.scalar(select(Version).where(Version.upload_key == got.key))
    if again:
        return again
    refuse_if(_not_taken(participation, place, document, got, now))
    document = document or standing_at(participation, place) or _open(participation, place, now)
    refuse_if(_same(document, got, actor))
    if document.state == "approved":
        renew(document, actor, now)
    version = _next(document, got, actor, now)
    document.trashed_at = None
    kind, why = ("stood_in", {"reason": got.stands_in}) if got.stands_in else ("added", {})
    record(f"document:version:{kind}", document, actor, now, version=version.number, sha256=version.digest, **why)
    later("look_at", version.id)
    if got.link is None and ending_of(got.filename) in CONVERTED:
        later("convert_unshown")
    return version


def _not_taken(
    participation: Participation, place: Place, document: Document | None, got: Received, now: datetime
) -> Refusal | None:
    """Why the place takes nothing. An approved document is mended after its window has closed, too."""
    if not is_owed(place):
        return CLOSED
    mends = document is not None and document.stands
    over = not_now(participation, current_cycle(), local(now).date())
    return over or (None if mends else _closed(participation, place, got.begun_at))


def _same(document: Document, got: Received, actor: Actor) -> Refusal | None:
    """Why it is no new version: an older one that the actor may see has the same content."""
    seen = (one for one in reversed(document.versions) if can(actor, "document.view", one))
    same = next((one for one in seen if one.digest == got.content.sha256), None)
    return same_again(same) if same else None


def _next(document: Document, got: Received, actor: Actor, now: datetime) -> Version:
    version = Version(
        document=document,
        number=len(document.versions) + 1,
        blob=None if got.link else blob_of(got.content, now),
        url=got.link.url if got.link else None,
        filename=got.filename,
        mended=",".join(got.mended),
        begun_at=got.begun_at,
        stood_in_because=got.stands_in,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
        upload_key=got.key,
    )
    db.session.add(version)
    db.session.flush()
    return version


def submit(document: Document, version_id: int, actor: Actor, now: datetime, stands_in: bool = False) -> Submission:
    """The curator is asked about the newest version; with `stands_in` the region asks, about its own upload.

    Refused: a version that is not the newest any more, an approved one, a document in the trash or not owed, a year
    or school that is over, a school whose documents another person sends.
    """
    _lock(document)
    latest = document.latest
    if latest is None or latest.id != version_id:
        raise Refused.because("stale", "Появилась новая версия документа. Посмотрите её и отправьте ещё раз.")
    refuse_if(_unsendable(document, actor, now, stands_in))
    FLOW.fire("send_for" if stands_in else "submit", actor, document, state_since=now)
    submission = Submission(document_id=document.id, version=latest, sent_by_id=actor.person_id, sent_at=now)
    db.session.add(submission)
    latest.standing = "sent"
    kind = "document:sent_for" if stands_in else "document:submitted"
    record(kind, document, actor, now, version=latest.number)
    return submission


def _unsendable(document: Document, actor: Actor, now: datetime, stands_in: bool) -> Refusal | None:
    nothing_newer = document.approved is not None and document.approved is document.latest
    return (
        not_sendable(document)
        or (NOTHING_NEWER if nothing_newer else None)
        or not_now(document.participation, current_cycle(), local(now).date())
        or (None if stands_in else another_sends(signer_of(document.participation), actor))
    )


def withdraw(document: Document, actor: Actor, now: datetime) -> Document:
    """The document is back from the curator: nobody but the school sees the version that was sent.

    Refused: a document that doesn't wait for the curator, a year or school that is over.
    """
    _lock(document)
    refuse_if(not_now(document.participation, current_cycle(), local(now).date()))
    FLOW.fire("withdraw", actor, document, state_since=now)
    document.sent.standing = "withdrawn"
    record("document:withdrawn", document, actor, now)
    return document


def keep_for_examination(version_ids: Collection[int]) -> None:
    """Leave what a stage has frozen readable to those who examine it, whatever its school does with it later."""
    db.session.execute(update(Version).where(Version.id.in_(version_ids)).values(examined=True))


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
    _lock(document)
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
        them = counted_words(len(left), "dative", "замечанию", "замечаниям", "замечаниям")
        word = "принято" if len(left) == 1 else "приняты"
        raise Refused.because("remarks", f"Сначала решите по\u00a0{them}: {word} или нет.")
    if hindrance := FLOW.refusal(verdict, actor, document):
        raise Refused(_already(document, sent, verdict, remark, actor) or hindrance)
    for one in carried:
        _move(one, "accept" if one.id in accepted else "refuse", actor, now)
    stays = {} if verdict == "return" else {"standing_number": None}
    FLOW.fire(verdict, actor, document, state_since=now, **stays)
    decision = _decided(document, sent, verdict, reasons, remark, actor, now)
    if verdict == "return":
        said = read_remarks(remark) or [Said("", "", RETURN_REASONS[reason]) for reason in reasons]
        decision.remarks.extend(_remark(document, one, now) for one in said)
    kind = "document:approved" if verdict == "approve" else "document:returned"
    counted = {"accepted": len(carried) - len(left), "carried": len(left)}
    record(kind, document, actor, now, version=sent.number, reasons=reasons, remarks=counted)
    return decision


def _already(document: Document, sent: Version, verdict: str, remark: str, actor: Actor) -> Refusal | None:
    """What a page that has grown stale is told: what was decided, by whom, and what became of the typed words.

    None when nobody has decided about this version.
    """
    last = document.decisions[-1] if document.decisions else None
    word = {"approve": "подтверждён", "return": "возвращён школе"}.get(last.verdict) if last else None
    if word is None or last.version_id != sent.id:
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
    _lock(document)
    refuse_if(not_undone(document))
    asked_at = document.submissions[-1].sent_at  # it waits from then on, as if nothing had been decided
    FLOW.fire("undo", actor, document, state_since=asked_at, **_before_the_last(document))
    last = document.decisions[-1]
    for remark in document.remarks:
        if move := _taken_back(remark, last):
            _move(remark, move, actor, now)
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


def mark(remark: Remark, move: str, actor: Actor, now: datetime) -> Remark:
    """The school says that a remark is mended («fix»), or not yet («unfix»); the curator still has the last word.

    Refused: when there is no newer version in which to see it, or the remark was moved before.
    """
    if move == "fix" and not is_mendable(remark):
        raise Refused(NOT_MENDED)
    _move(remark, move, actor, now)
    record(f"remark:{move}", remark, actor, now, document=remark.document_id)
    return remark


def _remark(document: Document, said: Said, now: datetime) -> Remark:
    made = RemarkMove(state="open", moved_at=now)
    return Remark(document_id=document.id, state_since=now, moves=[made], **vars(said))


def _move(remark: Remark, move: str, actor: Actor, now: datetime) -> None:
    REMARKS.fire(move, actor, remark, state_since=now)
    db.session.add(RemarkMove(remark_id=remark.id, state=REMARKS[move].target, moved_at=now))


def _decided(document: Document, version: Version, verdict: str, reasons, remark: str, actor: Actor, now) -> Decision:
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


def _lock(document: Document) -> None:
    db.session.refresh(document, with_for_update={"of": Document})


def _closed(participation: Participation, place: Place, moment: datetime) -> Refusal | None:
    if place.window is None:
        return None
    return refusal(place.window, opening(place.window, late_until(participation.id, place.window.id), moment))


def standing_at(participation: Participation, place: Place) -> Document | None:
    """The document that fills the place, in the trash or not; None when it is empty, and for evidence always.

    A place of evidence holds as many documents as a school brings.
    """
    if place.kind == "evidence":
        return None
    return db.session.scalar(
        select(Document).where(
            Document.participation_id == participation.id,
            Document.kind == place.kind,
            Document.school_risk_id == (place.risk.id if place.risk else None),
        )
    )


def _open(participation: Participation, place: Place, now: datetime) -> Document:
    document = Document(
        participation=participation,
        kind=place.kind,
        risk=place.risk,
        window=place.window,
        state="draft",
        state_since=now,
    )
    db.session.add(document)
    db.session.flush()
    return document
