"""The days of a year that a decree has moved: read from lines that people type or paste, and written as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import extract, select

from app.extensions import db
from app.journal.services import record
from app.kernel.days import read_day
from app.permissions import Actor, ensure_can
from app.year.cycle.days_off import Moved, forget
from app.year.cycle.models import MovedDay

OFF, WORK = ("вых", "праз", "нераб"), ("раб",)
LONGEST = 80  # letters of a title
HOW = "Напишите день и\u00a0слово «выходной» или «рабочий», например «07.03.{} выходной»."


@dataclass(frozen=True)
class Typed:
    """What the lines say, and a sentence for each line that can't be taken."""

    days: tuple[Moved, ...]
    amiss: list[str] = field(default_factory=list)


def read_lines(text: str, year: int) -> Typed:
    """A day and a word in each line, parted by spaces, a tab or «;», as they come out of a table too. Pure."""
    days: dict[date, Moved] = {}
    amiss = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.replace(";", " ").split(maxsplit=2)
        if not words:
            continue
        on, off = read_day(words[0]), _is_off(words[1] if len(words) > 1 else "")
        if on is None or off is None:
            amiss.append(f"Строка {number}, «{line.strip()[:40]}». {HOW.format(year)}")
        elif on.year != year:
            amiss.append(f"Строка {number}: {words[0]}\u00a0– день не\u00a0{year} года.")
        elif on in days:
            amiss.append(f"Строка {number}: {words[0]} уже назван выше.")
        else:
            days[on] = Moved(on, off, words[2][:LONGEST].strip(" –-()") if len(words) > 2 else "")
    return Typed(tuple(days[on] for on in sorted(days)), amiss)


def _is_off(word: str) -> bool | None:
    """«выходной» is true, «рабочий» is false, anything else is nothing."""
    small = word.casefold()
    return True if small.startswith(OFF) else False if small.startswith(WORK) else None


def lines_of(days: Iterable[Moved]) -> str:
    """The same as it is read."""
    return "".join(
        f"{one.on:%d.%m.%Y} {'выходной' if one.off else 'рабочий'} {one.title}".rstrip() + "\n" for one in days
    )


def write_days(year: int, days: Sequence[Moved], actor: Actor, now: datetime) -> int:
    """These are all the days of the year that are moved; how many of them were changed, put in or struck."""
    ensure_can(actor, "days_off.edit")
    own = db.session.scalars(select(MovedDay).where(extract("year", MovedDay.on) == year))
    standing = {row.on: row for row in own}
    wanted = {one.on: one for one in days}
    changed = 0
    for on in sorted(standing.keys() | wanted.keys()):
        changed += _write(standing.get(on), wanted.get(on), actor, now)
    forget()
    return changed


def _write(row: MovedDay | None, wanted: Moved | None, actor: Actor, now: datetime) -> bool:
    if row is not None and wanted is None:
        record("day_off:struck", row, actor, now, on=row.on.isoformat())
        db.session.delete(row)
        return True
    if wanted is None or (row is not None and (row.off, row.title) == (wanted.off, wanted.title)):
        return False
    row = row or MovedDay(on=wanted.on)
    row.off, row.title = wanted.off, wanted.title
    db.session.add(row)
    db.session.flush()
    record("day_off:put", row, actor, now, on=row.on.isoformat(), off=row.off)
    return True
