"""Whether a training house stands, and which: the last word of the journal about it, whose number names its folder."""

from sqlalchemy import select

from app.journal.models import Event
from app.kernel.reads import Read

OPENED, CLEARED = "training:opened", "training:cleared"
LAST = Read(
    tuple[int, str],
    select(Event.id, Event.kind).where(Event.kind.in_((OPENED, CLEARED))).order_by(Event.id.desc()).limit(1),
)


def standing() -> int | None:
    """The number of the house that stands now; None when there is none, or it has been cleared."""
    last = LAST.first()
    return last[0] if last and last[1] == OPENED else None
