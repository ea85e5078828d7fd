"""What the house stands on, asked for real: each part in a thread of its own, so that none holds the answer up."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread

from flask import Flask

from app.health import parts

SECONDS = 2  # that all of them together are waited for
KEPT_FOR = 5  # seconds that an answer is good for: who asks oftener costs nothing
AWAY = ("silent", "failed")
# What makes the house unfit to take files and decisions now: none of it answers, or one of these troubles of its own.
NEEDED = {"database": AWAY, "archive": AWAY, "room": (*AWAY, "full"), "queue": (*AWAY, "stands")}
IN_THE_DATABASE = ("worker", "mail", "backup", "files", "journal")  # nothing is known of these while it is away


@dataclass(frozen=True)
class Finding:
    """How a part is: `trouble` is empty, `silent`, `failed`, or a word of the part itself; `about` are its figures."""

    trouble: str = ""
    about: dict = field(default_factory=dict)


class Health:
    """Asks, remembers the answer for a moment, and never asks a part again that still owes its answer."""

    def __init__(self, asks: dict[str, Callable[[], Finding]]):
        self.asks = asks
        self.kept: dict[str, Finding] = {}
        self.asked_at = float("-inf")
        self.turn = Lock()
        self.running: dict[str, Thread] = {}

    def findings(self) -> dict[str, Finding]:
        """By part; within SECONDS whatever happens."""
        with self.turn:
            if time.monotonic() - self.asked_at >= KEPT_FOR:
                self.kept, self.asked_at = self._ask(), time.monotonic()
            return self.kept

    def troubles(self) -> list[str]:
        """The parts that are not well, in their order."""
        return [part for part, found in self.findings().items() if found.trouble]

    def lacks(self) -> list[str]:
        """The parts without which the house can't take anything now."""
        found = self.findings()
        return [part for part, troubles in NEEDED.items() if part in found and found[part].trouble in troubles]

    def _ask(self) -> dict[str, Finding]:
        found: dict[str, Finding] = {}
        for part in self.asks:
            if part not in self.running or not self.running[part].is_alive():
                self.running[part] = Thread(target=self._answer, args=(part, found), daemon=True)
                self.running[part].start()
        until = time.monotonic() + SECONDS
        for part in self.asks:
            self.running[part].join(max(0, until - time.monotonic()))
        away = "database" not in found or found["database"].trouble
        known = [part for part in self.asks if not (away and part in IN_THE_DATABASE)]
        return {part: found.get(part, Finding("silent")) for part in known}

    def _answer(self, part: str, found: dict[str, Finding]) -> None:
        try:
            found[part] = self.asks[part]()
        except Exception:  # whatever it is, the part does not do its work; its own log says more
            found[part] = Finding("failed")


def asks_of(app: Flask) -> dict[str, Callable[[], Finding]]:
    """The parts of this house, each asked in a context of its own."""

    def within(ask: Callable[[], tuple[str, dict]]) -> Callable[[], Finding]:
        def run() -> Finding:
            with app.app_context():
                return Finding(*ask())

        return run

    return {ask.__name__: within(ask) for ask in parts.PARTS}
