"""An account, the sessions that its password opened, and the invitations by which passwords are set."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.directory.models import Person, PersonId
from app.extensions import Model
from app.kernel.moments import Moment


class Account(Model):
    """Lets a person sign in; the password is kept as an Argon2 hash."""

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        """The name of its person."""
        return self.person.name


class Session(Model):
    """One signing in on one device, by the real clock; the cookie holds a secret, the row its digest alone."""

    __tablename__ = "sessions"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret_digest: Mapped[str] = mapped_column(String(64))
    device: Mapped[str] = mapped_column(String(60))
    begun_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    account: Mapped[Account] = relationship()

    __table_args__ = (CheckConstraint("length(secret_digest) = 64", name="secret_digest"),)


class Invitation(Model):
    """A link that was given out: to whom, by whom (nobody: the operator at the machine), and what became of it.

    `spent_at`: another link was used, or a role was given after it. `told_at`: its person has read who gave it.
    """

    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    issued_by_id: Mapped[PersonId | None] = mapped_column()
    issued_as: Mapped[str] = mapped_column(String(400))
    issued_at: Mapped[datetime] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    spent_at: Mapped[datetime | None] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    issuer: Mapped[Person | None] = relationship(foreign_keys=issued_by_id)

    __table_args__ = (
        CheckConstraint("accepted_at IS NULL OR spent_at IS NULL", name="one_end"),
        CheckConstraint("told_at IS NULL OR accepted_at IS NOT NULL", name="told_of_what_was_accepted"),
    )


class Recovery(Model):
    """«Забыли пароль?»: a link by letter, asked for by the real clock, good once and for an hour.

    The link stands nowhere: it is a signature over this row, made when its letter is handed over. `spent_at`: the
    password was set in another way, or the address of mail was changed.
    """

    __tablename__ = "recoveries"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    spent_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship()

    __table_args__ = (CheckConstraint("used_at IS NULL OR spent_at IS NULL", name="one_end"),)


class ToldRelease(Model):
    """The newest release whose changes a person was told of."""

    __tablename__ = "told_releases"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    version: Mapped[str] = mapped_column(String(20))
