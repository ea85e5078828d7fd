"""The one row that says whose data these are: invented ones or those of a region."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.moments import Moment


class Mode(Model):
    """The mode of the data; a trigger of the database keeps it from being changed or taken away."""

    __tablename__ = "mode"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(4))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("word IN ('demo', 'real')", name="word"),
    )
