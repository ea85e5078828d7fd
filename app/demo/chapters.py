"""The demo year in chapters: each ends on a day that a demo can show, and what it tells has happened by then.

Days go forward alone: the house of a day holds nothing that happened later, so it looks as it did (department.md A20).
"""

from collections.abc import Callable
from datetime import date, datetime, time

from sqlalchemy import select

from app.demo import ahead, beginning, federal_table
from app.demo.company import Company, company
from app.demo.oryol import MOSCOW
from app.demo.story import play
from app.extensions import db
from app.journal.models import Event
from app.journal.services import record
from app.kernel import calendar, clock
from app.kernel.later import later
from app.kernel.transaction import begin_write
from app.people.mode.demo_people import invented
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle

SPRING = date(2022, 3, 24)
CHAPTERS: dict[date, Callable[[Company, bool], None]] = {
    date(2021, 12, 14): lambda *_: None,  # people and schools are there, and nothing has been done
    SPRING: beginning.tell,
    date(2022, 6, 3): lambda who, _: play(ahead.spring(who)),
    date(2022, 10, 31): lambda who, _: play(ahead.autumn(who)),
}
TOLD = "demo:told"


def moved_to(now: datetime) -> bool:
    """The demo day has moved; true when something is still to be told: that takes seconds, so the worker does it."""
    if due(calendar.local(now).date()):
        later("go_on")
        return True
    federal_table.play(now)
    return False


def go_on() -> None:
    """The worker's part, also when a day has come by itself."""
    if due(clock.today()):
        begin_write()
        tell(clock.today())
        federal_table.play(clock.now())


def due(day: date) -> list[date]:
    """The chapters that have ended by the day and are not told; none before the first people stand."""
    if invented():
        last = told(current_cycle())
        return [ends for ends in CHAPTERS if last < ends <= day]
    return []


def begin(cycle: Cycle) -> None:
    """The first chapter has nothing but people and schools."""
    _remember(cycle, next(iter(CHAPTERS)))


def tell(day: date, papers: bool = True) -> None:
    """Every chapter that has ended by the day and was not told; the caller commits."""
    cycle = current_cycle()
    for ends in due(day):
        CHAPTERS[ends](company(cycle), papers)
        _remember(cycle, ends)


def _remember(cycle: Cycle, ends: date) -> None:
    record(TOLD, cycle, None, datetime.combine(ends, time(), MOSCOW), day=ends.isoformat())


def told(cycle: Cycle) -> date:
    """The end of the last chapter that was told; a demo of before the chapters had been told until spring."""
    said = select(Event.data).where(Event.kind == TOLD, Event.subject_id == cycle.id).order_by(Event.id.desc())
    data = db.session.scalars(said.limit(1)).first()
    if data is not None:
        return date.fromisoformat(data["day"])
    return SPRING
