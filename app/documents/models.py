"""What a school hands in: the document, its versions, what was sent, what the curator decided."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    case,
    false,
    or_,
    select,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.archive.models import Blob
from app.directory.models import Person, PersonId
from app.documents.facts import audience_of, audience_of_version
from app.documents.keeping import Keeper
from app.documents.reading import READER
from app.extensions import Model
from app.journal.models import Event
from app.kernel.again import Again
from app.kernel.calendar import is_late
from app.kernel.moments import Moment
from app.kernel.places import Inside
from app.year.cycle.models import EvidenceKind, EvidenceWindow, Participation, SchoolRisk


class Document(Inside, Model):
    """One slot of the kit; its state moves only by app/documents/workflow.py.

    `standing_number`: an approved version that stands and counts until a newer one is decided. `first_begun_at`: when
    the version was begun by which the document was first approved; what is mended after that is not late.
    """

    LIES_IN = "participation"
    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    school_risk_id: Mapped[int | None] = mapped_column(ForeignKey("school_risks.id"), index=True)
    window_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_windows.id"))
    evidence_kind_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_kinds.id"))
    title: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(20), default="draft")
    state_since: Mapped[datetime] = mapped_column(Moment)
    trashed_at: Mapped[datetime | None] = mapped_column(Moment)
    standing_number: Mapped[int | None]
    first_begun_at: Mapped[datetime | None] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship(lazy="joined")
    risk: Mapped[SchoolRisk | None] = relationship(lazy="joined")
    window: Mapped[EvidenceWindow | None] = relationship()
    evidence_kind: Mapped[EvidenceKind | None] = relationship(lazy="joined")
    versions: Mapped[list["Version"]] = relationship(back_populates="document", order_by="Version.number")
    submissions: Mapped[list["Submission"]] = relationship(order_by="Submission.id", back_populates="document")
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", back_populates="document")
    remarks: Mapped[list["Remark"]] = relationship(order_by="Remark.id", back_populates="document")
    # The number of the version that was asked about last and that a reader may not see any more; `as_seen` says it.
    gone = None  # type: int | None  # an annotation would make a column of it
    # What the journal says of it, in the order of recording: its state at any moment comes of these.
    events: Mapped[list[Event]] = relationship(
        primaryjoin=lambda: and_(foreign(Event.subject_id) == Document.id, Event.subject == "documents"),
        order_by=Event.id,
        viewonly=True,
    )

    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'approved', 'withdrawn', 'reopened')", name="state"
        ),
        CheckConstraint("state <> 'reopened' OR standing_number IS NOT NULL", name="reopened_stands"),
        CheckConstraint(
            "(kind IN ('concept', 'midterm') AND school_risk_id IS NULL AND window_id IS NULL)"
            " OR (kind = 'antirisk' AND school_risk_id IS NOT NULL AND window_id IS NULL)"
            " OR (kind = 'evidence' AND school_risk_id IS NOT NULL AND window_id IS NOT NULL)",
            name="place_in_kit",
        ),
        CheckConstraint(
            "kind = 'evidence' OR (evidence_kind_id IS NULL AND title = '')", name="only_evidence_is_named"
        ),
        CheckConstraint("trashed_at IS NULL OR state = 'draft'", name="only_a_draft_is_trashed"),
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
        Index("ix_documents_kind", "kind", "state", "participation_id"),
    )

    @hybrid_property
    def audience(self) -> str:
        """The row of app/audience.py; what was sent once is never a draft again."""
        drafted = self.state == "draft"  # else nobody asks for the versions: a list has not read them
        return audience_of(self.state, drafted and any(one.on_behalf_reason for one in self.versions))

    @audience.inplace.expression
    @classmethod
    def _audience(cls) -> ColumnElement[str]:
        on_behalf = select(Version.id).where(Version.document_id == cls.id, Version.on_behalf_reason != "").exists()
        return case((cls.state != "draft", "document:sent"), (on_behalf, "document:on_behalf"), else_="document:draft")

    @property
    def latest(self) -> "Version | None":
        """The newest version, sent or not."""
        return self.versions[-1] if self.versions else None

    @property
    def newest(self) -> "Version":
        """The same of a document that its reader sees whole: it was made with its first version. Else LookupError."""
        return _there(self.latest, "version")

    @property
    def carried(self) -> list["Remark"]:
        """The remarks that nobody has accepted yet, the oldest first."""
        return [remark for remark in self.remarks if remark.state in ("open", "fixed")]

    @property
    def sent(self) -> "Version | None":
        """The version that the curator was asked about last."""
        return self.submissions[-1].version if self.submissions else None

    @property
    def asked_about(self) -> "Version":
        """The same of a document in one of the states that a sending leads to; else LookupError."""
        return _there(self.sent, "sending")

    @hybrid_property
    def stands(self) -> bool:
        """A version of it is approved, whatever newer one is being made: it counts."""
        return self.state == "approved" or self.standing_number is not None

    @stands.inplace.expression
    @classmethod
    def _stands(cls) -> ColumnElement[bool]:
        return or_(cls.state == "approved", cls.standing_number.is_not(None))

    @property
    def approved(self) -> "Version | None":
        """The version that stands."""
        if self.standing_number is not None:
            return next((one for one in self.versions if one.number == self.standing_number), None)
        return self.sent if self.state == "approved" and self.gone is None else None

    @property
    def standing_version(self) -> "Version":
        """The same of a document that stands; else LookupError."""
        return _there(self.approved, "approved version")

    @property
    def counting(self) -> "Version | None":
        """The version that counts: the approved one, the one that was sent last, or the newest."""
        return self.approved or (None if self.gone else self.sent or self.latest)

    @property
    def begun_at(self) -> datetime | None:
        """When the work that counts was begun."""
        return self.first_begun_at or (self.counting.begun_at if self.counting else None)

    def late_for(self, due_on: date) -> bool:
        """True when it was begun after the day."""
        return self.begun_at is not None and is_late(self.begun_at, due_on)


class Version(Keeper, Inside, Model):
    """What was handed in: bytes of the archive or a link, never both; and the key that makes a second click harmless.

    `filename` is the file's name as the person had it, or the place that a link leads to. `begun_at` is when the first
    byte of the request came, and decides on lateness (U14); `mended` says what was done to a photo before it was kept.
    `on_behalf_reason`: the region uploaded it for the school, and why. `standing` says whether the school shows it to
    others: it does from a sending on, and no longer after a withdrawal. `examined`: a stage has it in its frozen set.
    """

    LIES_IN = "document"
    __tablename__ = "versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    number: Mapped[int]
    blob_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"))
    url: Mapped[str | None] = mapped_column(Text)
    filename: Mapped[str] = mapped_column(String(1000))
    mended: Mapped[str] = mapped_column(String(60), default="")
    begun_at: Mapped[datetime] = mapped_column(Moment)
    on_behalf_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    uploaded_by_id: Mapped[PersonId]
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
    upload_key: Mapped[str] = mapped_column(String(64), unique=True)
    standing: Mapped[str] = mapped_column(String(10), default="draft", server_default="draft")
    examined: Mapped[bool] = mapped_column(default=False, server_default=false())
    document: Mapped[Document] = relationship(back_populates="versions")
    blob: Mapped[Blob | None] = relationship(lazy="joined")
    uploaded_by: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        CheckConstraint("(blob_id IS NULL) <> (url IS NULL)", name="file_or_link"),
        CheckConstraint("standing IN ('draft', 'sent', 'withdrawn')", name="standing"),
        CheckConstraint("NOT (examined AND standing = 'draft')", name="examined_was_sent"),
    )

    @hybrid_property
    def audience(self) -> str:
        """The row of app/audience.py for the version as it stands."""
        return self.audience_while(self.standing)

    @audience.inplace.expression
    @classmethod
    def _audience(cls) -> ColumnElement[str]:
        withdrawn = cls.standing == "withdrawn"
        return case(
            (cls.standing == "sent", "version:sent"),
            (and_(withdrawn, cls.examined), "version:examined"),
            (withdrawn, "version:withdrawn"),
            (cls.on_behalf_reason != "", "version:on_behalf"),
            else_="version:draft",
        )

    def audience_while(self, standing: str) -> str:
        """The row for a standing: that of today, or the one of a moment that is looked at."""
        return audience_of_version(standing, self.examined, self.on_behalf_reason != "")

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes; of a link, of its UTF-8 text (what stands behind it may change)."""
        return self.link.sha256 if self.link else self.kept_blob.sha256


