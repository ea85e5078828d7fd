"""Which of two opinions counts: the decision of a coordinator about two exact sendings."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import Sending
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Inside


class Adjudication(Inside, Model):
    """The word of one reviewer counts, or the mean of the first two, with the reason; whoever gave an opinion does not
    rule on it. A sheet that is sent anew, and a third one, ask for a new ruling.
    """

    LIES_IN = "frozen_item"
    __tablename__ = "adjudications"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_item_id: Mapped[int] = mapped_column(ForeignKey("frozen_items.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("sendings.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("sendings.id"))
    third_id: Mapped[int | None] = mapped_column(ForeignKey("sendings.id"))
    number: Mapped[int]
    counts: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[PersonId]
    made_at: Mapped[datetime] = mapped_column(Moment)
    frozen_item: Mapped[FrozenItem] = relationship()
    first: Mapped[Sending] = relationship(foreign_keys=first_id)
    second: Mapped[Sending] = relationship(foreign_keys=second_id)
    made_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("frozen_item_id", "number"),
        CheckConstraint("counts IN ('first', 'second', 'third', 'mean')", name="counts"),
        CheckConstraint("length(reason) > 0", name="reason"),
        CheckConstraint("first_id <> second_id", name="two_sendings"),
    )
