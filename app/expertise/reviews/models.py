"""What a reviewer says of one frozen line: the draft, each sending of it, its scores, its remarks."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.expertise.models import FrozenItem, Result
from app.expertise.sheets.models import BankRemark, Criterion, Sheet
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Inside


class Review(Inside, Model):
    """The working copy of a review: `answers` by key of the criterion, `notes` as typed; saved at each pause.

    `row_version` grows at every save, so that two windows never overwrite each other (C3). `role` tells the review that
    counts (first) from a second opinion, and from a third about one document.
    """

    LIES_IN = "frozen_item"
    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_item_id: Mapped[int] = mapped_column(ForeignKey("frozen_items.id"), index=True)
    role: Mapped[str] = mapped_column(String(10), default="first")
    state: Mapped[str] = mapped_column(String(10), default="draft")
    answers: Mapped[dict] = mapped_column(JSON)
    notes: Mapped[list] = mapped_column(JSON)
    conclusion: Mapped[str] = mapped_column(Text, default="")
    row_version: Mapped[int] = mapped_column(default=1)
    saved_by_id: Mapped[PersonId]
    saved_at: Mapped[datetime] = mapped_column(Moment)
    frozen_item: Mapped[FrozenItem] = relationship()
    saved_by: Mapped[Person] = relationship(lazy="joined")
    sendings: Mapped[list["Sending"]] = relationship(order_by="Sending.number", back_populates="review")
    __table_args__ = (
        UniqueConstraint("frozen_item_id", "role"),
        CheckConstraint("role IN ('first', 'second', 'third')", name="role"),
        CheckConstraint("state IN ('draft', 'sent')", name="state"),
    )

    @property
    def audience(self) -> str:
        """The row of app/audience.py; of the working copy, for what was sent stays sent."""
        return f"review:{self.state}"

    @property
    def last(self) -> "Sending | None":
        """The newest sending."""
        return self.sendings[-1] if self.sendings else None

    @property
    def sent(self) -> "Sending":
        """The newest sending of a review that was sent; LookupError of one that never was."""
        if self.last is None:
            raise LookupError(f"review {self.id} was never sent")
        return self.last


class Sending(Model):
    """A review as it was sent, for good: by which edition, with what score and verdict.

    `points` of `out_of` are exact and weighted; `score` is their share in per cent, cut down to a tenth. `stopped_by`
    is the key of the stop criterion that decided. A first opinion has its Result, a second one has none.
    """

    __tablename__ = "sendings"
    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), index=True)
    number: Mapped[int]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id"), index=True)
    points: Mapped[int]
    out_of: Mapped[int]
    score: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    verdict: Mapped[str] = mapped_column(String(20))
    stopped_by: Mapped[str] = mapped_column(String(20), default="")
    conclusion: Mapped[str] = mapped_column(Text)
    notes: Mapped[list] = mapped_column(JSON)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("results.id"))
    sent_by_id: Mapped[PersonId]
    sent_at: Mapped[datetime] = mapped_column(Moment)
    review: Mapped[Review] = relationship(back_populates="sendings")
    sheet: Mapped[Sheet] = relationship()
    result: Mapped[Result | None] = relationship()
    sent_by: Mapped[Person] = relationship(lazy="joined")
    scores: Mapped[list["Score"]] = relationship(back_populates="sending")
    reopening: Mapped["Reopening | None"] = relationship(back_populates="sending")
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint("out_of > 0 AND points BETWEEN 0 AND out_of", name="points"),
        CheckConstraint("verdict IN ('ok', 'ok_with_remarks', 'needs_work')", name="verdict"),
    )


class Score(Model):
    """0, 1 or 2 by one criterion in one sending."""

    __tablename__ = "scores"
    sending_id: Mapped[int] = mapped_column(ForeignKey("sendings.id"), primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id"), primary_key=True)
    points: Mapped[int]
    sending: Mapped[Sending] = relationship(back_populates="scores")
    criterion: Mapped[Criterion] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("points BETWEEN 0 AND 2", name="points"),)


class Reopening(Model):
    """A sent review was opened again, and why."""

    __tablename__ = "reopenings"
    id: Mapped[int] = mapped_column(primary_key=True)
    sending_id: Mapped[int] = mapped_column(ForeignKey("sendings.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    reopened_by_id: Mapped[PersonId]
    reopened_at: Mapped[datetime] = mapped_column(Moment)
    sending: Mapped[Sending] = relationship(back_populates="reopening")
    reopened_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)


class ExpertRemark(Inside, Model):
    """What the school has to mend, with its place in the document; its state moves only by reviews/workflow.py.

    It is made by a sending and lives on while later sendings repeat it; the next stages carry it until it is accepted.
    `phrase` is the sentence of the bank as it stood then; `text` is what the reviewer wrote besides.
    """

    LIES_IN = "frozen_item"
    __tablename__ = "expert_remarks"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_item_id: Mapped[int] = mapped_column(ForeignKey("frozen_items.id"), index=True)
    sending_id: Mapped[int] = mapped_column(ForeignKey("sendings.id"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id"))
    bank_id: Mapped[int | None] = mapped_column(ForeignKey("bank_remarks.id"))
    phrase: Mapped[str] = mapped_column(String(500), default="")
    place: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="open")
    state_since: Mapped[datetime] = mapped_column(Moment)
    frozen_item: Mapped[FrozenItem] = relationship()
    sending: Mapped[Sending] = relationship()
    criterion: Mapped[Criterion] = relationship(lazy="joined")
    bank: Mapped[BankRemark | None] = relationship()
    __table_args__ = (
        CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name="state"),
        CheckConstraint("length(place) > 0 AND length(text) > 0", name="place_and_text"),
    )

    @property
    def words(self) -> str:
        """The ready sentence and what the reviewer wrote, as they are read."""
        return " ".join(filter(None, (self.phrase, self.text)))


class WordMark(Inside, Model):
    """What became of the remarks that a source gave without a sheet: its whole words are one remark (told.py).

    `digest` is of these very words: whatever is said otherwise begins anew. Without a row nothing has come of them yet.
    """

    LIES_IN = "frozen_item"
    __tablename__ = "word_marks"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_item_id: Mapped[int] = mapped_column(ForeignKey("frozen_items.id"))
    source: Mapped[str] = mapped_column(String(10))
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10), default="open")
    state_since: Mapped[datetime] = mapped_column(Moment)
    frozen_item: Mapped[FrozenItem] = relationship()
    __table_args__ = (
        UniqueConstraint("frozen_item_id", "source", "digest"),
        CheckConstraint("source IN ('federal', 'regional')", name="source"),
        CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name="state"),
    )
