"""`make run` keeps two processes as one and leaves none behind; the worker freezes what is due."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.year.cycle.demo_clock import days_to
from tests.house import SECRET

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(app, tmp_path):
    """`flask serve` on a copy of the demo year that stands a week after the first stage."""
    engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with engine.begin() as connection:
        away = days_to(date(2022, 5, 5), datetime.now(UTC))
        connection.execute(text("UPDATE cycles SET demo_offset = :away"), {"away": away})
    port = str(free_port())
    settings = app.config["SETTINGS"]
    environment = {**os.environ, "PORT": port, "OPORA_DEMO": "1", "OPORA_SECRET_KEY": SECRET}
    environment["OPORA_QUEUE"] = str(tmp_path / "queue.db")
    environment |= {f"OPORA_{name.upper()}": str(getattr(settings, name)) for name in ("database", "archive")}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    with open(tmp_path / "said.txt", "wb") as said:
        started = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stdout=said)
        try:
            yield started, f"http://127.0.0.1:{port}", engine, tmp_path / "said.txt"
        finally:
            if members(started.pid):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()
            engine.dispose()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def members(group: int) -> dict[int, str]:
    """The living processes of a group, with their command lines."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgid = stat.read_text().rpartition(") ")[2].split()[:3]
            if int(pgid) == group and state != "Z":
                found[int(stat.parent.name)] = (stat.parent / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def until(something, seconds: float = 150, told=lambda: "it did not come"):
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


def nobody_is_left(group: int) -> None:
    """Every process of the group ends soon; those that stay are named."""
    until(lambda: not members(group), 20, lambda: members(group))


def test_ctrl_c_stops_both_processes_and_the_worker_had_frozen_the_stage(house):
    started, address, engine, said = house
    until(lambda: urllib.request.urlopen(f"{address}/health", timeout=10).read() == b"ok")

    def frozen() -> int:
        with engine.connect() as connection:
            return connection.execute(text("SELECT count(*) FROM freezes")).scalar()

    until(frozen, 150)
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(30) == 0
    nobody_is_left(started.pid)
    assert address in said.read_text()
    assert "school@example.org" in said.read_text()


def test_a_process_that_is_killed_comes_back_and_the_site_goes_on(house):
    started, address, *_ = house

    def answers() -> bool:
        return urllib.request.urlopen(f"{address}/health", timeout=10).read() == b"ok"

    def master(part: str) -> int:
        return min((pid for pid, command in members(started.pid).items() if part in command), default=0)

    until(answers)
    for part, site_stays in (("wsgi work", True), ("gunicorn", False)):
        was = master(part)
        os.kill(was, signal.SIGKILL)
        if site_stays:
            assert urllib.request.urlopen(f"{address}/health", timeout=20).status == 200
        until(lambda was=was, part=part: master(part) not in (0, was))
        until(answers)
    os.killpg(started.pid, signal.SIGTERM)
    assert started.wait(40) == 0
    nobody_is_left(started.pid)


@pytest.fixture
def together(tmp_path):
    """`run_together` of any modules, in a process group of its own."""
    begun = []

    def start(site: list[str], *helpers: list[str]) -> subprocess.Popen:
        call = f"import sys; from app.serving import run_together; sys.exit(run_together(*{[site, *helpers]!r}))"
        with open(tmp_path / "said.txt", "wb") as said:
            begun.append(subprocess.Popen([sys.executable, "-c", call], cwd=ROOT, start_new_session=True, stderr=said))
        return begun[-1]

    yield start
    for one in begun:
        if members(one.pid):
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()


def test_a_helper_that_can_never_start_is_tried_later_and_later_and_takes_nobody_with_it(together, tmp_path):
    port = str(free_port())
    started = together(["http.server", port, "--bind", "127.0.0.1"], ["no_such_module"])
    until(lambda: b"starts again in 4 s" in (tmp_path / "said.txt").read_bytes())
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).status == 200
    assert started.poll() is None
    os.kill(started.pid, signal.SIGTERM)
    assert started.wait(30) == 0
    nobody_is_left(started.pid)


def test_a_site_that_can_never_start_is_given_up_and_the_helper_is_stopped(together):
    started = together(["no_such_module"], ["http.server", str(free_port()), "--bind", "127.0.0.1"])
    assert started.wait(60) == 1
    nobody_is_left(started.pid)


def test_an_impatient_operator_who_stops_it_twice_leaves_nothing_behind(house):
    started, address, *_ = house
    until(lambda: urllib.request.urlopen(f"{address}/health", timeout=10).read() == b"ok")
    for _ in range(2):
        os.kill(started.pid, signal.SIGTERM)
        time.sleep(0.1)
    assert started.wait(40) == 0
    nobody_is_left(started.pid)
