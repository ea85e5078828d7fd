"""A table of federal results under review, its rows, and the columns that are remembered for such tables."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.archive.models import Blob
from app.directory.models import Person, PersonId
from app.expertise.models import Result
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Regional
from app.year.cycle.models import Stage


class FederalImport(Regional, Model):
    """A file about one stage; `columns`: field of columns.FIELDS → column, empty until a person has said."""

    __tablename__ = "federal_imports"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"))
    filename: Mapped[str] = mapped_column(String(300))
    heads: Mapped[list] = mapped_column(JSON)
    columns: Mapped[dict] = mapped_column(JSON)
    out_of: Mapped[int] = mapped_column(default=100)
    state: Mapped[str] = mapped_column(String(20), default="draft")
    taken_back_because: Mapped[str | None] = mapped_column(Text)
    imported_by_id: Mapped[PersonId]
    imported_at: Mapped[datetime] = mapped_column(Moment)
    stage: Mapped[Stage] = relationship(lazy="joined")
    blob: Mapped[Blob] = relationship()
    imported_by: Mapped[Person] = relationship(lazy="joined")
    rows: Mapped[list["FederalRow"]] = relationship(back_populates="table", order_by="FederalRow.number")
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'confirmed', 'withdrawn', 'taken_back')", name="state"),
        CheckConstraint("(state = 'taken_back') = (taken_back_because IS NOT NULL)", name="taken_back_with_reason"),
        CheckConstraint("out_of > 0", name="out_of"),
    )


class FederalRow(Model):
    """A row with its number in the file; `answer` is what a person said of it, `result` what it became."""

    __tablename__ = "federal_rows"
    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("federal_imports.id"))
    number: Mapped[int]
    cells: Mapped[list] = mapped_column(JSON)
    answer: Mapped[dict] = mapped_column(JSON, default=dict)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"), unique=True)
    table: Mapped[FederalImport] = relationship(back_populates="rows")
    result: Mapped[Result | None] = relationship()
    __table_args__ = (UniqueConstraint("import_id", "number"),)


class KnownColumns(Model):
    """How the columns of tables with these heads are read, as somebody said last."""

    __tablename__ = "federal_columns"
    id: Mapped[int] = mapped_column(primary_key=True)
    heads_key: Mapped[str] = mapped_column(String(64), unique=True)
    columns: Mapped[dict] = mapped_column(JSON)
    out_of: Mapped[int]
    said_by_id: Mapped[PersonId]
    said_at: Mapped[datetime] = mapped_column(Moment)
