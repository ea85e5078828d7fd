"""Days on which nobody is at work: holidays of article 112 of the Labour Code, weekends, and days moved by decree.

Holidays are app/year/cycle/data/holidays.json; what is moved in a year is rows that a coordinator edits.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flask import g, has_app_context
from sqlalchemy import select

from app.journal.kept import kept
from app.kernel.calendar import WEEKDAYS
from app.kernel.reads import Read
from app.year.cycle.models import MovedDay

DATA = Path(__file__).parent / "data" / "holidays.json"
SATURDAY = 5


class Moved(NamedTuple):
    """A day off or, where `off` is false, a day of work; the title says why, and may be empty."""

    on: date
    off: bool
    title: str


MOVED = Read(Moved, select(MovedDay.on, MovedDay.off, MovedDay.title).order_by(MovedDay.on))


def day_off(on: date, among: Mapping[date, Moved] | None = None) -> str:
    """«суббота», «праздник: День Победы», «выходной, перенесён»; empty for a day of work. `among` is what is moved."""
    moved = (moved_days() if among is None else among).get(on)
    if moved is not None:
        return (f"выходной: {moved.title}" if moved.title else "выходной, перенесён") if moved.off else ""
    if holiday := _holidays().get(f"{on:%m-%d}"):
        return f"праздник: {holiday}"
    return WEEKDAYS[on.weekday()] if on.weekday() >= SATURDAY else ""


def moved_days() -> Mapping[date, Moved]:
    """What is moved, of all years; read once a request or a job, kept until the journal goes on."""
    if not has_app_context():
        return {}
    found: Mapping[date, Moved] | None = getattr(g, "moved_days", None)
    if found is None:
        found = g.moved_days = {one.on: one for one in kept("moved_days", (), MOVED.all)}
    return found


def forget() -> None:
    """Something of it has changed in this request."""
    g.pop("moved_days", None)


@cache
def _holidays() -> dict[str, str]:
    found: dict[str, str] = json.loads(DATA.read_text(encoding="utf-8"))
    return found
