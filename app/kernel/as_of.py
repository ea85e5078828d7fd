"""«На дату»: the moment that is looked at, and by which of two clocks. Pure: a fact counts or it does not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy.orm.attributes import set_committed_value

from app.kernel.calendar import local
from app.kernel.words import NBSP
from app.region import region

HAPPENED, RECORDED = CLOCKS = ("happened", "recorded")
TICK = timedelta(microseconds=1)
Fact = TypeVar("Fact")


@dataclass(frozen=True)
class AsOf:
    """All that was so at a moment, inclusive; `past` is false of the page of today, which shows all that there is.

    The present asks no fact for its moment: a clock that steps back, a server's or the demo's, must hide nothing.

    By the clock `happened` (как было) a fact counts from when it happened; by `recorded` (как было известно) it has
    also been written down by the moment. The two differ only in facts that were entered late.
    """

    at: datetime
    clock: str = HAPPENED
    past: bool = False

    @property
    def day(self) -> date:
        """The calendar day in the region."""
        return local(self.at).date()

    @property
    def by_record(self) -> bool:
        """True when only what was known by the moment counts."""
        return self.clock == RECORDED

    def holds(self, happened_at: datetime, recorded_at: datetime | None = None) -> bool:
        """True when the fact counts; what is made in the tool itself is recorded as it happens."""
        if not self.past:
            return True
        known_from = recorded_at if self.by_record and recorded_at else happened_at
        return max(happened_at, known_from) <= self.at

    def entered_later(self, happened_at: datetime, recorded_at: datetime) -> bool:
        """True when the clocks differ about the fact: it had happened, and nobody had written it down by then."""
        return self.past and happened_at <= self.at < recorded_at

    def whole_days_since(self, moment: datetime) -> int:
        """How many days have passed; none of a moment that a clock of the present has not reached again."""
        return max((self.at - moment) // timedelta(days=1), 0)


# What stands now, for reads that nobody has asked a moment of: they show rows as they are.
NOW = AsOf(datetime.max.replace(tzinfo=UTC) - timedelta(days=2))  # any zone can say it


def just_before(moment: datetime) -> AsOf:
    """The last moment before this one: an end that is not included."""
    return AsOf(moment - TICK, past=True)


def to_the_minute(day: date, minute: time) -> datetime:
    """The last instant of a minute by the clock of the region: 23:59 holds the whole day (T1)."""
    return datetime.combine(day, minute.replace(second=0), region().clock) + timedelta(minutes=1) - TICK


def show_as(thing: object, values: Mapping[str, object]) -> None:
    """Show the thing with these values: it counts as read so, and nothing of it is ever written to the database."""
    for name, value in values.items():
        set_committed_value(thing, name, value)


def holding(as_of: AsOf, facts: Iterable[Fact], when: str) -> list[Fact]:
    """Of facts made in the tool those that count, by the column of their moment."""
    return [fact for fact in facts if as_of.holds(getattr(fact, when))]


def said_as_of(as_of: AsOf) -> str:
    """«Состояние на 29.04.2022 23:59 мск, как было»: the head of a page of the past and of every export."""
    clock = "как было известно в тот момент" if as_of.by_record else "как было"
    return f"Состояние на {local(as_of.at):%d.%m.%Y %H:%M}{NBSP}{region().clock_word}, {clock}"