def _there(found: Version | None, what: str) -> Version:
    if found is None:
        raise LookupError(f"the document has no {what}")
    return found


class Submission(Inside, Model):
    """The school asked its curator about one exact version; a sending is never deleted, so its number stays its own."""

    LIES_IN = "document"
    __tablename__ = "submissions"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    sent_by_id: Mapped[PersonId]
    sent_at: Mapped[datetime] = mapped_column(Moment)
    document: Mapped[Document] = relationship(back_populates="submissions")
    version: Mapped[Version] = relationship(lazy="joined")
    sent_by: Mapped[Person] = relationship()

    @property
    def audience(self) -> str:
        """A receipt is for whoever may see what was sent."""
        return self.version.audience

    @property
    def receipt(self) -> str:
        """The number of the receipt: «2022-000123»."""
        return f"{self.document.participation.cycle.year}-{self.id:06}"


class Decision(Model):
    """A word about one exact version, mostly the curator's; whatever is not an approval says why."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[list] = mapped_column(JSON)
    remark: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[PersonId]
    decided_at: Mapped[datetime] = mapped_column(Moment)
    document: Mapped[Document] = relationship(back_populates="decisions")
    version: Mapped[Version] = relationship(lazy="joined")
    decided_by: Mapped[Person] = relationship(lazy="joined")
    remarks: Mapped[list["Remark"]] = relationship(back_populates="decision", order_by="Remark.id")
    __table_args__ = (CheckConstraint("verdict IN ('approve', 'return', 'undo', 'reopen', 'keep')", name="verdict"),)


class Remark(Inside, Model):
    """Something to be mended, made by a return and carried from version to version until it is accepted."""

    LIES_IN = "document"
    __tablename__ = "remarks"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"))
    section: Mapped[str] = mapped_column(String(200), default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="open")
    state_since: Mapped[datetime] = mapped_column(Moment)
    document: Mapped[Document] = relationship(back_populates="remarks")
    decision: Mapped[Decision] = relationship(back_populates="remarks")
    moves: Mapped[list["RemarkMove"]] = relationship(order_by="RemarkMove.id")
    __table_args__ = (CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name="state"),)


class RemarkMove(Model):
    """A remark was made, marked as mended, accepted or dropped; the last move is its state."""

    __tablename__ = "remark_moves"
    id: Mapped[int] = mapped_column(primary_key=True)
    remark_id: Mapped[int] = mapped_column(ForeignKey("remarks.id"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    moved_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name="state"),)


class Preview(Again, Model):
    """A file as the page shows it, made once for the bytes: HTML, and a PDF «Как в Word» when it is asked for.

    What could not be made for want of time is tried again; what an older reading made stays until it is made anew;
    `reader` 0 has made no HTML yet. `pdf_tries` says how often LibreOffice made no PDF of it.
    """

    __tablename__ = "previews"
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"), primary_key=True)
    html: Mapped[str] = mapped_column(Text, default="")
    reader: Mapped[int] = mapped_column(default=READER, server_default="1")
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"))
    pdf_tries: Mapped[int] = mapped_column(default=0, server_default="0")
    pdf_tried_at: Mapped[datetime | None] = mapped_column(Moment)
    pdf: Mapped[Blob | None] = relationship(foreign_keys=pdf_id, lazy="joined")
