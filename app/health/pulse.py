"""The worker says every few seconds that it is there and what it does, from a thread of its own.

So a long job is told while it goes on, and a process that is stuck as a whole falls silent within a minute.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread, get_ident

from flask import Flask

from app.health.services import beat
from app.kernel import clock
from app.kernel.logs import tell

EVERY = 15  # seconds


class Pulse:
    """Knows what the threads of this process do just now."""

    def __init__(self) -> None:
        self.running: dict[int, tuple[datetime, str]] = {}
        self.over = Event()

    @contextmanager
    def doing(self, job: str) -> Iterator[None]:
        """The thread does this job meanwhile."""
        self.running[get_ident()] = clock.real_now(), job
        try:
            yield
        finally:
            self.running.pop(get_ident(), None)

    @property
    def oldest(self) -> tuple[datetime | None, str | None]:
        """What is done for the longest time: since when, and its name."""
        return min(self.running.copy().values(), default=(None, None))

    def say(self, app: Flask) -> None:
        """Once. A database that is busy or away is told in the log, and asked again next time."""
        with app.app_context():
            since, job = self.oldest
            try:
                beat(job, since)
            except Exception as error:
                tell("pulse", error)

    def start(self, app: Flask) -> None:
        """Go on saying so until the process ends; a thread needs the house itself, not the one of its context."""
        app = getattr(app, "_get_current_object", lambda: app)()
        self.say(app)
        Thread(target=self._go_on, args=(app,), daemon=True, name="pulse").start()

    def _go_on(self, app: Flask) -> None:
        while not self.over.wait(EVERY):
            self.say(app)
