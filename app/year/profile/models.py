"""The risk profile of a school and what became of it: each fact is a row with who and when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.archive.models import Blob
from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Inside
from app.year.cycle.models import Participation, SchoolRisk


class RiskProfile(Inside, Model):
    """The РПШ file as the region uploaded it; a corrected file is a row of its own, the newest counts."""

    LIES_IN = "participation"
    __tablename__ = "risk_profiles"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"))
    filename: Mapped[str] = mapped_column(String(1000))
    uploaded_by_id: Mapped[PersonId]
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship()
    blob: Mapped[Blob] = relationship(lazy="joined")
    receipt: Mapped["ProfileReceipt | None"] = relationship(back_populates="profile", lazy="joined")


class ProfileReceipt(Model):
    """The school took the file for the first time (item 8): one for a file, and it never changes."""

    __tablename__ = "profile_receipts"
    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("risk_profiles.id"), unique=True)
    taken_by_id: Mapped[PersonId]
    taken_at: Mapped[datetime] = mapped_column(Moment)
    profile: Mapped[RiskProfile] = relationship(back_populates="receipt")
    taken_by: Mapped[Person] = relationship(lazy="joined")


class Survey(Model):
    """The school has done the survey for its profile (item 6); the region marks it."""

    __tablename__ = "surveys"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), unique=True)
    done_on: Mapped[date]
    marked_by_id: Mapped[PersonId]
    marked_at: Mapped[datetime] = mapped_column(Moment)


class FirstVisit(Model):
    """The curator's first visit (item 10); a corrected record is a row of its own, the newest counts."""

    __tablename__ = "first_visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    visited_on: Mapped[date]
    form: Mapped[str] = mapped_column(String(10))
    participants: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[PersonId]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("form IN ('in_person', 'remote')", name="form"),)


class RiskVerification(Model):
    """The curator's word about one factor; whoever does not confirm it whole says why."""

    __tablename__ = "risk_verifications"
    id: Mapped[int] = mapped_column(primary_key=True)
    school_risk_id: Mapped[int] = mapped_column(ForeignKey("school_risks.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    verified_by_id: Mapped[PersonId]
    verified_at: Mapped[datetime] = mapped_column(Moment)
    risk: Mapped[SchoolRisk] = relationship()
    verified_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (
        CheckConstraint("verdict IN ('confirmed', 'partly', 'not_confirmed')", name="verdict"),
        CheckConstraint("verdict = 'confirmed' OR reason <> ''", name="reason"),
    )


class Activation(Model):
    """A direction was activated; nobody is named where it was so before this was recorded."""

    __tablename__ = "activations"
    id: Mapped[int] = mapped_column(primary_key=True)
    school_risk_id: Mapped[int] = mapped_column(ForeignKey("school_risks.id"), index=True)
    activated_by_id: Mapped[PersonId | None]
    activated_at: Mapped[datetime] = mapped_column(Moment)
    risk: Mapped[SchoolRisk] = relationship()
    activated_by: Mapped[Person | None] = relationship(lazy="joined")
    closing: Mapped["Closing | None"] = relationship(back_populates="activation", lazy="joined")


class Closing(Model):
    """An activation ended, with what became of the risk and why."""

    __tablename__ = "closings"
    id: Mapped[int] = mapped_column(primary_key=True)
    activation_id: Mapped[int] = mapped_column(ForeignKey("activations.id"), unique=True)
    outcome: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    closed_by_id: Mapped[PersonId]
    closed_at: Mapped[datetime] = mapped_column(Moment)
    activation: Mapped[Activation] = relationship(back_populates="closing")
    closed_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (
        CheckConstraint("outcome IN ('removed', 'reduced', 'remains', 'mistaken')", name="outcome"),
        CheckConstraint("reason <> ''", name="reason"),
    )
