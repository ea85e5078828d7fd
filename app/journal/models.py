"""The journal: what happened, append-only, each row sealed by the hash of the one before."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment


class Event(Model):
    """One fact: when it happened and when it was recorded, who did it, to what."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60), index=True)
    happened_at: Mapped[datetime] = mapped_column(Moment)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[PersonId | None]
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"), index=True)
    data: Mapped[dict] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64), unique=True)
    actor: Mapped[Person | None] = relationship()
    __table_args__ = (Index("ix_events_subject", "subject", "subject_id"),)
