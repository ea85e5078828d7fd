"""What proves an execution, and how a confirmation is taken back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from app.archive.models import Blob
from app.directory.models import Person, PersonId
from app.documents.keeping import Keeper
from app.extensions import Model
from app.kernel.moments import Moment
from app.plan.models import Execution, PlanItem
from app.plan.registers.models import ProjectEvent

TARGETS = {"file": "blob_id", "link": "url", "order": "order_id", "event": "event_id"}


class Proof(Keeper, Model):
    """A file, a link, an order or an event beside an item; without an execution it waits to be reported with.

    `part` is the key of the duty (Duty.key) that it was put here for; `title` is what it was
    called then: the name of a file, the words of an order or of an event.
    """

    __tablename__ = "plan_proofs"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_items.id"), index=True)
    execution_id: Mapped[int | None] = mapped_column(ForeignKey("executions.id"), index=True)
    part: Mapped[str] = mapped_column(String(40), default="")
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(Text)
    blob_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"))
    url: Mapped[str | None] = mapped_column(Text)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("project_events.id"))
    upload_key: Mapped[str] = mapped_column(String(60), unique=True)
    added_by_id: Mapped[PersonId]
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    filename: Mapped[str] = synonym("title")  # a file is shown as one of a document
    uploaded_at: Mapped[datetime] = synonym("added_at")
    item: Mapped[PlanItem] = relationship()
    execution: Mapped[Execution | None] = relationship(back_populates="proofs")
    blob: Mapped[Blob | None] = relationship(lazy="joined")
    event: Mapped[ProjectEvent | None] = relationship()
    added_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (
        CheckConstraint(
            " OR ".join(
                f"(kind = '{kind}' AND "
                + " AND ".join(f"{column} IS {'NOT ' * (column == own)}NULL" for column in TARGETS.values())
                + ")"
                for kind, own in TARGETS.items()
            ),
            name="one_target",
        ),
        CheckConstraint("removed_at IS NULL OR execution_id IS NULL", name="reported_for_good"),
    )


class PlanReopening(Model):
    """The Department takes a confirmation back, with the reason; what was fixed before stays as it was."""

    __tablename__ = "plan_reopenings"
    id: Mapped[int] = mapped_column(primary_key=True)
    execution_id: Mapped[int] = mapped_column(ForeignKey("executions.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    reopened_by_id: Mapped[PersonId]
    reopened_at: Mapped[datetime] = mapped_column(Moment)
    execution: Mapped[Execution] = relationship(back_populates="reopening")
    reopened_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)
