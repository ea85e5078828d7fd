"""The entries of the index: what can be found and whose it is. Everything else about it is read from its own table."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.moments import Moment

KINDS = ("school", "version", "remark")


class Entry(Model):
    """A school, a version or a remark; its words lie in `search_words` under the same id (index.py)."""

    __tablename__ = "search_entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int]
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"), index=True)
    dated_at: Mapped[datetime | None] = mapped_column(Moment)
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
    )
