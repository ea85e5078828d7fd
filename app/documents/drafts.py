"""Drafts that are put away and brought back within a term (A1); what was sent once is never put away."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.documents.guards import NOT_THERE, SENT_ONCE, TOO_OLD, TRASH_DAYS
from app.documents.models import Document
from app.documents.present import lock
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.refusals import Refused
from app.year.cycle.models import Participation


def discardable(document: Document) -> bool:
    """A draft: nobody was asked about it, for what was sent once is never a draft again (workflow.py)."""
    return document.state == "draft" and document.trashed_at is None


def restorable(document: Document, now: datetime) -> bool:
    """In the trash, and not for too long."""
    return document.trashed_at is not None and now - document.trashed_at < timedelta(days=TRASH_DAYS)


def discard(document: Document, actor: Actor, now: datetime) -> Document:
    """Put a draft away; raises Refused."""
    lock(document)
    ensure_can(actor, "document.discard", document)
    if not discardable(document):
        raise Refused(SENT_ONCE)
    document.trashed_at = now
    record("document:discarded", document, actor, now)
    return document


def restore(document: Document, actor: Actor, now: datetime) -> Document:
    """Bring it back as it was; raises Refused."""
    lock(document)
    ensure_can(actor, "document.discard", document)
    if document.trashed_at is None:
        raise Refused(NOT_THERE)
    if not restorable(document, now):
        raise Refused(TOO_OLD)
    document.trashed_at = None
    record("document:restored", document, actor, now)
    return document


def trashed(school: Participation, now: datetime) -> list[Document]:
    """What can still be brought back, the newest first."""
    since = now - timedelta(days=TRASH_DAYS)
    own = select(Document).where(Document.participation_id == school.id, Document.trashed_at > since)
    shown = own.options(selectinload(Document.versions)).order_by(Document.trashed_at.desc())
    return list(db.session.scalars(shown).unique())
