"""Whether a window of evidence takes files at a moment. Pure: the window, what was permitted, the moment.

The moment is the one at which the upload began: a slow line does not make a school late.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.kernel.calendar import is_late, local
from app.kernel.quotes import quoted
from app.refusals import Refusal
from app.region import region


class Months(Protocol):
    """A window of evidence, as the row of the table or as plain values of it."""

    @property
    def title(self) -> str:
        """Its months in words."""

    @property
    def opens_on(self) -> date:
        """Its first day."""

    @property
    def closes_on(self) -> date:
        """Its last day, inclusive."""


@dataclass(frozen=True)
class Opening:
    """How a window stands for one school: ahead, open, late (by permission) or closed; and to what day it takes."""

    state: str
    until: date

    @property
    def takes(self) -> bool:
        """True when a file is accepted, in time or late."""
        return self.state in ("open", "late")


def opening(window: Months, permitted_until: date | None, moment: datetime) -> Opening:
    """Both days of the window are inclusive in Moscow (T1); the permission ends by itself (T5)."""
    if local(moment).date() < window.opens_on:
        return Opening("ahead", window.closes_on)
    if not is_late(moment, window.closes_on):
        return Opening("open", window.closes_on)
    if permitted_until is not None and not is_late(moment, permitted_until):
        return Opening("late", permitted_until)
    return Opening("closed", window.closes_on)


def refusal(window: Months, stands: Opening) -> Refusal | None:
    """Why nothing is accepted now, and the way on; None when it is."""
    if stands.state == "ahead":
        return Refusal(
            "ahead",
            f"Окно {quoted(window.title)} откроется {window.opens_on:%d.%m.%Y}. До этого дня файлы не принимаются.",
        )
    if stands.state == "closed":
        return Refusal(
            "closed",
            f"Окно {quoted(window.title)} закрылось {window.closes_on:%d.%m.%Y} в 23:59 {region().clock_word}. "
            "Продлить его для одной школы может Департамент образования.",
        )
    return None
