"""The project year as rows: every date of a year is here and nowhere in code."""

from datetime import date, datetime, timedelta

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId, School
from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Inside, Regional
from app.kernel.words import day, moment


class Cycle(Model):
    """One year of the project in the region."""

    __tablename__ = "cycles"
    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(300))
    # Days from the real calendar to that of the demo, fixed when somebody set its day: so time goes on over midnight.
    demo_offset: Mapped[int | None]
    basis_letter: Mapped[str] = mapped_column(Text, default="")
    # Open question 4 of domain.md §13: item 12 asks for evidence of each direction, or of the school at all.
    evidence_rule: Mapped[str] = mapped_column(String(10), default="strict")
    # How many schools the federal coordinator gave the region (item 3; domain.md §13, question 8).
    regional_quota: Mapped[int | None]
    # What 45 and 75 % are of: all items of the plan, or those due by the day (§13, question 1).
    plan_base: Mapped[str] = mapped_column(String(10), default="all", server_default="all")
    # Before this day there is nothing of the year to look at; at first the day from which schools are chosen (item 3).
    begins_on: Mapped[date] = mapped_column(default=lambda row: date(row.get_current_parameters()["year"] - 1, 12, 1))
    opened: Mapped[bool] = mapped_column(default=True)
    deadlines: Mapped[list["Deadline"]] = relationship(order_by="Deadline.due_on")
    moves: Mapped[list["DayMove"]] = relationship(order_by="DayMove.id.desc()")
    __table_args__ = (
        CheckConstraint("evidence_rule IN ('strict', 'lenient')", name="evidence_rule"),
        CheckConstraint("plan_base IN ('all', 'due')", name="plan_base"),
        CheckConstraint("regional_quota IS NULL OR regional_quota > 0", name="regional_quota"),
    )


class Deadline(Model):
    """A single day of the year by which something is due, inclusive (activation 01.03, documents 30.03)."""

    __tablename__ = "deadlines"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    key: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    __table_args__ = (UniqueConstraint("cycle_id", "key"),)


class DayMove(Model):
    """A day of an opened year was moved: from where, where to, why and by whom. `day` names its row and column."""

    __tablename__ = "day_moves"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), index=True)
    day: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    was: Mapped[date]
    became: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    moved_by_id: Mapped[PersonId]
    moved_at: Mapped[datetime] = mapped_column(Moment)
    moved_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (
        CheckConstraint("length(reason) > 0", name="reason"),
        CheckConstraint("was <> became", name="moved"),
    )


class EvidenceWindow(Model):
    """Months in which schools show evidence: March–May, August–November (item 12)."""

    __tablename__ = "evidence_windows"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    __table_args__ = (
        UniqueConstraint("cycle_id", "number"),
        CheckConstraint("closes_on >= opens_on", name="order_of_days"),
    )


class Stage(Regional, Model):
    """A stage of expertise (item 30): 29.04, 20.06, 15.11, and what is agreed about it.

    Its days are inclusive in Moscow. What comes in the `grace_days` after `due_on` is late; then the set is fixed.
    `out_of_order` says why it may run beside another stage; `publish_on` is when schools are to see results.
    """

    __tablename__ = "stages"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    number: Mapped[int]
    opens_on: Mapped[date]
    due_on: Mapped[date]
    grace_days: Mapped[int] = mapped_column(default=0)
    examines: Mapped[str] = mapped_column(String(10))
    publish_on: Mapped[date | None]
    names_shown: Mapped[bool] = mapped_column(default=False)
    out_of_order: Mapped[str] = mapped_column(Text, default="")
    # Two opinions further apart than so many per cent disagree (app/expertise/assignments/disagreement.py).
    disagreement_pct: Mapped[int] = mapped_column(default=15, server_default="15")
    cycle: Mapped[Cycle] = relationship(lazy="joined")
    changes: Mapped[list["StageChange"]] = relationship(order_by="StageChange.id", back_populates="stage")
    __table_args__ = (
        UniqueConstraint("cycle_id", "number"),
        CheckConstraint("opens_on <= due_on", name="order_of_days"),
        CheckConstraint("grace_days BETWEEN 0 AND 30", name="grace"),
        CheckConstraint("examines IN ('concept', 'evidence', 'results')", name="examines"),
        CheckConstraint("disagreement_pct BETWEEN 1 AND 100", name="disagreement"),
    )

    @property
    def last_on(self) -> date:
        """The last day whose files still come into the set: the set is fixed when it is over."""
        return self.due_on + timedelta(days=self.grace_days)


class StageChange(Model):
    """What somebody changed about a stage, and why: the values before and after, by column."""

    __tablename__ = "stage_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    before: Mapped[dict] = mapped_column(JSON)
    after: Mapped[dict] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[PersonId]
    changed_at: Mapped[datetime] = mapped_column(Moment)
    stage: Mapped[Stage] = relationship(back_populates="changes")
    changed_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)


