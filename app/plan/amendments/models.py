"""A change of the plan, the order that puts it in force, the word that withdraws it: rows that are only ever added."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment
from app.plan.models import PlanItem


class PlanAmendment(Model):
    """An item is to be moved, cancelled or brought back; `was` and `became` hold period_text, kind and windows.

    It changes nothing until an order puts it in force.
    """

    __tablename__ = "plan_amendments"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_items.id"), index=True)
    move: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    was: Mapped[dict] = mapped_column(JSON)
    became: Mapped[dict] = mapped_column(JSON)
    made_by_id: Mapped[PersonId]
    made_at: Mapped[datetime] = mapped_column(Moment)
    item: Mapped[PlanItem] = relationship(lazy="joined")
    made_by: Mapped[Person] = relationship(lazy="joined")
    order: Mapped["AmendmentOrder | None"] = relationship(lazy="joined", back_populates="amendment")
    withdrawal: Mapped["AmendmentWithdrawal | None"] = relationship(lazy="joined", back_populates="amendment")
    __table_args__ = (
        CheckConstraint("move IN ('move', 'cancel', 'restore')", name="move"),
        CheckConstraint("length(reason) > 0", name="reason"),
    )


class AmendmentOrder(Model):
    """The number and the day of the order from which the change is in force; `order_id` when it was made here."""

    __tablename__ = "plan_amendment_orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("plan_amendments.id"), unique=True)
    number: Mapped[str] = mapped_column(String(20))
    signed_on: Mapped[date]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    recorded_by_id: Mapped[PersonId]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    amendment: Mapped[PlanAmendment] = relationship(back_populates="order")
    recorded_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("length(number) > 0", name="number"),)


class AmendmentWithdrawal(Model):
    """Why a change that waited for an order waits no more."""

    __tablename__ = "plan_amendment_withdrawals"
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("plan_amendments.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    withdrawn_by_id: Mapped[PersonId]
    withdrawn_at: Mapped[datetime] = mapped_column(Moment)
    amendment: Mapped[PlanAmendment] = relationship(back_populates="withdrawal")
    withdrawn_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)
