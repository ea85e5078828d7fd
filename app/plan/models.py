"""The plan of the region: items with windows and executors; execution and confirmation as two facts."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, String, Text, UniqueConstraint, case, true
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Municipality, Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Regional
from app.plan.rules import reaches
from app.year.cycle.models import Cycle, Monitoring

if TYPE_CHECKING:
    from app.plan.execution.models import PlanReopening, Proof


class PlanItem(Regional, Model):
    """One of the 32 rows of the План-график; the words stay as approved."""

    __tablename__ = "plan_items"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    number: Mapped[int]
    key: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(Text)
    period_text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    executors_text: Mapped[str] = mapped_column(Text)
    indicator_text: Mapped[str] = mapped_column(Text)
    threshold_pct: Mapped[int | None]
    info_support: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="not_started")
    cycle: Mapped[Cycle] = relationship()
    windows: Mapped[list["PlanWindow"]] = relationship(
        order_by="PlanWindow.ends_on", lazy="selectin", cascade="save-update, merge, delete-orphan, delete"
    )
    executors: Mapped[list["PlanExecutor"]] = relationship(order_by="PlanExecutor.position", lazy="selectin")
    executions: Mapped[list["Execution"]] = relationship(
        primaryjoin="and_(PlanItem.id == Execution.item_id, Execution.whole)", order_by="Execution.id", lazy="selectin"
    )
    parts: Mapped[list["Execution"]] = relationship(
        primaryjoin="and_(PlanItem.id == Execution.item_id, not_(Execution.whole))",
        order_by="Execution.id",
        lazy="selectin",
        viewonly=True,
    )
    __table_args__ = (
        UniqueConstraint("cycle_id", "number"),
        CheckConstraint(
            "state IN ('not_started', 'in_progress', 'executed', 'confirmed', 'interim_confirmed', 'returned',"
            " 'cancelled')",
            name="state",
        ),
    )


class PlanWindow(Model):
    """A period of an item; without a start it is a deadline only («до …»)."""

    __tablename__ = "plan_windows"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_items.id"), index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date]
    __table_args__ = (CheckConstraint("starts_on IS NULL OR ends_on >= starts_on", name="order_of_days"),)


class PlanExecutor(Model):
    """An executor of an item by its code (DEP, OIRO, SCHOOL …)."""

    __tablename__ = "plan_executors"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_items.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))


class Execution(Model):
    """The executor says that the item is done; interim = on a reporting date, before its end.

    `executed_at` is when it was done, which may be a day long before; `recorded_at` is when that was written here.
    One that is not `whole` is the part of one municipality or of one curator: the item itself does not move by it.
    """

    __tablename__ = "executions"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_items.id"), index=True)
    executed_by_id: Mapped[PersonId]
    executed_at: Mapped[datetime] = mapped_column(Moment)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    interim: Mapped[bool] = mapped_column(default=False)
    whole: Mapped[bool] = mapped_column(default=True, server_default=true())
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipalities.id"))
    note: Mapped[str] = mapped_column(Text)
    municipality: Mapped[Municipality | None] = relationship()
    executed_by: Mapped[Person] = relationship(lazy="joined")
    confirmation: Mapped["Confirmation | None"] = relationship(lazy="joined", back_populates="execution")
    reopening: Mapped["PlanReopening | None"] = relationship(lazy="joined", back_populates="execution")
    proofs: Mapped[list["Proof"]] = relationship(order_by="Proof.id", back_populates="execution")
    item: Mapped[PlanItem] = relationship(viewonly=True)
    __table_args__ = (CheckConstraint("NOT whole OR municipality_id IS NULL", name="part_of_municipality"),)


class Confirmation(Model):
    """The Department confirms an execution or returns it with a remark.

    `unmet` is what the indicator came to when it was confirmed all the same; the remark then says why.
    """

    __tablename__ = "confirmations"
    id: Mapped[int] = mapped_column(primary_key=True)
    execution_id: Mapped[int] = mapped_column(ForeignKey("executions.id"), unique=True)
    verdict: Mapped[str] = mapped_column(String(10))
    remark: Mapped[str] = mapped_column(Text)
    unmet: Mapped[str] = mapped_column(Text, default="", server_default="")
    answered_by_id: Mapped[PersonId]
    answered_at: Mapped[datetime] = mapped_column(Moment)
    execution: Mapped[Execution] = relationship(back_populates="confirmation")
    answered_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("verdict IN ('confirm', 'return')", name="verdict"),)


class Snapshot(Model):
    """A monitoring as it was on its day (items 14, 15): both denominators, and every item; nothing of it changes after.

    `base` says which denominator counts, by the setting of the year at that moment; `rows` hold number, state,
    whether it counts, whether it was due, and what its indicator came to (its part and whole since the end of 2026,
    and then what of it had not begun).
    """

    __tablename__ = "plan_snapshots"
    id: Mapped[int] = mapped_column(primary_key=True)
    monitoring_id: Mapped[int] = mapped_column(ForeignKey("monitorings.id"), index=True)
    on: Mapped[date] = mapped_column("as_of")
    base: Mapped[str] = mapped_column(String(10))
    threshold_pct: Mapped[int]
    total: Mapped[int]
    confirmed: Mapped[int]
    due: Mapped[int]
    due_confirmed: Mapped[int]
    rows: Mapped[list] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text, default="")
    taken_by_id: Mapped[PersonId]
    taken_at: Mapped[datetime] = mapped_column(Moment)
    monitoring: Mapped[Monitoring] = relationship(lazy="joined")
    taken_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (
        CheckConstraint("base IN ('all', 'due')", name="base"),
        CheckConstraint("0 <= due_confirmed AND due_confirmed <= due AND due <= total", name="due_of_total"),
        CheckConstraint("due_confirmed <= confirmed AND confirmed <= total", name="confirmed_of_total"),
    )

    @property
    def reached(self) -> bool:
        """By the exact fraction."""
        return reaches(self.part, self.whole, self.threshold_pct)

    @hybrid_property
    def part(self) -> int:
        """What the share is made of, by the base."""
        return self.confirmed if self.base == "all" else self.due_confirmed

    @part.inplace.expression
    @classmethod
    def _part(cls) -> ColumnElement[int]:
        return case((cls.base == "all", cls.confirmed), else_=cls.due_confirmed)

    @hybrid_property
    def whole(self) -> int:
        """What the share is of, by the base."""
        return self.total if self.base == "all" else self.due

    @whole.inplace.expression
    @classmethod
    def _whole(cls) -> ColumnElement[int]:
        return case((cls.base == "all", cls.total), else_=cls.due)
