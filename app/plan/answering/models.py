"""A person answers for an executor of the plan from a day to a day; `acting` stands in for the other (и. о.)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment


class Answering(Model):
    """Both days are inclusive; without a last day until further notice. A row ends, and is never erased."""

    __tablename__ = "plan_answering"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), index=True)
    person_id: Mapped[PersonId] = mapped_column()
    acting: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    added_by_id: Mapped[PersonId]
    added_at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined")
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="order_of_days"),)