class Monitoring(Model):
    """A monitoring of the regional plan (items 14, 15): June 45 %, October 75 %."""

    __tablename__ = "monitorings"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    number: Mapped[int]
    on: Mapped[date]
    threshold_pct: Mapped[int]
    __table_args__ = (
        UniqueConstraint("cycle_id", "number"),
        CheckConstraint("threshold_pct BETWEEN 1 AND 100", name="threshold"),
    )


class RiskDirection(Regional, Model):
    """A direction of risk; the wording is the coordinator's to edit (GK, domain.md §2)."""

    __tablename__ = "risk_directions"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    short_title: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    evidence_hint: Mapped[str] = mapped_column(Text, default="")


class Participation(Model):
    """A school in a cycle; it may leave in mid-year, with the reason."""

    __tablename__ = "participations"
    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    left_on: Mapped[date | None]
    left_because: Mapped[str | None] = mapped_column(Text)
    # Who alone sends documents to the curator, when the school wants two to look at each (features.md 26).
    signer_id: Mapped[PersonId | None]
    cycle: Mapped[Cycle] = relationship(lazy="joined")
    school: Mapped[School] = relationship(lazy="joined")
    risks: Mapped[list["SchoolRisk"]] = relationship(back_populates="participation", order_by="SchoolRisk.id")
    memberships: Mapped[list["Membership"]] = relationship(order_by="Membership.id", back_populates="participation")
    __table_args__ = (
        UniqueConstraint("cycle_id", "school_id"),
        Index("ix_participations_cycle_id", "cycle_id", "left_on", "school_id"),
        CheckConstraint("(left_on IS NULL) = (left_because IS NULL)", name="left_with_reason"),
    )

    @property
    def municipality_id(self) -> int:
        """The place of the school."""
        return self.school.municipality_id

    @property
    def short_name(self) -> str:
        """The name of the school."""
        return self.school.short_name


class Membership(Model):
    """A school came into the year or left it: when it did, and when that was written down. Nothing of it changes after.

    The columns of Participation are how it stands by the last of these.
    """

    __tablename__ = "memberships"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    move: Mapped[str] = mapped_column(String(10))
    because: Mapped[str] = mapped_column(Text, default="")
    happened_at: Mapped[datetime] = mapped_column(Moment)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship(back_populates="memberships")

    @property
    def said(self) -> str:
        """«Заречная СОШ вышла из проекта 05.04.2022, записано 12.04.2022 в 10:00»."""
        moved = "включена в\u00a0проект" if self.move == "joined" else "вышла из\u00a0проекта"
        name = self.participation.school.short_name
        return f"{name} {moved} {day(self.happened_at)}, записано {moment(self.recorded_at)}"

    __table_args__ = (
        CheckConstraint("move IN ('joined', 'left')", name="move"),
        CheckConstraint("happened_at <= recorded_at", name="order_of_clocks"),
    )


class SchoolRisk(Inside, Model):
    """A direction of a school's risk profile; its state moves only by app/year/profile/workflow.py.

    While it is activated it asks for an anti-risk programme, and `activated_at` says since when.
    """

    LIES_IN = "participation"
    __tablename__ = "school_risks"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    direction_id: Mapped[int] = mapped_column(ForeignKey("risk_directions.id"))
    significance: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20), default="in_profile")
    activated_at: Mapped[datetime | None] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship(back_populates="risks")
    direction: Mapped[RiskDirection] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("participation_id", "direction_id"),
        Index("ix_school_risks_state", "state", "participation_id"),
        CheckConstraint("significance IN ('high', 'medium', 'low')", name="significance"),
        CheckConstraint("state IN ('in_profile', 'verified', 'not_confirmed', 'activated', 'closed')", name="state"),
        CheckConstraint("(state = 'activated') = (activated_at IS NOT NULL)", name="activated_since"),
    )


class EvidenceKind(Regional, Model):
    """A kind of evidence (domain.md §6, GK): its words are the coordinator's to edit."""

    __tablename__ = "evidence_kinds"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    hint: Mapped[str] = mapped_column(Text)
    privacy: Mapped[str] = mapped_column(Text)
    position: Mapped[int]


class MovedDay(Regional, Model):
    """A day that a decree has made a day off, or of work; the holidays of the law stand in `days_off.py`'s table."""

    __tablename__ = "moved_days"
    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column(unique=True)
    off: Mapped[bool]
    title: Mapped[str] = mapped_column(String(80), default="")


class LatePermission(Inside, Model):
    """One school may still show evidence of a closed window, to a day inclusive; nothing opens for the others."""

    LIES_IN = "participation"
    __tablename__ = "late_permissions"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), index=True)
    window_id: Mapped[int] = mapped_column(ForeignKey("evidence_windows.id"))
    until_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    granted_by_id: Mapped[PersonId]
    granted_at: Mapped[datetime] = mapped_column(Moment)
    participation: Mapped[Participation] = relationship()
    window: Mapped[EvidenceWindow] = relationship(lazy="joined")
    granted_by: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)
