"""A running house of its own: the demo year in a throw-away folder, the web server on a free loopback port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from flask import Flask

from app import create_app
from app.commands import GUNICORN
from app.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
# A disk by the customs of Unix; /tmp may be memory, where fsync costs nothing.
DISK = "/var/tmp"


@dataclass(frozen=True)
class House:
    """Where it listens, its folder and settings, and the process that started the workers."""

    port: int
    folder: Path
    settings: dict[str, str]
    pid: int

    @property
    def workers(self) -> list[int]:
        """The processes that answer requests."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    @cached_property
    def app(self) -> Flask:
        """The same house inside this process, on the same database and archive."""
        return create_app(Settings(**{name.removeprefix("OPORA_").lower(): v for name, v in self.settings.items()}))


@contextmanager
def running_house() -> Iterator[House]:
    """Migrated, seeded, started as `flask serve` starts it, without the job worker; stopped and thrown away after."""
    with TemporaryDirectory(prefix="opora-bench-", dir=DISK) as name:
        folder, port = Path(name), _free_port()
        settings = _settings(folder)
        environment = {**os.environ, **settings}
        for command in ("db upgrade", "seed"):
            words = [sys.executable, "-m", "flask", "--app", "wsgi", *command.split()]
            subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        words = [sys.executable, "-m", "gunicorn", "wsgi:app", "-b", f"127.0.0.1:{port}", *GUNICORN]
        server = subprocess.Popen(words, cwd=ROOT, env=environment)
        try:
            _wait_for(f"http://127.0.0.1:{port}/health")
            yield House(port, folder, settings, server.pid)
        finally:
            server.terminate()
            server.wait(30)


def _settings(folder: Path) -> dict[str, str]:
    return {
        "OPORA_DEMO": "1",
        "OPORA_SECRET_KEY": "bench",
        "OPORA_DATABASE": f"sqlite:///{folder / 'opora.db'}",
        "OPORA_ARCHIVE": f"file:{folder / 'archive'}",
        "OPORA_QUEUE": str(folder / "queue.db"),
        "OPORA_UPLOAD_LIMIT_MB": "256",
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(address: str, patience: float = 60) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            return urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
