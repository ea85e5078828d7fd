"""The worker says every few seconds that it is there and what it does, from a thread of its own.

So a long job is told while it goes on, and a process that is stuck as a whole falls silent within a minute.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread, get_ident

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.health.models import Heartbeat
from app.health.parts import WORKER
from app.health.services import beat, forget
from app.kernel import clock
from app.kernel.logs import tell

EVERY = 15  # seconds


def own_name() -> str:
    """«worker@machine:process»: of several workers on several machines each has its own."""
    return f"{_here()}{os.getpid()}"


def _here() -> str:
    return f"{WORKER}@{socket.gethostname()[:20]}:"


def ended_here() -> list[str]:
    """The workers of this machine whose process is there no more: they were killed, or the machine was."""
    names = db.session.scalars(select(Heartbeat.name).where(Heartbeat.name.startswith(_here(), autoescape=True)))
    return [name for name in names if not Path("/proc", name.rpartition(":")[2]).exists()]


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
                beat(job, since, own_name())
            except Exception as error:
                tell("pulse", error)

    def start(self, app: Flask) -> None:
        """Go on saying so until the process ends; a thread needs the house itself, not the one of its context."""
        app = getattr(app, "_get_current_object", lambda: app)()
        with app.app_context():
            forget(ended_here())
        self.say(app)
        Thread(target=self._go_on, args=(app,), daemon=True, name="pulse").start()

    def end(self) -> None:
        """The worker ends as it was told to, and nobody is to miss it."""
        self.over.set()
        try:
            forget([own_name()])
        except Exception as error:
            tell("pulse", error)

    def _go_on(self, app: Flask) -> None:
        while not self.over.wait(EVERY):
            self.say(app)
