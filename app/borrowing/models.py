"""The print of each version, the four numbers, and the reports of whole stages with what they were made from."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.borrowing.measures import BOUNDS, Measures
from app.directory.models import Person, PersonId
from app.documents.models import Version
from app.extensions import Model
from app.kernel.moments import Moment
from app.year.cycle.models import Stage


class VersionFingerprint(Model):
    """The fingerprint of a version (prints.py); derived, so it is made anew when its recipe or its text changes."""

    __tablename__ = "version_fingerprints"
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    recipe: Mapped[str] = mapped_column(String(20))
    shingles: Mapped[bytes] = mapped_column(LargeBinary)
    places: Mapped[bytes] = mapped_column(LargeBinary)
    sizes: Mapped[bytes] = mapped_column(LargeBinary)
    printed_at: Mapped[datetime] = mapped_column(Moment)


class BorrowingMeasures(Model):
    """The four numbers in force: the newest row; the first row comes when ОИРО changes what the house begins with."""

    __tablename__ = "borrowing_measures"
    id: Mapped[int] = mapped_column(primary_key=True)
    schools: Mapped[int]
    shingle: Mapped[int]
    least: Mapped[int]
    share: Mapped[int]
    set_by_id: Mapped[PersonId]
    set_at: Mapped[datetime] = mapped_column(Moment)
    set_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = tuple(
        CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=name) for name, (low, high, *_) in BOUNDS.items()
    )

    @property
    def as_measures(self) -> Measures:
        """The numbers as the comparison reads them."""
        return Measures(self.schools, self.shingle, self.least, self.share)


class BorrowingReport(Model):
    """The papers of a stage compared with each other, asked for by a person and made by the worker.

    `as_of` is the moment whose versions are compared; `made_at` comes last, when the pairs are all there.
    """

    __tablename__ = "borrowing_reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    asked_by_id: Mapped[PersonId]
    as_of: Mapped[datetime] = mapped_column(Moment)
    measures: Mapped[dict] = mapped_column(JSON)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    stage: Mapped[Stage] = relationship()
    papers: Mapped[list["ReportPaper"]] = relationship()
    __table_args__ = (CheckConstraint("made_at IS NULL OR started_at IS NOT NULL", name="made_after_start"),)


class ReportPaper(Model):
    """A version that a report was made from; `own` is how many paragraphs of its own it has, nothing when no words."""

    __tablename__ = "borrowing_report_papers"
    report_id: Mapped[int] = mapped_column(ForeignKey("borrowing_reports.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    own: Mapped[int | None]


class ReportPair(Model):
    """Two versions of different schools and their shared paragraphs: `places` holds [one, other, shingles] each."""

    __tablename__ = "borrowing_report_pairs"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("borrowing_reports.id"))
    one_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    places: Mapped[list] = mapped_column(JSON)
    report: Mapped[BorrowingReport] = relationship()
    one: Mapped[Version] = relationship(foreign_keys=one_id)
    other: Mapped[Version] = relationship(foreign_keys=other_id)
    __table_args__ = (
        UniqueConstraint("report_id", "one_id", "other_id"),
        CheckConstraint("one_id <> other_id", name="two_papers"),
    )


class ReportCommon(Model):
    """A paragraph that many schools have: `places` holds [version, paragraph] each."""

    __tablename__ = "borrowing_report_commons"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("borrowing_reports.id"), index=True)
    places: Mapped[list] = mapped_column(JSON)
