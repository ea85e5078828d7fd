"""The clock of the demo: in demo mode, and only there, the calendar stands as far away as the coordinator put it."""

from datetime import date, datetime, timedelta

from blinker import Namespace
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Event
from app.kernel import calendar, clock
from app.kernel.reader import current_user
from app.kernel.reads import is_reading
from app.permissions import can
from app.year.cycle.queries import current_cycle, newest_cycle
from app.year.cycle.rows import YEAR

# Sent with now= after the demo day has moved: what has become due is done at once.
moved = Namespace().signal("demo-clock-moved")


def days_to(day: date, real: datetime) -> int:
    """How far the calendar has to be moved for the real moment to fall on this day in Moscow."""
    return (day - calendar.local(real).date()).days


def shifted(real: datetime, days: int | None) -> datetime:
    """The same hour so many days away: it goes on as the real clock does, over midnight too."""
    return real + timedelta(days=days or 0)


def newest_day() -> date:
    """The day of the last thing that happened in the house: before it the house would show what is yet to come."""
    own = Event.subject.not_in(("accounts", "cycles", "mode"))  # a sign-in, a move of the day: no news of the year
    happened = db.session.scalar(select(func.max(Event.happened_at)).where(own))
    return calendar.local(happened).date() if happened else current_cycle().begins_on


def demo_now() -> datetime:
    """The moment of the demo; whoever writes asks the row, which may have been moved just now."""
    year = YEAR.first() if is_reading() else newest_cycle()
    return shifted(clock.real_now(), year.demo_offset if year else None)


def init_app(app: Flask) -> None:
    """Set the clock of demo mode and tell the layout."""
    demo = app.config["SETTINGS"].demo
    if demo:
        app.extensions["clock"] = demo_now

    @app.context_processor
    def _banner() -> dict[str, object]:
        signed_in = current_user.is_authenticated
        return {
            "demo": demo,
            "demo_day": clock.today() if demo else None,
            "can_move_clock": bool(demo and signed_in and can(current_user, "clock.move")),
            "today": clock.today(),
        }
