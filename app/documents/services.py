"""The verbs of a document: add a version, submit, withdraw, decide. Each locks it first and ends in the journal."""

from datetime import datetime

from sqlalchemy import select

from app.archive.services import Kept, blob_of
from app.cycle.models import Participation
from app.documents.kit import Place
from app.documents.models import Decision, Document, Submission, Version
from app.documents.workflow import FLOW
from app.extensions import db
from app.journal.services import record
from app.permissions import Refused, can


def add_version(
    participation: Participation,
    place: Place,
    document: Document | None,
    kept: Kept,
    filename: str,
    key: str,
    actor,
    now: datetime,
) -> Version | Refused:
    """Save an upload as the next version, in a new document when the place is empty; a repeated key changes nothing."""
    db.session.execute(select(Participation.id).where(Participation.id == participation.id).with_for_update())
    allowed = can(actor, "document.upload", participation)
    if not allowed:
        return allowed
    again = db.session.scalar(select(Version).where(Version.upload_key == key))
    if again:
        return again
    document = document or _standing(participation, place) or _open(participation, place, now)
    if document.state == "approved":
        return Refused(
            "approved", "Документ подтверждён куратором. Новая версия не нужна; если она нужна, попросите куратора."
        )
    version = Version(
        document=document,
        number=len(document.versions) + 1,
        blob=blob_of(kept, now),
        filename=filename,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
        upload_key=key,
    )
    db.session.add(version)
    db.session.flush()
    record("document:version:added", document, actor, now, version=version.number, sha256=kept.sha256)
    return version


def submit(document: Document, version_id: int, actor, now: datetime) -> Submission | Refused:
    """Ask the curator about the newest version, the one that the person saw."""
    _lock(document)
    latest = document.latest
    if latest is None or latest.id != version_id:
        return Refused("stale", "Появилась новая версия документа. Посмотрите её и отправьте ещё раз.")
    refused = FLOW.fire("submit", actor, document, state_since=now)
    if refused is not None:
        return refused
    submission = Submission(document_id=document.id, version=latest, sent_by_id=actor.person_id, sent_at=now)
    db.session.add(submission)
    record("document:submitted", document, actor, now, version=latest.number)
    return submission


def withdraw(document: Document, actor, now: datetime) -> Document | Refused:
    """Take the document back from the curator."""
    _lock(document)
    refused = FLOW.fire("withdraw", actor, document, state_since=now)
    if refused is not None:
        return refused
    record("document:withdrawn", document, actor, now)
    return document


def decide(
    document: Document, version_id: int, verdict: str, reasons: list[str], remark: str, actor, now: datetime
) -> Decision | Refused:
    """Approve or return one exact version: the one that was sent and that the curator looked at (C1, C2)."""
    _lock(document)
    sent = document.sent
    if sent is None or sent.id != version_id:
        number = sent.number if sent else "?"
        return Refused("stale", f"Школа отправила версию {number}. Решение не записано: посмотрите новую версию.")
    refused = FLOW.fire(verdict, actor, document, state_since=now)
    if refused is not None:
        return refused
    decision = Decision(
        document=document,
        version=sent,
        verdict=verdict,
        reasons=reasons,
        remark=remark,
        decided_by_id=actor.person_id,
        decided_at=now,
    )
    db.session.add(decision)
    kind = "document:approved" if verdict == "approve" else "document:returned"
    record(kind, document, actor, now, version=sent.number, reasons=reasons)
    return decision


def _lock(document: Document) -> None:
    db.session.refresh(document, with_for_update={"of": Document})


def _standing(participation: Participation, place: Place) -> Document | None:
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
