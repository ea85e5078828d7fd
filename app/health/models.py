"""Signs of life: when the worker was last there, what the last look at every file found, when a backup was made."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.moments import Moment


class Heartbeat(Model):
    """A process that works in the background was there at this moment; one row for each.

    `job` is the oldest of what it does just now, begun at `job_since`.
    """

    __tablename__ = "heartbeats"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(Moment)
    job: Mapped[str | None] = mapped_column(String(60))
    job_since: Mapped[datetime | None] = mapped_column(Moment)


class Verification(Model):
    """Every file of the archive was read again: how many were found so. A row is written once and stays."""

    __tablename__ = "verifications"
    id: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime] = mapped_column(Moment)
    sound: Mapped[int]
    damaged: Mapped[int]
    missing: Mapped[int]
    unreadable: Mapped[int]
    orphans: Mapped[int]
    halves: Mapped[int]

    __table_args__ = (CheckConstraint("ended_at >= began_at", name="in_order"),)

    @property
    def amiss(self) -> int:
        """Files that can't be given to anybody as they were handed in."""
        return self.damaged + self.missing + self.unreadable


class Backup(Model):
    """A backup was made and verified: so many files of so many bytes. A row is written once and stays."""

    __tablename__ = "backups"
    id: Mapped[int] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime] = mapped_column(Moment)
    files: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    encrypted: Mapped[bool]

    __table_args__ = (CheckConstraint("ended_at >= began_at", name="in_order"),)
