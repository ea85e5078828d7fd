"""Work that could not be done just now is tried again: soon at first, then less and less often, at last no more."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.moments import Moment

MOST_TRIES = 9  # after 1, 2, 4 … minutes: the last one comes after four hours


class Again:
    """How often it was tried in vain, and from when it may be tried again; no moment: what stands here is final."""

    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    again_at: Mapped[datetime | None] = mapped_column(Moment, index=True)

    def put_off(self, now: datetime) -> None:
        """It was tried in vain once more."""
        self.tries = (self.tries or 0) + 1
        self.again_at = now + timedelta(minutes=2 ** (self.tries - 1)) if self.tries < MOST_TRIES else None

    @classmethod
    def is_due(cls, now: datetime) -> ColumnElement[bool]:
        """Which rows may be tried again now."""
        return and_(cls.again_at.is_not(None), cls.again_at <= now)
