"""Many things worked on one after the other: what fails is written down with a number, and the others go on.

A thing that has failed waits longer before each next try, and after MOST of them until the process is started anew.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from flask import current_app

from app.kernel import clock
from app.kernel.logs import tell
from app.kernel.transaction import end_write, forget

Thing = TypeVar("Thing", bound=Hashable)
MOST = 9  # tries: after 1, 2, 4 … minutes, the last one after four hours


def each(kind: str, things: Iterable[Thing], work: Callable[[Thing], object]) -> None:
    """Do the work on every thing, each in a transaction of its own."""
    failed = current_app.extensions.setdefault("failed", {})
    for thing in things:
        if _waits(failed.get((kind, thing)), clock.real_now()):
            continue
        try:
            work(thing)
            end_write()
            failed.pop((kind, thing), None)
        except Exception as error:  # of whatever kind: the others must not wait for its mending
            forget()
            tell(f"{kind} {thing}", error)
            tries = failed.get((kind, thing), (0, None))[0] + 1
            failed[kind, thing] = (tries, clock.real_now() + timedelta(minutes=2 ** (tries - 1)))


def _waits(failure: tuple[int, datetime] | None, now: datetime) -> bool:
    return failure is not None and (failure[0] >= MOST or now < failure[1])
