"""The verbs of a document: add a version, submit, withdraw, decide. Each locks it first and ends in the journal."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from app.archive.services import Kept, blob_of
from app.documents.history import approvals
from app.documents.kit import CLOSED, Place, is_owed
from app.documents.links import Link
from app.documents.models import Decision, Document, Remark, RemarkMove, Submission, Version
from app.documents.office import CONVERTED, ending_of
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
from app.permissions import Refused, can
from app.year.cycle.models import Participation
from app.year.cycle.opening import opening, refusal
from app.year.cycle.queries import current_cycle, late_until


def add_version(
    participation: Participation,
    place: Place,
    document: Document | None,
    content: Kept | Link,
    filename: str,
    key: str,
    actor,
    now: datetime,
    begun_at: datetime | None = None,
    mended: Collection[str] = (),
    stands_in: str = "",
) -> Version | Refused:
    """Save a file or a link as the next version, in a new document when the place is empty.

    A repeated key changes nothing. `begun_at` is when the request began: it decides whether a window still takes.
    `stands_in` is why the region does it for the school. A draft of the trash comes back with its new version.
    """
    db.session.execute(select(Participation.id).where(Participation.id == participation.id).with_for_update())
    allowed = can(actor, "document.stand_in" if stands_in else "document.upload", participation)
    if not allowed:
        return allowed
    again = db.session.scalar(select(Version).where(Version.upload_key == key))
    if again:
        return again
    if place.risk is not None and place.risk.activated_at is None:
        return CLOSED
    refused = not_now(participation, current_cycle(), local(now).date())
    if refused is None:
        refused = None if document and document.stands else _closed(participation, place, begun_at or now)
    if refused is not None:
        return refused
    document = document or standing_at(participation, place) or _open(participation, place, now)
    seen = (one for one in reversed(document.versions) if can(actor, "document.view", one))
    same = next((one for one in seen if one.digest == content.sha256), None)
    if same is not None:
        return same_again(same)
    refused = renew(document, actor, now) if document.state == "approved" else None
    if refused is not None:
        return refused
    link = content if isinstance(content, Link) else None
    version = Version(
        document=document,
        number=len(document.versions) + 1,
        blob=None if link else blob_of(content, now),
        url=link.url if link else None,
        filename=filename,
        mended=",".join(mended),
        begun_at=begun_at or now,
        stood_in_because=stands_in,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
        upload_key=key,
    )
    db.session.add(version)
    db.session.flush()
    document.trashed_at = None
    kind, why = ("stood_in", {"reason": stands_in}) if stands_in else ("added", {})
    record(f"document:version:{kind}", document, actor, now, version=version.number, sha256=content.sha256, **why)
    later("look_at", version.id)
    if link is None and ending_of(filename) in CONVERTED:
        later("convert_unshown")
    return version


def submit(document: Document, version_id: int, actor, now: datetime, stands_in: bool = False) -> Submission | Refused:
    """Ask the curator about the newest version, the one that the person saw; the region only about its own upload."""
    _lock(document)
    latest = document.latest
    if latest is None or latest.id != version_id:
        return Refused("stale", "Появилась новая версия документа. Посмотрите её и отправьте ещё раз.")
    refused = _unsendable(document, actor, now, stands_in)
    if refused is None:
        refused = FLOW.fire("send_for" if stands_in else "submit", actor, document, state_since=now)
    if refused is not None:
        return refused
    submission = Submission(document_id=document.id, version=latest, sent_by_id=actor.person_id, sent_at=now)
    db.session.add(submission)
    latest.standing = "sent"
    kind = "document:sent_for" if stands_in else "document:submitted"
    record(kind, document, actor, now, version=latest.number)
    return submission


def _unsendable(document: Document, actor, now: datetime, stands_in: bool) -> Refused | None:
    refused = not_sendable(document)
    if refused is None and document.approved is not None and document.approved is document.latest:
        refused = NOTHING_NEWER
    if refused is None:
        refused = not_now(document.participation, current_cycle(), local(now).date())
    if refused is None and not stands_in:
        refused = another_sends(signer_of(document.participation), actor)
    return refused


def withdraw(document: Document, actor, now: datetime) -> Document | Refused:
    """Take the document back from the curator: nobody but the school sees the version any more."""
    _lock(document)
    refused = not_now(document.participation, current_cycle(), local(now).date())
    if refused is None:
        refused = FLOW.fire("withdraw", actor, document, state_since=now)
    if refused is not None:
        return refused
    document.sent.standing = "withdrawn"
    record("document:withdrawn", document, actor, now)
    return document


def keep_for_examination(version_ids: Collection[int]) -> None:
    """What a stage has frozen stays readable to those who examine it, whatever its school does with it later."""
    db.session.execute(update(Version).where(Version.id.in_(version_ids)).values(examined=True))


def decide(
    document: Document,
    version_id: int,
    verdict: str,
    reasons: list[str],
    remark: str,
    actor,
    now: datetime,
    accepted: Collection[int] = (),
) -> Decision | Refused:
    """Approve or return one exact version: the one that was sent and that the curator looked at (C1, C2).

    `accepted` are the carried remarks that this version has mended; an approval leaves none behind.
    """
    _lock(document)
    sent = document.sent
    if sent is None or sent.id != version_id:
        number = sent.number if sent else "?"
        return Refused("stale", f"Школа отправила версию {number}. Решение не записано: посмотрите новую версию.")
    if not is_owed(document):
        return CLOSED
    carried = document.carried
    left = [one for one in carried if one.id not in accepted]
    if verdict == "approve" and left:
        them = counted_words(len(left), "dative", "замечанию", "замечаниям", "замечаниям")
        return Refused(
            "remarks", f"Сначала решите по\u00a0{them}: {'принято' if len(left) == 1 else 'приняты'} или нет."
        )
    stays = {} if verdict == "return" else {"standing_number": None}
    refused = FLOW.fire(verdict, actor, document, state_since=now, **stays)
    if refused is not None:
        return _already(document, sent, verdict, remark, actor, refused)
    decision = _decided(document, sent, verdict, reasons, remark, actor, now)
    for one in carried:
        _move(one, "accept" if one.id in accepted else "refuse", actor, now)
    if verdict == "return":
        said = read_remarks(remark) or [Said("", "", RETURN_REASONS[reason]) for reason in reasons]
        decision.remarks.extend(_remark(document, one, now) for one in said)
    kind = "document:approved" if verdict == "approve" else "document:returned"
    counted = {"accepted": len(carried) - len(left), "carried": len(left)}
    record(kind, document, actor, now, version=sent.number, reasons=reasons, remarks=counted)
    return decision


def _already(document: Document, sent: Version, verdict: str, remark: str, actor, refused: Refused) -> Refused:
    """The truth for a page that has grown stale: what was decided, by whom, and what became of the typed words."""
    last = document.decisions[-1] if document.decisions else None
    word = {"approve": "подтверждён", "return": "возвращён школе"}.get(last.verdict) if last else None
    if word is None or last.version_id != sent.id:
        return refused
    when = moment(last.decided_at)
    if last.decided_by_id == actor.person_id and last.verdict == verdict:
        same = {"approve": "подтверждено", "return": "возвращено школе"}[verdict]
        return Refused("recorded", f"Ваше решение уже записано {when}: версия\u00a0{sent.number}, {same}.")
    unsent = " Ваше замечание ниже, школе оно не\u00a0ушло." if remark else ""
    return Refused("decided", f"Этот документ уже {word} {when}.{unsent}")


def undo(document: Document, reason: str, actor, now: datetime) -> Decision | Refused:
    """Take back the last decision, whoever made it: the document waits again, and every remark is as before it.

    The decision and the reason both stay; what an earlier approval left standing stands again.
    """
    _lock(document)
    refused = not_undone(document)
    if refused is None:
        asked_at = document.submissions[-1].sent_at  # it waits from then on, as if nothing had been decided
        refused = FLOW.fire("undo", actor, document, state_since=asked_at, **_before_the_last(document))
    if refused is not None:
        return refused
    last = document.decisions[-1]
    for remark in document.remarks:
        if move := _taken_back(remark, last):
            _move(remark, move, actor, now)
    decision = _decided(document, last.version, "undo", [], reason, actor, now)
    record("document:undone", document, actor, now, version=last.version.number, undone=last.verdict)
    return decision


def _before_the_last(document: Document) -> dict:
    """What stood before the decision that is undone; a return has changed nothing of it."""
    if document.decisions[-1].verdict == "return":
        return {}
    earlier = approvals(document.decisions)[:-1]
    if not earlier:
        return {"standing_number": None, "first_begun_at": None}
    return {"standing_number": earlier[-1].number}


def _taken_back(remark: Remark, last: Decision) -> str:
    """What an undone decision makes of a remark: its own are dropped, those that it moved stand as they had stood."""
    if remark.decision_id == last.id:
        return "drop"
    if remark.moves[-1].moved_at != last.decided_at:
        return ""
    return "refix" if remark.moves[-2].state == "fixed" else "reopen"


def mark(remark: Remark, move: str, actor, now: datetime) -> Remark | Refused:
    """The school says that a remark is mended in a newer version, or not yet; the curator still has the last word."""
    if move == "fix" and not is_mendable(remark):
        return NOT_MENDED
    refused = _move(remark, move, actor, now)
    if refused is not None:
        return refused
    record(f"remark:{move}", remark, actor, now, document=remark.document_id)
    return remark


def _remark(document: Document, said: Said, now: datetime) -> Remark:
    made = RemarkMove(state="open", moved_at=now)
    return Remark(document_id=document.id, state_since=now, moves=[made], **vars(said))


def _move(remark: Remark, move: str, actor, now: datetime) -> Refused | None:
    refused = REMARKS.fire(move, actor, remark, state_since=now)
    if refused is None:
        db.session.add(RemarkMove(remark_id=remark.id, state=REMARKS[move].target, moved_at=now))
    return refused


def _decided(document: Document, version: Version, verdict: str, reasons, remark: str, actor, now) -> Decision:
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


def _closed(participation: Participation, place: Place, moment: datetime) -> Refused | None:
    if place.window is None:
        return None
    return refusal(place.window, opening(place.window, late_until(participation.id, place.window.id), moment))


def standing_at(participation: Participation, place: Place) -> Document | None:
    """The document that fills the place, in the trash or not; evidence is never only one."""
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
