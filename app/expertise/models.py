"""The frozen set of a stage and the results recorded about it."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.documents.models import Document, Version
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Inside
from app.year.cycle.models import Participation, Stage


class Freeze(Model):
    """The moment when the set of a stage was fixed, and the digest of its manifest."""

    __tablename__ = "freezes"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), unique=True)
    as_of: Mapped[datetime] = mapped_column(Moment)
    frozen_at: Mapped[datetime] = mapped_column(Moment)
    manifest_sha256: Mapped[str] = mapped_column(String(64))
    stage: Mapped[Stage] = relationship()


class FrozenItem(Inside, Model):
    """One line of a frozen set: a required document and the version that stood, or none (не представлено).

    `late`: the version was begun after the day of the stage, within its grace. `asked`: the sheet of the stage wants
    a word about this very line. The line of kind `set` stands for all documents of the school together; its digest is
    that of their lines in the manifest. `blind` is set for a reader who may not know the regional word yet (seen.py).
    """

    LIES_IN = "participation"
    __tablename__ = "frozen_items"
    blind = False
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"))
    sha256: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20))
    late: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[bool] = mapped_column(default=True)
    stage: Mapped[Stage] = relationship()
    participation: Mapped[Participation] = relationship(lazy="joined")
    document: Mapped[Document | None] = relationship()
    version: Mapped[Version | None] = relationship()
    results: Mapped[list["Result"]] = relationship(back_populates="frozen_item", order_by="Result.revision")
    __table_args__ = (
        Index("ix_frozen_items_stage_id_participation_id", "stage_id", "participation_id"),
        CheckConstraint("kind IN ('concept', 'midterm', 'antirisk', 'evidence', 'set')", name="kind"),
        CheckConstraint("kind = 'set' OR (version_id IS NULL) = (sha256 IS NULL)", name="version_with_digest"),
        CheckConstraint("kind <> 'set' OR (version_id IS NULL AND document_id IS NULL)", name="set_is_no_document"),
    )

    @property
    def presented(self) -> bool:
        """There is something to examine."""
        return self.sha256 is not None

    @property
    def heard(self) -> list["Result"]:
        """The words that the reader may know, in the order of their revisions."""
        return [result for result in self.results if not (self.blind and result.source == "regional")]

    @property
    def school_name(self) -> str:
        """The school as people call it."""
        return self.participation.school.short_name


class Result(Model):
    """What a source said of a frozen version: federal or regional (domain.md, point 4).

    A changed result is a new revision; nothing is overwritten, and two at once can't both be revision 2. A `withdrawn`
    revision takes back what was said before it: the source then has no word.
    """

    __tablename__ = "results"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_item_id: Mapped[int] = mapped_column(ForeignKey("frozen_items.id"))
    source: Mapped[str] = mapped_column(String(10))
    verdict: Mapped[str] = mapped_column(String(20))
    score: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    remarks: Mapped[str] = mapped_column(Text)
    reviewer_id: Mapped[PersonId]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    revision: Mapped[int]
    withdrawn: Mapped[bool] = mapped_column(default=False, server_default=false())
    frozen_item: Mapped[FrozenItem] = relationship(back_populates="results")
    reviewer: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("frozen_item_id", "source", "revision"),
        CheckConstraint("source IN ('federal', 'regional')", name="source"),
        CheckConstraint("verdict IN ('ok', 'ok_with_remarks', 'needs_work', 'absent')", name="verdict"),
        CheckConstraint("score IS NULL OR score BETWEEN 0 AND 100", name="score"),
    )


class Publication(Model):
    """The act by which schools see what was said of them in a stage; by nobody when it had been planned for the day.

    `exceptions` are what held it and was let pass: what about, and why. It may be taken back, and made anew.
    """

    __tablename__ = "publications"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    published_by_id: Mapped[PersonId | None]
    published_at: Mapped[datetime] = mapped_column(Moment)
    exceptions: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")
    stage: Mapped[Stage] = relationship()
    published_by: Mapped[Person | None] = relationship()
    withdrawal: Mapped["PublicationWithdrawal | None"] = relationship(back_populates="publication", lazy="joined")


class PublicationWithdrawal(Model):
    """A publication was taken back, and why: from then on schools see nothing of it."""

    __tablename__ = "publication_withdrawals"
    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    withdrawn_by_id: Mapped[PersonId]
    withdrawn_at: Mapped[datetime] = mapped_column(Moment)
    publication: Mapped[Publication] = relationship(back_populates="withdrawal")
    withdrawn_by: Mapped[Person] = relationship()
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)
