"""The registers of the year: what happened outside this house and is measured by the plan, one light row a fact."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.directory.models import Municipality, Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment
from app.year.cycle.models import Cycle, Participation

HELD_FOR = ("schools", "curators")


class Entry(Model):
    """A row of any register: the year, who wrote it and when; a mistaken one is struck with a reason and stays."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("happened_on")
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    voided_at: Mapped[datetime | None] = mapped_column(Moment)
    void_reason: Mapped[str | None] = mapped_column(Text)

    @declared_attr
    def cycle_id(cls) -> Mapped[int]:
        """The project year."""
        return mapped_column(ForeignKey("cycles.id"), index=True)

    @declared_attr
    def recorded_by_id(cls) -> Mapped[int]:
        """Who wrote it down."""
        return mapped_column(ForeignKey("people.id"))

    @declared_attr
    @classmethod
    def recorded_by(cls) -> Mapped[Person]:
        """Who wrote it down."""
        return relationship(foreign_keys=f"{cls.__name__}.recorded_by_id", lazy="joined")

    @declared_attr
    def cycle(cls) -> Mapped[Cycle]:
        """The project year."""
        return relationship()

    @declared_attr.directive
    def __table_args__(cls) -> tuple:
        return (CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="struck_with_reason"),)


class OfSchool(Entry):
    """A row about one school of the year."""

    __abstract__ = True

    @declared_attr
    def participation_id(cls) -> Mapped[int]:
        """The school."""
        return mapped_column(ForeignKey("participations.id"), index=True)

    @declared_attr
    def participation(cls) -> Mapped[Participation]:
        """The school."""
        return relationship(lazy="joined")


class OfMunicipality(Entry):
    """A row about one municipality."""

    __abstract__ = True

    @declared_attr
    def municipality_id(cls) -> Mapped[int]:
        """The municipality."""
        return mapped_column(ForeignKey("municipalities.id"), index=True)

    @declared_attr
    def municipality(cls) -> Mapped[Municipality]:
        """The municipality."""
        return relationship(lazy="joined")


class ProjectEvent(Entry):
    """A seminar, webinar, meeting, ВКС, РУМО (domain.md §1); `code` lets those present mark themselves."""

    __tablename__ = "project_events"
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text, default="")
    code: Mapped[str | None] = mapped_column(String(12))
    attendances: Mapped[list["Attendance"]] = relationship(back_populates="event")


class Attendance(Model):
    """A school or a person took part in an event, as a viewer or a speaker; how it became known is kept."""

    __tablename__ = "attendances"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("project_events.id"), index=True)
    participation_id: Mapped[int | None] = mapped_column(ForeignKey("participations.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    part: Mapped[str] = mapped_column(String(10), default="viewer")
    source: Mapped[str] = mapped_column(String(10))
    recorded_by_id: Mapped[PersonId]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    event: Mapped[ProjectEvent] = relationship(back_populates="attendances")
    participation: Mapped[Participation | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    __table_args__ = (
        CheckConstraint("(participation_id IS NULL) <> (person_id IS NULL)", name="school_or_curator"),
        CheckConstraint("part IN ('viewer', 'speaker')", name="part"),
        CheckConstraint("source IN ('list', 'table', 'self')", name="source"),
        *(
            Index(
                f"uq_attendances_{column}",
                "event_id",
                column,
                unique=True,
                sqlite_where=text(f"{column} IS NOT NULL"),
                postgresql_where=text(f"{column} IS NOT NULL"),
            )
            for column in ("participation_id", "person_id")
        ),
    )


class CuratorContract(Entry):
    """The papers for the contract with a curator are gathered and handed over (item 7)."""

    __tablename__ = "curator_contracts"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined")


class HeadTraining(OfSchool):
    """The head of a school has finished a course (item 16); the school is named, the person is not."""

    __tablename__ = "head_trainings"
    course: Mapped[str] = mapped_column(Text)
    hours: Mapped[int]
    paper: Mapped[str] = mapped_column(String(120))


class TeacherTraining(OfSchool):
    """How many teachers of a school need a course and have finished it (item 17); the row of the latest day counts."""

    __tablename__ = "teacher_trainings"
    needed: Mapped[int]
    trained: Mapped[int]

    @declared_attr.directive
    def __table_args__(cls) -> tuple:
        return (
            *super().__table_args__,
            CheckConstraint("0 <= trained AND trained <= needed", name="trained_of_needed"),
        )


class ResourceUse(OfSchool):
    """A school uses «Цифровая образовательная среда» or «Земский учитель» (item 28)."""

    __tablename__ = "resource_uses"
    kind: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text, default="")


class ProjectPublication(Entry):
    """Something published: recommendations, the collection, news of the project (items 21, 24, 29, 31)."""

    __tablename__ = "project_publications"
    kind: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)


class SentLetter(Entry):
    """A letter that went out, by its subject and number (items 2, 5, 7, 13, 21, 24)."""

    __tablename__ = "sent_letters"
    subject: Mapped[str] = mapped_column(String(20))
    addressee: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")


class MunicipalMeasure(OfMunicipality):
    """What a МОУО did: an amended programme of support (item 25), a meeting with heads of schools (item 26)."""

    __tablename__ = "municipal_measures"
    kind: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text, default="")
