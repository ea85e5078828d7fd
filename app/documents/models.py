"""What a school hands in: the document, its versions, what was sent, what the curator decided."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.archive.models import Blob
from app.cycle.models import EvidenceWindow, Participation, SchoolRisk
from app.directory.models import Person
from app.extensions import db
from app.kernel.moments import Moment


class Document(db.Model):
    """One place of the kit; its state moves only by app/documents/workflow.py."""

    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    school_risk_id: Mapped[int | None] = mapped_column(ForeignKey("school_risks.id"))
    window_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_windows.id"))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    state_since: Mapped[datetime] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship(lazy="joined")
    risk: Mapped[SchoolRisk | None] = relationship(lazy="joined")
    window: Mapped[EvidenceWindow | None] = relationship()
    versions: Mapped[list["Version"]] = relationship(back_populates="document", order_by="Version.number")
    submissions: Mapped[list["Submission"]] = relationship(order_by="Submission.id")
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", back_populates="document")

    __table_args__ = (
        CheckConstraint("state IN ('draft', 'submitted', 'returned', 'approved', 'withdrawn')", name="state"),
        CheckConstraint(
            "(kind IN ('concept', 'midterm') AND school_risk_id IS NULL AND window_id IS NULL)"
            " OR (kind = 'antirisk' AND school_risk_id IS NOT NULL AND window_id IS NULL)"
            " OR (kind = 'evidence' AND school_risk_id IS NOT NULL AND window_id IS NOT NULL)",
            name="place_in_kit",
        ),
        Index(
            "uq_documents_one_per_school",
            "participation_id",
            "kind",
            unique=True,
            sqlite_where=text("kind IN ('concept', 'midterm')"),
            postgresql_where=text("kind IN ('concept', 'midterm')"),
        ),
        Index(
            "uq_documents_one_per_risk",
            "school_risk_id",
            unique=True,
            sqlite_where=text("kind = 'antirisk'"),
            postgresql_where=text("kind = 'antirisk'"),
        ),
        Index("ix_documents_state", "state", "state_since"),
    )

    @property
    def school_id(self) -> int:
        """The place of the school."""
        return self.participation.school_id

    @property
    def municipality_id(self) -> int:
        """The place of the school."""
        return self.participation.school.municipality_id

    @property
    def latest(self) -> "Version | None":
        """The newest version, sent or not."""
        return self.versions[-1] if self.versions else None

    @property
    def sent(self) -> "Version | None":
        """The version that the curator was asked about last."""
        return self.submissions[-1].version if self.submissions else None


class Version(db.Model):
    """An upload: its bytes, its name as the person had it, and the key that makes a repeated click harmless."""

    __tablename__ = "versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    number: Mapped[int]
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"))
    filename: Mapped[str] = mapped_column(String(1000))
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
    upload_key: Mapped[str] = mapped_column(String(64), unique=True)
    document: Mapped[Document] = relationship(back_populates="versions")
    blob: Mapped[Blob] = relationship(lazy="joined")
    uploaded_by: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    @property
    def school_id(self) -> int:
        """The place of the school."""
        return self.document.school_id

    @property
    def municipality_id(self) -> int:
        """The place of the school."""
        return self.document.municipality_id


class Submission(db.Model):
    """The school asked its curator about one exact version."""

    __tablename__ = "submissions"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[Version] = relationship(lazy="joined")


class Decision(db.Model):
    """The curator's answer about one exact version; a return always says why."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[list] = mapped_column(JSON)
    remark: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    document: Mapped[Document] = relationship(back_populates="decisions")
    version: Mapped[Version] = relationship(lazy="joined")
    decided_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("verdict IN ('approve', 'return')", name="verdict"),)
