"""Days → places on a picture, in per cent of its width. Pure: whole months, from the first day to the last."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.calendar import MONTHS_NOM


@dataclass(frozen=True)
class Mark:
    """A line of the picture with its words; `year` is said with the first month of each year."""

    x: float
    word: str
    year: int | None = None


@dataclass(frozen=True)
class Scale:
    """The days that the picture shows, both inclusive."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """True when the picture shows the day."""
        return self.first <= day <= self.last

    def x(self, day: date) -> float:
        """Where the day begins; what lies outside stands on the edge."""
        days = (self.last - self.first).days + 1
        return round(100 * min(max((day - self.first).days, 0), days) / days, 2)

    def end(self, day: date) -> float:
        """Where the day ends."""
        return self.x(day + timedelta(1))

    def middle(self, day: date) -> float:
        """The middle of the day: where a single day is drawn."""
        return round((self.x(day) + self.end(day)) / 2, 2)

    @property
    def months(self) -> list[date]:
        """The first day of each month."""
        found = [self.first]
        while (following := next_month(found[-1])) <= self.last:
            found.append(following)
        return found

    @property
    def marks(self) -> list[Mark]:
        """«дек», «янв», …: a mark for each month."""
        return [
            Mark(self.x(month), MONTHS_NOM[month.month - 1][:3], month.year if at == 0 or month.month == 1 else None)
            for at, month in enumerate(self.months)
        ]


def scale_of(days: Iterable[date]) -> Scale:
    """The whole months that hold all the days."""
    found = sorted(days)
    return Scale(found[0].replace(day=1), month_end(found[-1]))


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def next_month(day: date) -> date:
    """The first day of the month after."""
    return month_end(day) + timedelta(1)
