"""Orders of the Department: the draft, its facts, and the registered edition that never changes."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.archive.models import Blob
from app.cycle.models import Cycle
from app.directory.models import Person
from app.extensions import db
from app.kernel.moments import Moment


class Order(db.Model):
    """A draft until it has a number and a date; from then on its facts and its DOCX are frozen."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="draft")
    facts: Mapped[dict] = mapped_column(JSON)
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    drafted_at: Mapped[datetime] = mapped_column(Moment)
    number: Mapped[str | None] = mapped_column(String(20))
    signed_on: Mapped[date | None]
    register_year: Mapped[int | None]
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"))
    cycle: Mapped[Cycle] = relationship()
    drafted_by: Mapped[Person] = relationship()
    edition: Mapped[Blob | None] = relationship()
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'registered')", name="state"),
        CheckConstraint(
            "(state = 'draft' AND number IS NULL AND signed_on IS NULL AND edition_id IS NULL)"
            " OR (state = 'registered' AND number IS NOT NULL AND signed_on IS NOT NULL AND edition_id IS NOT NULL)",
            name="registered_whole",
        ),
        Index(
            "uq_orders_number_of_year",
            "register_year",
            "number",
            unique=True,
            sqlite_where=text("number IS NOT NULL"),
            postgresql_where=text("number IS NOT NULL"),
        ),
    )
