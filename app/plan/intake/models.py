"""A plan from a file: what was read, row by row, and what the Department decided about each row."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.archive.models import Blob
from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Regional
from app.year.cycle.models import Cycle


class PlanImport(Regional, Model):
    """A DOCX under review for the plan of a year; `begins_on` and `names` are what its rows are read with."""

    __tablename__ = "plan_imports"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"))
    filename: Mapped[str] = mapped_column(String(300))
    begins_on: Mapped[date | None]
    names: Mapped[list] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(20), default="draft")
    imported_by_id: Mapped[PersonId | None]
    imported_at: Mapped[datetime] = mapped_column(Moment)
    cycle: Mapped[Cycle] = relationship(lazy="joined")
    blob: Mapped[Blob] = relationship(lazy="joined")
    imported_by: Mapped[Person | None] = relationship(lazy="joined")
    rows: Mapped[list["PlanImportRow"]] = relationship(
        back_populates="plan_import", order_by="PlanImportRow.position", lazy="selectin"
    )
    __table_args__ = (CheckConstraint("state IN ('draft', 'approved', 'withdrawn')", name="state"),)


class PlanImportRow(Model):
    """A row: `source` as it stands in the file (plan.rows.RawRow), `read` with the keys of plan-2022.json."""

    __tablename__ = "plan_import_rows"
    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("plan_imports.id"))
    position: Mapped[int]
    source: Mapped[dict] = mapped_column(JSON)
    read: Mapped[dict] = mapped_column(JSON)
    plan_import: Mapped[PlanImport] = relationship(back_populates="rows")
    decision: Mapped["RowDecision | None"] = relationship(back_populates="row", lazy="joined")
    __table_args__ = (UniqueConstraint("import_id", "position"),)


class RowDecision(Model):
    """The Department's answer to a row: what it refused, what it set (intake.rules.Answer)."""

    __tablename__ = "plan_row_decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("plan_import_rows.id"), unique=True)
    answer: Mapped[dict] = mapped_column(JSON)
    decided_by_id: Mapped[PersonId]
    decided_at: Mapped[datetime] = mapped_column(Moment)
    row: Mapped[PlanImportRow] = relationship(back_populates="decision")
    decided_by: Mapped[Person] = relationship(lazy="joined")
