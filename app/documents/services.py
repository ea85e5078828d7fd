"""The verbs of a document: add a version, submit, withdraw, mark a remark. Each ends in the journal.

Each raises Refused when it can't be done; then nothing is to be kept of what it began.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from app.archive.services import blob_of
from app.documents.deciding import move_remark
from app.documents.guards import (
    NOT_MENDED,
    NOTHING_NEWER,
    another_sends,
    is_mendable,
    not_sendable,
    same_again,
)
from app.documents.kit import CLOSED, Slot, is_owed
from app.documents.models import Document, Remark, Submission, Version
from app.documents.present import lock, over_at
from app.documents.receiving import Received
from app.documents.reopening import renew
from app.documents.signers import signer_of
from app.documents.workflow import FLOW
from app.extensions import db
from app.journal.services import record
from app.kernel.later import later
from app.permissions import Actor, can, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Participation
from app.year.cycle.opening import opening, refusal
from app.year.cycle.queries import late_until


def add_version(
    participation: Participation, slot: Slot, document: Document | None, got: Received, actor: Actor, now: datetime
) -> Version:
    """The received file or link as the next version of the document, in a new one when the slot is empty.

    What was kept under the same key before is given back, and nothing is added. A draft leaves the trash with it.
    Refused: who may not, a closed direction or window, a year or school that is over, an approved document that
    nobody asked to mend, the very bytes or link of an older version that the actor may see.
    """
    db.session.execute(select(Participation.id).where(Participation.id == participation.id).with_for_update())
    ensure_can(actor, "document.on_behalf" if got.on_behalf_reason else "document.upload", participation)
    again = db.session.scalar(select(Version).where(Version.upload_key == got.key))
    if again:
        return again
    refuse_if(_not_taken(participation, slot, document, got, now))
    document = document or standing_at(participation, slot) or _open(participation, slot, now)
    refuse_if(_same(document, got, actor))
    if document.state == "approved":
        renew(document, actor, now)
    version = _next(document, got, actor, now)
    document.trashed_at = None
    _record_new(version, actor, now)
    later("look_at", version.id)
    return version


def _not_taken(
    participation: Participation, slot: Slot, document: Document | None, got: Received, now: datetime
) -> Refusal | None:
    """Why the slot takes nothing. An approved document is mended after its window has closed, too."""
    if not is_owed(slot):
        return CLOSED
    mends = document is not None and document.stands
    return over_at(participation, now) or (None if mends else _closed(participation, slot, got.begun_at))


def _same(document: Document, got: Received, actor: Actor) -> Refusal | None:
    """Why it is no new version: an older one that the actor may see has the same content."""
    seen = (one for one in reversed(document.versions) if can(actor, "document.view", one))
    same = next((one for one in seen if one.digest == got.content.sha256), None)
    return same_again(same) if same else None


def _next(document: Document, got: Received, actor: Actor, now: datetime) -> Version:
    version = Version(
        document=document,
        number=len(document.versions) + 1,
        blob=blob_of(got.kept, now) if got.kept else None,
        url=got.link.url if got.link else None,
        filename=got.filename,
        mended=",".join(got.mended),
        begun_at=got.begun_at,
        on_behalf_reason=got.on_behalf_reason,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
        upload_key=got.key,
    )
    db.session.add(version)
    db.session.flush()
    return version


def _record_new(version: Version, actor: Actor, now: datetime) -> None:
    document, number, sha256 = version.document, version.number, version.digest
    if because := version.on_behalf_reason:
        record("document:version:stood_in", document, actor, now, version=number, sha256=sha256, reason=because)
    else:
        record("document:version:added", document, actor, now, version=number, sha256=sha256)


def submit(document: Document, version_id: int, actor: Actor, now: datetime, on_behalf: bool = False) -> Submission:
    """The curator is asked about the newest version; with `on_behalf` the region asks, about its own upload.

    Refused: a version that is not the newest any more, an approved one, a document in the trash or not owed, a year
    or school that is over, a school whose documents another person sends.
    """
    lock(document)
    latest = document.latest
    if latest is None or latest.id != version_id:
        raise Refused.because("stale", "Появилась новая версия документа. Посмотрите её и отправьте ещё раз.")
    refuse_if(_unsendable(document, actor, now, on_behalf))
    FLOW.fire("submit_on_behalf" if on_behalf else "submit", actor, document, state_since=now)
    submission = Submission(document_id=document.id, version=latest, sent_by_id=actor.person_id, sent_at=now)
    db.session.add(submission)
    latest.standing = "sent"
    kind = "document:sent_for" if on_behalf else "document:submitted"
    record(kind, document, actor, now, version=latest.number)
    return submission


def _unsendable(document: Document, actor: Actor, now: datetime, on_behalf: bool) -> Refusal | None:
    nothing_newer = document.approved is not None and document.approved is document.latest
    return (
        not_sendable(document)
        or (NOTHING_NEWER if nothing_newer else None)
        or over_at(document.participation, now)
        or (None if on_behalf else another_sends(signer_of(document.participation), actor))
    )


def withdraw(document: Document, actor: Actor, now: datetime) -> Document:
    """The document is back from the curator: nobody but the school sees the version that was sent.

    Refused: a document that doesn't wait for the curator, a year or school that is over.
    """
    lock(document)
    refuse_if(over_at(document.participation, now))
    FLOW.fire("withdraw", actor, document, state_since=now)
    document.asked_about.standing = "withdrawn"
    record("document:withdrawn", document, actor, now)
    return document


def keep_for_examination(version_ids: Collection[int]) -> None:
    """Leave what a stage has frozen readable to those who examine it, whatever its school does with it later."""
    db.session.execute(update(Version).where(Version.id.in_(version_ids)).values(examined=True))


def mark(remark: Remark, move: str, actor: Actor, now: datetime) -> Remark:
    """The school says that a remark is mended («fix»), or not yet («unfix»); the curator still has the last word.

    Refused: when there is no newer version in which to see it, or the remark was moved before.
    """
    if move == "fix" and not is_mendable(remark):
        raise Refused(NOT_MENDED)
    move_remark(remark, move, actor, now)
    record(f"remark:{move}", remark, actor, now, document=remark.document_id)
    return remark


def _closed(participation: Participation, slot: Slot, moment: datetime) -> Refusal | None:
    if slot.window is None:
        return None
    return refusal(slot.window, opening(slot.window, late_until(participation.id, slot.window.id), moment))


def standing_at(participation: Participation, slot: Slot) -> Document | None:
    """The document that fills the slot, in the trash or not; None when it is empty, and for evidence always.

    A slot of evidence holds as many documents as a school brings.
    """
    if slot.kind == "evidence":
        return None
    return db.session.scalar(
        select(Document).where(
            Document.participation_id == participation.id,
            Document.kind == slot.kind,
            Document.school_risk_id == (slot.risk.id if slot.risk else None),
        )
    )


def _open(participation: Participation, slot: Slot, now: datetime) -> Document:
    document = Document(
        participation=participation,
        kind=slot.kind,
        risk=slot.risk,
        window=slot.window,
        state="draft",
        state_since=now,
    )
    db.session.add(document)
    db.session.flush()
    return document
