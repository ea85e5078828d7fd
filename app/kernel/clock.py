"""The only place that reads the time: UTC inside, the zone of the region for people."""

from datetime import UTC, date, datetime

from flask import current_app

from app.kernel.calendar import local


def now() -> datetime:
    """This moment in UTC, moved by the demo day when there is one."""
    return current_app.extensions["clock"]()


def real_now() -> datetime:
    """This moment in UTC, whatever the demo says: the time of recording."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in the region."""
    return local(now()).date()
