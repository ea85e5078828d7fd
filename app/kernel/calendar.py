"""Moments on the calendar of the region, and its names of months and days. Pure: it reads no clock."""

from datetime import UTC, date, datetime, time, timedelta

from app.region import region

MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
MONTHS_NOM = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
WEEKDAYS = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]


def local(moment: datetime) -> datetime:
    """The same moment on the clock of the region; a naive one is taken as UTC (SQLite keeps no zone)."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(region().clock)


def calendar_day(value: date | datetime) -> date:
    """The day of a moment on the calendar of the region; a day is itself."""
    return local(value).date() if isinstance(value, datetime) else value


def end_of(day: date) -> datetime:
    """The first moment after the day in the region, in UTC: a deadline lasts to 23:59:59 inclusive."""
    return datetime.combine(day + timedelta(days=1), time(), region().clock).astimezone(UTC)


def at_hour(day: date, hour: int) -> datetime:
    """The moment in UTC when the hour strikes in the region on the day."""
    return datetime.combine(day, time(hour), region().clock).astimezone(UTC)


def is_late(moment: datetime, due_on: date) -> bool:
    """True when the moment falls after the last second of the due day in the region."""
    return local(moment) >= end_of(due_on)


def begin_of(day: date) -> datetime:
    """The first moment of the day on the clock of the region."""
    return datetime.combine(day, time(), region().clock)
