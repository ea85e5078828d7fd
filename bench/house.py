"""Running houses of a bench: each in a throw-away folder of its own, its web server on a free loopback port."""

import gc
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from flask import Flask

from app import create_app
from app.commands import GUNICORN
from app.settings import Settings
from tests.servers import postgres_binaries, postgres_server

ROOT = Path(__file__).resolve().parent.parent
# A disk by the customs of Unix; /tmp may be memory, where fsync costs nothing.
DISK = os.environ.get("BENCH_DISK", "/var/tmp")


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
        """The same house inside this process, on the same database and archive; its garbage is kept as in wsgi.py."""
        app = create_app(Settings(**{name.removeprefix("OPORA_").lower(): v for name, v in self.settings.items()}))
        gc.freeze()
        return app


class Houses:
    """The houses of a run, each built when it is first asked for and shared by what is measured in it."""

    def __init__(self, stack: ExitStack):
        self._stack = stack
        self._built: dict[tuple[str, int], House] = {}
        self._seeded = Path(stack.enter_context(TemporaryDirectory(prefix="opora-bench-", dir=DISK)))
        _seed(_settings(self._seeded, ""))

    @property
    def demo(self) -> House:
        """The demo year and nothing else."""
        return self.with_documents(0)

    def with_documents(self, documents: int) -> House:
        """The demo year and so many documents more."""
        return self._with("bench.filling", documents)

    def with_schools(self, schools: int) -> House:
        """The demo year with so many schools, and the set of its first stage fixed."""
        return self._with("bench.schools", schools)

    def build(self, sizes: Sequence[int]) -> None:
        """Houses with so many schools, side by side: before anything is measured nothing is disturbed."""
        with ThreadPoolExecutor(os.cpu_count()) as crew:
            list(crew.map(self.with_schools, sizes))

    def _with(self, filler: str, many: int) -> House:
        if (filler, many) not in self._built:
            self._built[filler, many] = self._stack.enter_context(_running_house(self._seeded, filler, many))
        return self._built[filler, many]

    def on_postgres(self, documents: int) -> House | None:
        """The same on a private PostgreSQL; None when there is none on this machine."""
        if postgres_binaries() is None:
            return None
        address = self._stack.enter_context(postgres_server())
        return self._stack.enter_context(
            _running_house(self._seeded, "bench.filling", documents, f"{address}/postgres")
        )


@contextmanager
def houses() -> Iterator[Houses]:
    """All of them are stopped and thrown away at the end."""
    with ExitStack() as stack:
        yield Houses(stack)


@contextmanager
def _running_house(seeded: Path, filler: str, many: int, database: str = "") -> Iterator[House]:
    """A copy of what is seeded, filled, started as `flask serve` starts it, without the job worker."""
    with TemporaryDirectory(prefix="opora-bench-", dir=DISK) as name:
        folder, port = Path(name) / "house", free_port()
        shutil.copytree(seeded, folder)
        settings = _settings(folder, database)
        if database:
            _seed(settings)
        if many:
            print(f"    {filler}: {many}", flush=True)
            _run(settings, "-m", filler, str(many))  # a process of its own takes its memory with it
        with served(port, "wsgi:app", GUNICORN, settings) as server:
            yield House(port, folder, settings, server.pid)


@contextmanager
def served(port: int, application: str, words: list[str], settings: dict[str, str]) -> Iterator[subprocess.Popen]:
    """gunicorn with an application that answers."""
    command = [sys.executable, "-m", "gunicorn", application, "-b", f"127.0.0.1:{port}", *words]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server)
        yield server
    finally:
        server.terminate()
        server.wait()


def _seed(settings: dict[str, str]) -> None:
    """The real migrations and the real demo year, in the one process in which `make run` does it."""
    _run(settings, "-m", "flask", "--app", "wsgi", "setup")


def _run(settings: dict[str, str], *words: str) -> None:
    environment = {**os.environ, **settings}
    subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _settings(folder: Path, database: str) -> dict[str, str]:
    return {
        "OPORA_DEMO": "1",
        "OPORA_SECRET_KEY": "a secret of the bench, in any letters",
        "OPORA_DATABASE": database or f"sqlite:///{folder / 'opora.db'}",
        "OPORA_ARCHIVE": f"file:{folder / 'archive'}",
        "OPORA_QUEUE": str(folder / "queue.db"),
        "OPORA_UPLOAD_LIMIT_MB": "256",
    }


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen, patience: float = 600) -> None:
    """Until it answers. Raises RuntimeError when the process has ended before, TimeoutError when it is silent."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode} before it answered")
        try:
            return urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
