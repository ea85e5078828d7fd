"""Whether a training house stands, and which: the last word of the journal about it, whose line names its folder."""

from typing import NamedTuple

from sqlalchemy import select

from app.journal.models import Event
from app.kernel.reads import Read

OPENED, CLEARED = "training:opened", "training:cleared"


class _Line(NamedTuple):
    """A line of the journal about it."""

    id: int
    kind: str
    seal: str


LAST = Read(
    _Line,
    select(Event.id, Event.kind, Event.seal)
    .where(Event.kind.in_((OPENED, CLEARED)))
    .order_by(Event.id.desc())
    .limit(1),
)


def standing() -> str | None:
    """The name of the house that stands now; None when there is none, or it has been cleared.

    The seal makes it one of a kind: a journal that was restored from a backup may count to the same number again.
    """
    last = LAST.first()
    return f"{last.id}-{last.seal[:12]}" if last and last.kind == OPENED else None
