"""Orders of the Department: the draft, its facts, the edition that never changes, and what happened to it since."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.archive.models import Blob
from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Regional
from app.papers.facts import Registration
from app.year.cycle.models import Cycle

OPEN = ("draft", "review")
SIGNED = ("signed", "published", "changed", "cancelled")
_UNNUMBERED = "state IN ('draft', 'review') AND number IS NULL AND signed_on IS NULL AND edition_id IS NULL"
_NUMBERED = "state NOT IN ('draft', 'review') AND number IS NOT NULL AND signed_on IS NOT NULL"


class Order(Regional, Model):
    """A draft until it has a number and a date; from then on its facts and its DOCX are frozen.

    An order of the past (`imported_at`) has no facts of ours: its number, date and title, and a copy of its paper.
    `sheets` of the appendix of a letter are counted after each change of it (orders/sheets.py).
    """

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    kind: Mapped[str] = mapped_column(String(20))
    series: Mapped[str] = mapped_column(String(10), default="order")
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="draft")
    facts: Mapped[dict] = mapped_column(JSON)
    drafted_by_id: Mapped[PersonId]
    drafted_at: Mapped[datetime] = mapped_column(Moment)
    number: Mapped[str | None] = mapped_column(String(20))
    signed_on: Mapped[date | None]
    register_year: Mapped[int | None]
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"))
    imported_at: Mapped[datetime | None] = mapped_column(Moment)
    template_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"))
    sheets: Mapped[int | None]
    cycle: Mapped[Cycle] = relationship()
    drafted_by: Mapped[Person] = relationship()
    edition: Mapped[Blob | None] = relationship(foreign_keys=edition_id)
    template: Mapped[Blob | None] = relationship(foreign_keys=template_id)
    acts: Mapped[list["OrderAct"]] = relationship(
        back_populates="order", foreign_keys="OrderAct.order_id", order_by="OrderAct.id"
    )
    effects: Mapped[list["OrderAct"]] = relationship(
        back_populates="by_order", foreign_keys="OrderAct.by_order_id", order_by="OrderAct.id"
    )
    scans: Mapped[list["OrderScan"]] = relationship(back_populates="order", order_by="OrderScan.id")
    __table_args__ = (
        CheckConstraint(f"state IN {OPEN + SIGNED}", name="state"),
        CheckConstraint("series IN ('order', 'letter')", name="series"),
        CheckConstraint(
            f"({_UNNUMBERED} AND imported_at IS NULL)"
            f" OR ({_NUMBERED} AND (edition_id IS NOT NULL OR imported_at IS NOT NULL))",
            name="registered_whole",
        ),
        Index(
            "uq_orders_number_of_year",
            "series",
            "register_year",
            "number",
            unique=True,
            sqlite_where=text("number IS NOT NULL"),
            postgresql_where=text("number IS NOT NULL"),
        ),
    )

    @property
    def audience(self) -> str:
        """The row of app/audience.py."""
        return f"order:{self.state}" if self.is_open else "order:numbered"

    @property
    def is_open(self) -> bool:
        """True until it has its number."""
        return self.state in OPEN

    @property
    def registration(self) -> Registration:
        """Its number and its day, which `registered_whole` ties to its state; LookupError while it is open."""
        if self.number is None or self.signed_on is None:
            raise LookupError("an order that is being written has no number yet")
        return Registration(self.number, self.signed_on)


class OrderAct(Model):
    """What happened to an order and when: agreed, returned, published, sent out, commented, changed by another."""

    __tablename__ = "order_acts"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    happened_on: Mapped[date]
    by_order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[PersonId]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    order: Mapped[Order] = relationship(back_populates="acts", foreign_keys=order_id)
    by_order: Mapped[Order | None] = relationship(back_populates="effects", foreign_keys=by_order_id)
    recorded_by: Mapped[Person] = relationship()
    __table_args__ = (
        CheckConstraint("kind IN ('submit', 'return', 'publish', 'change', 'cancel', 'send', 'comment')", name="kind"),
        CheckConstraint("(by_order_id IS NOT NULL) = (kind IN ('change', 'cancel'))", name="by_another"),
        CheckConstraint("by_order_id IS NULL OR by_order_id <> order_id", name="never_itself"),
    )


class OrderDraft(Model):
    """The words of a draft as they were printed after a change: kept so that two of them can be compared."""

    __tablename__ = "order_drafts"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    saved_by_id: Mapped[PersonId]
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[Person] = relationship()


class OrderScan(Regional, Model):
    """A copy of the signed paper, kept as it was brought; one that was brought by mistake is struck with a reason."""

    __tablename__ = "order_scans"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"))
    filename: Mapped[str] = mapped_column(String(1000))
    attached_by_id: Mapped[PersonId]
    attached_at: Mapped[datetime] = mapped_column(Moment)
    voided_at: Mapped[datetime | None] = mapped_column(Moment)
    void_reason: Mapped[str | None] = mapped_column(Text)
    order: Mapped[Order] = relationship(back_populates="scans")
    blob: Mapped[Blob] = relationship()
    attached_by: Mapped[Person] = relationship()
    __table_args__ = (CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="struck_with_reason"),)


class SkippedNumbers(Model):
    """Why numbers of a year are not in the register: from `first` to `last`, both of them included."""

    __tablename__ = "skipped_numbers"
    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(String(10))
    year: Mapped[int] = mapped_column(index=True)
    first: Mapped[int]
    last: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    explained_by_id: Mapped[PersonId]
    explained_at: Mapped[datetime] = mapped_column(Moment)
    explained_by: Mapped[Person] = relationship()
    __table_args__ = (
        CheckConstraint("0 < first AND first <= last", name="first_to_last"),
        CheckConstraint("series IN ('order', 'letter')", name="series"),
    )


class TemplateEdition(Model):
    """A Word template that a clerk brought; the newest is in force. Without a file the built-in one is."""

    __tablename__ = "template_editions"
    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(String(20), index=True)
    blob_id: Mapped[int | None] = mapped_column(ForeignKey("blobs.id"))
    filename: Mapped[str] = mapped_column(String(1000), default="")
    mended: Mapped[list] = mapped_column(JSON, default=list)
    brought_by_id: Mapped[PersonId]
    brought_at: Mapped[datetime] = mapped_column(Moment)
    blob: Mapped[Blob | None] = relationship()
    brought_by: Mapped[Person] = relationship()
