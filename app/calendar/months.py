"""A month as weeks of days from Monday to Sunday, with what stands on each. Pure."""

import re
from calendar import Calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.calendar.entries import Entry
from app.kernel.calendar import MONTHS_NOM

WEEKS = Calendar()
ASKED = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Cell:
    """A day of the grid; `other`: it belongs to the month before or after."""

    on: date
    other: bool
    today: bool
    off: str
    entries: tuple[Entry, ...]

    @property
    def look(self) -> str:
        """How it is drawn: what is outside of the month, today, free and bare."""
        marks = (("other", self.other), ("today", self.today), ("free", self.off), ("bare", not self.entries))
        return " ".join(f"month__{name}" for name, holds in marks if holds)


@dataclass(frozen=True)
class Month:
    """A month of a year, and its neighbours."""

    year: int
    number: int

    @property
    def title(self) -> str:
        """«Март 2022»."""
        return f"{MONTHS_NOM[self.number - 1].capitalize()} {self.year}"

    @property
    def key(self) -> str:
        """«2022-03», as the address says it."""
        return f"{self.year}-{self.number:02}"

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    @property
    def after(self) -> "Month":
        """The month after."""
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)

    def weeks(self) -> list[list[date]]:
        """The days of its weeks."""
        return WEEKS.monthdatescalendar(self.year, self.number)

    def holds(self, day: date) -> bool:
        """Whether the day is its own."""
        return (day.year, day.month) == (self.year, self.number)


def month_asked(typed: str, today: date) -> Month:
    """The month that the address asks for; that of today when it asks for none that there is."""
    asked = ASKED.fullmatch(typed)
    if asked is None or not (1 <= int(asked[2]) <= 12 and abs(int(asked[1]) - today.year) <= 5):
        return Month(today.year, today.month)
    return Month(int(asked[1]), int(asked[2]))


def shown(entry: Entry, day: date) -> bool:
    """Whether the entry stands on the day: a long one on its first and its last day, not on each between them."""
    return day in (entry.starts_on, entry.ends_on) if (entry.ends_on - entry.starts_on).days > 6 else entry.covers(day)


def grid(month: Month, entries: Sequence[Entry], today: date, day_off: Callable[[date], str]) -> list[list[Cell]]:
    """The month as rows of seven."""
    return [
        [
            Cell(
                day,
                not month.holds(day),
                day == today,
                day_off(day),
                tuple(one for one in entries if shown(one, day)),
            )
            for day in week
        ]
        for week in month.weeks()
    ]
