"""Who reviews which school in which stage, who stands in for whom, and what was allowed against the rule."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Municipality, Person, PersonId, School
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Inside, Regional
from app.year.cycle.models import Participation, Stage

FIRST_NOW = text("role = 'first' AND until IS NULL")
SECOND_NOW = text("role = 'second' AND until IS NULL AND frozen_item_id IS NULL")
SECOND_OF_LINE_NOW = text("role = 'second' AND until IS NULL AND frozen_item_id IS NOT NULL")


class Assignment(Inside, Model):
    """A reviewer of a school in a stage from a moment to a moment, the last one excluded; a row only ever ends.

    The first reviewer's word counts. A second one is asked with a reason for the school, a third for one document.
    """

    LIES_IN = "participation"
    __tablename__ = "assignments"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"))
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(10), default="first")
    frozen_item_id: Mapped[int | None] = mapped_column(ForeignKey("frozen_items.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    made_by_id: Mapped[PersonId] = mapped_column()
    ended_by_id: Mapped[PersonId | None] = mapped_column()
    stage: Mapped[Stage] = relationship()
    participation: Mapped[Participation] = relationship()
    reviewer: Mapped[Person] = relationship(foreign_keys=reviewer_id, lazy="joined")
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)
    ended_by: Mapped[Person | None] = relationship(foreign_keys=ended_by_id)
    __table_args__ = (
        CheckConstraint("role IN ('first', 'second')", name="role"),
        CheckConstraint("role = 'second' OR frozen_item_id IS NULL", name="first_of_a_school"),
        CheckConstraint("role = 'first' OR length(reason) > 0", name="second_with_reason"),
        CheckConstraint("until IS NULL OR until >= since", name="order_of_moments"),
        CheckConstraint("(until IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        Index(
            "one_first_now",
            "stage_id",
            "participation_id",
            unique=True,
            sqlite_where=FIRST_NOW,
            postgresql_where=FIRST_NOW,
        ),
        Index(
            "one_second_now",
            "stage_id",
            "participation_id",
            unique=True,
            sqlite_where=SECOND_NOW,
            postgresql_where=SECOND_NOW,
        ),
        Index(
            "one_second_of_line",
            "frozen_item_id",
            unique=True,
            sqlite_where=SECOND_OF_LINE_NOW,
            postgresql_where=SECOND_OF_LINE_NOW,
        ),
    )


class Substitution(Regional, Model):
    """One reviewer stands in for another from a day to a day inclusive, in all stages; it may be recalled."""

    __tablename__ = "substitutions"
    id: Mapped[int] = mapped_column(primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[PersonId] = mapped_column()
    made_at: Mapped[datetime] = mapped_column(Moment)
    recalled_by_id: Mapped[PersonId | None]
    recalled_at: Mapped[datetime | None] = mapped_column(Moment)
    absent: Mapped[Person] = relationship(foreign_keys=absent_id, lazy="joined")
    substitute: Mapped[Person] = relationship(foreign_keys=substitute_id, lazy="joined")
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)
    __table_args__ = (
        CheckConstraint("absent_id <> substitute_id", name="two_people"),
        CheckConstraint("ends_on >= starts_on", name="order_of_days"),
        CheckConstraint("length(reason) > 0", name="reason"),
        CheckConstraint("(recalled_at IS NULL) = (recalled_by_id IS NULL)", name="recalled_by_somebody"),
    )


class ConflictWaiver(Model):
    """A coordinator let a reviewer see a school in spite of a conflict of interest: who, when, why."""

    __tablename__ = "conflict_waivers"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"))
    reviewer_id: Mapped[PersonId] = mapped_column()
    conflict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[PersonId] = mapped_column()
    made_at: Mapped[datetime] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship()
    reviewer: Mapped[Person] = relationship(foreign_keys=reviewer_id, lazy="joined")
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id, lazy="joined")
    __table_args__ = (
        CheckConstraint("conflict IN ('curated', 'school', 'municipality')", name="conflict"),
        CheckConstraint("length(reason) > 0", name="reason"),
    )

    @property
    def school_id(self) -> int:
        """The place of the school."""
        return self.participation.school_id


class Workplace(Model):
    """Where a reviewer works besides ОИРО, as stated: a school or a municipality. It makes a conflict of interest."""

    __tablename__ = "workplaces"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipalities.id"))
    stated_by_id: Mapped[PersonId]
    stated_at: Mapped[datetime] = mapped_column(Moment)
    removed_by_id: Mapped[PersonId | None]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    school: Mapped[School | None] = relationship(lazy="joined")
    municipality: Mapped[Municipality | None] = relationship(lazy="joined")
    __table_args__ = (
        CheckConstraint("(school_id IS NULL) <> (municipality_id IS NULL)", name="school_or_municipality"),
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by_somebody"),
    )

    @property
    def title(self) -> str:
        """«Верховский район» or the name of the school."""
        if self.school is not None:
            return self.school.short_name
        assert self.municipality is not None  # school_or_municipality
        return self.municipality.name
