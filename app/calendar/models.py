"""The feed of a person: its address is a secret that the database does not know."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Regional


class CalendarFeed(Regional, Model):
    """One a person: the digest of the secret in its address. A new address replaces it, a revoked one leaves no row."""

    __tablename__ = "calendar_feeds"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    secret_digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (CheckConstraint("length(secret_digest) = 64", name="secret_digest"),)

    @property
    def id(self) -> int:
        """The person, for the journal."""
        return self.person_id
