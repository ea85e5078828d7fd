"""What people are told: a notice to one person, the letter that carried it, and how a person wants to be told."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person
from app.extensions import Model
from app.journal.models import Event
from app.kernel.moments import Moment
from app.kernel.places import Regional
from app.people.accounts.models import Invitation, Recovery

WAYS = ("at_once", "digest", "page")


class Notice(Model):
    """One person is told of one event: in the page always, by a letter as the table and the person want it.

    `thing` and `thing_id` are what the event is about, as the journal names it. `settled_at`: it was decided whether a
    letter carries it, `letter_id` which one.
    """

    __tablename__ = "notices"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), index=True)
    whom: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(60))
    thing: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int | None]
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    words: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(String(200))
    way: Mapped[str] = mapped_column(String(10))
    told_at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    event: Mapped[Event] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("person_id", "event_id"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("letter_id IS NULL OR settled_at IS NOT NULL", name="a_letter_settles"),
        Index("ix_notices_inbox", "person_id", "thing", "thing_id"),
        Index(
            "ix_notices_unread",
            "person_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(
            "ix_notices_unsettled",
            "way",
            "person_id",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )


class Letter(Regional, Model):
    """A letter to one person: written once, sent once, tried again while it can't be sent.

    `digest_on` is the day of a digest, one a person and day. `answers` is the Message-ID of the thread that it belongs
    to. `claimed_until`: a worker is sending it; after that moment another one may. `sent_at`, or `given_up_at` with its
    `problem`, end it.
    """

    __tablename__ = "letters"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    address: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(300))
    plain: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    answers: Mapped[str] = mapped_column(String(200), default="")
    digest_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(Moment)
    try_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    problem: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    given_up_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship(lazy="joined")
    __table_args__ = (
        UniqueConstraint("person_id", "digest_on"),
        CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name="one_end"),
        CheckConstraint("given_up_at IS NULL OR problem <> ''", name="given_up_with_a_reason"),
        CheckConstraint("tries >= 0", name="tries"),
        Index(
            "ix_letters_waiting",
            "try_at",
            sqlite_where=text("sent_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=text("sent_at IS NULL AND given_up_at IS NULL"),
        ),
    )


class RecoveryLetter(Model):
    """A letter whose link to a new password is put in when it is handed over, and stands in no table."""

    __tablename__ = "recovery_letters"
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    recovery_id: Mapped[int] = mapped_column(ForeignKey("recoveries.id"), unique=True)
    recovery: Mapped[Recovery] = relationship()


class InvitationLetter(Model):
    """A letter whose link is an invitation: put in when it is handed over, and in no table."""

    __tablename__ = "invitation_letters"
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id"), unique=True)
    letter: Mapped[Letter] = relationship()
    invitation: Mapped[Invitation] = relationship()


class MailChoice(Model):
    """How a person wants to be told besides the page; without a row each notice goes as the table says."""

    __tablename__ = "mail_choices"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    way: Mapped[str] = mapped_column(String(10))
    chosen_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (CheckConstraint(f"way IN {WAYS}", name="way"),)


class ReminderStep(Model):
    """So many days before the last day of a duty (below zero) or after it, who is reminded: a row to be edited."""

    __tablename__ = "reminder_steps"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    whom: Mapped[str] = mapped_column(String(20))
    days: Mapped[int]
    __table_args__ = (
        UniqueConstraint("kind", "whom", "days"),
        CheckConstraint("whom IN ('own', 'municipal', 'department')", name="whom"),
        CheckConstraint("days BETWEEN -60 AND 60", name="days"),
        CheckConstraint("whom = 'own' OR days > 0", name="others_are_told_after"),
    )


class ReminderDay(Model):
    """A day on which people were reminded: of the steps after `since`, and whether everybody was."""

    __tablename__ = "reminder_days"
    on: Mapped[date] = mapped_column(primary_key=True)
    since: Mapped[date]
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    __table_args__ = (CheckConstraint('since < "on"', name="order_of_days"),)
