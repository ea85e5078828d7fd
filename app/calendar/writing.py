"""Entries as iCalendar (RFC 5545): whole days with an exclusive end, a UID that stays, a SEQUENCE that grows.

The same entries are the same bytes: no moment of writing stands in them.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from app.calendar.entries import Entry

PRODUCT = "-//Opora 500+//Calendar//RU"
NAME = "Проект «500+»"
EVERY = timedelta(hours=4)  # how often a calendar program should ask again
KEPT = 64  # files, some ten kilobytes each
NOWHERE = "opora.invalid"  # the domain of a house that has not said where it is


def etag(entries: Sequence[Entry], house: str) -> str:
    """What changes when anything of the feed does."""
    return hashlib.sha256(repr((PRODUCT, house, entries)).encode()).hexdigest()[:32]


@lru_cache(KEPT)
def written(entries: tuple[Entry, ...], house: str, begins_on: date) -> bytes:
    """The file; `house` is its address or empty, `begins_on` the day from which unmoved entries stand as they are.

    Kept: the days of one school are those of the others, and a telephone asks many times for what it has.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    since = datetime.combine(begins_on, time(), UTC)
    for entry in entries:
        calendar.add_component(_event(entry, house, since))
    return bytes(calendar.to_ical())


def _event(entry: Entry, house: str, since: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(house).hostname or NOWHERE}")
    event.add("dtstamp", entry.moved_at or since)
    event.add("last-modified", entry.moved_at or since)
    event.add("sequence", entry.moved)
    event.add("summary", plain(entry.title))
    event.add("dtstart", entry.starts_on)
    event.add("dtend", entry.ends_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if house:
        event.add("url", house + entry.path)
    return event


def plain(words: str) -> str:
    """Words for a telephone: spaces are spaces, and it is one line."""
    return " ".join(words.replace("\u00a0", " ").split())
