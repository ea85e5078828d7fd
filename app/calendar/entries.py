"""An entry of the calendar, and what was moved of it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Entry:
    """A whole day, or a run of days, both inclusive; `key` names it for ever, `path` is the page that it is about.

    `moved` is how often its days were changed, `moved_at` when that was last.
    """

    key: str
    title: str
    starts_on: date
    ends_on: date
    path: str
    moved: int = 0
    moved_at: datetime | None = None
    cancelled: bool = False

    def covers(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.starts_on <= day <= self.ends_on


class Moves:
    """How often each key was moved, and when last."""

    def __init__(self, moves: Iterable[tuple[str, datetime]]):
        known = list(moves)
        self.times = Counter(key for key, _ in known)
        self.last: dict[str, datetime] = {}
        for key, at in known:
            moment = at if at.tzinfo else at.replace(tzinfo=UTC)
            self.last[key] = max(moment, self.last.get(key, moment))

    def of(self, key: str, *also: str) -> tuple[int, datetime | None]:
        """Of the key and of the others that tell of the same day under another name."""
        keys = (key, *also)
        moments = [self.last[one] for one in keys if one in self.last]
        return sum(self.times[one] for one in keys), max(moments, default=None)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By their first day."""
    return sorted(entries, key=lambda one: (one.starts_on, one.ends_on, one.title, one.key))
