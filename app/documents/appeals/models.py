"""An appeal of a school: what it asks for and why, and the answer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.documents.models import Document
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Inside
from app.year.cycle.models import EvidenceWindow, Participation

ASKED = "state = 'asked'"


class Appeal(Inside, Model):
    """To open a document for a new version, or to prolong a window for this school; about one thing one at a time."""

    LIES_IN = "participation"
    __tablename__ = "appeals"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    window_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_windows.id"))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="asked")
    asked_by_id: Mapped[PersonId] = mapped_column()
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[PersonId | None] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship(lazy="joined")
    document: Mapped[Document | None] = relationship()
    window: Mapped[EvidenceWindow | None] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id, lazy="joined")
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    __table_args__ = (
        CheckConstraint("(document_id IS NULL) <> (window_id IS NULL)", name="one_thing"),
        CheckConstraint("state IN ('asked', 'granted', 'refused')", name="state"),
        CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="answered"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("state <> 'refused' OR answer <> ''", name="a_refusal_says_why"),
        Index(
            "uq_appeals_one_about_a_document",
            "document_id",
            unique=True,
            sqlite_where=text(ASKED),
            postgresql_where=text(ASKED),
        ),
        Index(
            "uq_appeals_one_about_a_window",
            "participation_id",
            "window_id",
            unique=True,
            sqlite_where=text(ASKED),
            postgresql_where=text(ASKED),
        ),
    )
