"""Servers of the house for tests: started as people start them, waited for with patience, stopped by their number."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from app.commands import GUNICORN
from app.settings import Settings
from tests.house import SECRET

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds: a busy machine is no fault; who waits so long has lost, whatever the machine


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until(something: Callable, seconds: float = PATIENCE, told: Callable = lambda: "it did not come"):
    """Wait for it to be true; or fail with what is told then."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := something():
                return found
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(told())


def lives(address: str, process: subprocess.Popen) -> None:
    """Wait for the first answer; a process that has ended will give none."""

    def answered() -> bool:
        assert process.poll() is None, f"it ended with {process.returncode}"
        return urllib.request.urlopen(f"{address}/health", timeout=PATIENCE).read() == b"ok"

    until(answered)


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """Where a demo finds the database and the archive of these settings."""
    own = {f"OPORA_{name.upper()}": str(getattr(settings, name)) for name in ("database", "archive")}
    return {**os.environ, "OPORA_DEMO": "1", "OPORA_SECRET_KEY": SECRET, "OPORA_QUEUE": "at-once", **own, **more}


class Server(NamedTuple):
    """A web server that answers."""

    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def web_server(settings: Settings, *more: str) -> Iterator[Server]:
    """The web server with the command line of the house, and more of it."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "-b", f"127.0.0.1:{port}", *GUNICORN, *more]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(settings))
    try:
        lives(f"http://127.0.0.1:{port}", server)
        yield Server(port, server)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def members(session: int) -> dict[int, str]:
    """The living processes of a session, with their command lines."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text().rpartition(") ")[2].split()[:4]
            if int(of) == session and state != "Z":
                found[int(stat.parent.name)] = (stat.parent / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def nobody_is_left(session: int) -> None:
    """Every process of the session ends; those that stay are named."""
    until(lambda: not members(session), told=lambda: members(session))


def end_session(session: int) -> None:
    """Whoever is left of a test that failed."""
    for pid in members(session):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
