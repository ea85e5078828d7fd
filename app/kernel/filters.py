"""What every template may say by its own filters and functions."""

from flask import Flask

from app.kernel.as_of import said_as_of
from app.kernel.calendar import WEEKDAYS
from app.kernel.paging import in_whole, kept_beside, turned_to, without
from app.kernel.quotes import quoted
from app.kernel.words import (
    day,
    days_left,
    last_minute,
    listed,
    long_day,
    moment,
    pluralize,
    second,
    share,
    size,
    tenths,
)
from app.region import region


def institute() -> str:
    """How people call the institute, «ИРО»."""
    return region().institute_short


def clock_word() -> str:
    """«мск»: what is said after a time of the day."""
    return region().clock_word


def init_app(app: Flask) -> None:
    """Give the words to the templates."""
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        second=second,
        said_as_of=said_as_of,
        long_day=long_day,
        last_minute=last_minute,
        size=size,
        tenths=tenths,
        quoted=quoted,
        weekday=lambda d: WEEKDAYS[d.weekday()],
    )
    app.jinja_env.globals.update(this_region=region, institute=institute, clock_word=clock_word)
    app.jinja_env.globals.update(pluralize=pluralize, days_left=days_left, share=share, listed=listed)
    app.jinja_env.globals.update(turned_to=turned_to, in_whole=in_whole, without=without, kept_beside=kept_beside)
