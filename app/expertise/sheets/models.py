"""The sheet by which a stage is examined, edition by edition, and the bank of ready remarks; ОИРО edits both."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Regional
from app.year.cycle.models import Stage

KINDS = ("concept", "midterm", "antirisk", "evidence", "set")


class Sheet(Model):
    """One edition of a round's sheet: its criteria and where its zones begin, in per cent.

    An edition by which a review was sent never changes, and the database sees to it: what follows is the next one.
    """

    __tablename__ = "sheets"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    number: Mapped[int]
    ok_from: Mapped[int] = mapped_column(default=80)
    remarks_from: Mapped[int] = mapped_column(default=50)
    reason: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[PersonId | None]
    made_at: Mapped[datetime] = mapped_column(Moment)
    stage: Mapped[Stage] = relationship()
    made_by: Mapped[Person | None] = relationship()
    criteria: Mapped[list["Criterion"]] = relationship(
        order_by="Criterion.position", back_populates="sheet", cascade="all, delete-orphan", lazy="selectin"
    )
    __table_args__ = (
        UniqueConstraint("stage_id", "number"),
        CheckConstraint("0 < remarks_from AND remarks_from < ok_from AND ok_from <= 100", name="zones"),
    )

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of documents of which the sheet asks something."""
        return frozenset(kind for criterion in self.criteria for kind in criterion.kinds)


class Criterion(Model):
    """A question of a sheet, answered by 0, 1 or 2; `applies` are kinds of documents, or `set` for all together."""

    __tablename__ = "criteria"
    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id"), index=True)
    key: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    weight: Mapped[int] = mapped_column(default=1)
    applies: Mapped[str] = mapped_column(String(60))
    stop: Mapped[bool] = mapped_column(default=False)
    sheet: Mapped[Sheet] = relationship(back_populates="criteria")
    __table_args__ = (
        UniqueConstraint("sheet_id", "key"),
        CheckConstraint("weight BETWEEN 1 AND 10", name="weight"),
        CheckConstraint("length(applies) > 0", name="applies"),
    )

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it applies to, one by one."""
        return tuple(self.applies.split(","))


class BankRemark(Regional, Model):
    """A ready Russian sentence, and the criteria under which it is offered (keys, by commas)."""

    __tablename__ = "bank_remarks"
    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(500))
    criteria: Mapped[str] = mapped_column(String(120), default="")
    offered: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (CheckConstraint("length(text) > 0", name="text"),)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its criteria."""
        return tuple(self.criteria.split(",")) if self.criteria else ()
