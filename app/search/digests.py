"""A file known by its SHA-256: which version of which document it is, and what became of it."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.archive.models import Blob
from app.directory.models import School
from app.directory.queries import within_sight
from app.documents.models import Decision, Document, Submission, Version
from app.expertise.models import FrozenItem
from app.extensions import db
from app.permissions import Actor
from app.year.cycle.models import Participation

SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Known:
    """A version with these bytes: when it was sent, how it was decided, in which stages it was frozen."""

    version: Version
    submissions: list[Submission]
    decisions: list[Decision]
    frozen: list[FrozenItem]


def read_digest(typed: str) -> str | None:
    """The SHA-256 as it is kept; spaces and capitals do not matter. None when it is none."""
    digest = re.sub(r"\s+", "", typed).lower()
    return digest if SHA256.fullmatch(digest) else None


def known(digest: str, actor: Actor) -> list[Known]:
    """The versions that the reader may see; a foreign file is answered exactly as an unknown one."""
    versions = db.session.scalars(
        select(Version)
        .join(Version.blob)
        .join(Version.document)
        .join(Document.participation)
        .join(Participation.school)
        .where(Blob.sha256 == digest, within_sight(actor, "document.view", Version.audience))
        .options(
            joinedload(Version.document).options(
                joinedload(Document.window),
                selectinload(Document.versions),
                selectinload(Document.submissions).joinedload(Submission.sent_by),
                selectinload(Document.decisions),
            )
        )
        .order_by(School.id, Version.document_id, Version.number)
    ).all()
    frozen = _frozen([one.id for one in versions]) if versions else []
    return [
        Known(
            version,
            [one for one in version.document.submissions if one.version_id == version.id],
            [one for one in version.document.decisions if one.version_id == version.id],
            [one for one in frozen if one.version_id == version.id],
        )
        for version in versions
    ]


def _frozen(version_ids: list[int]) -> list[FrozenItem]:
    lines = select(FrozenItem).options(joinedload(FrozenItem.stage)).where(FrozenItem.version_id.in_(version_ids))
    return list(db.session.scalars(lines.order_by(FrozenItem.stage_id)))
