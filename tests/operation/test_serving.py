"""`make run` keeps two processes as one and leaves none behind; the worker freezes what is due."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.year.cycle.demo_clock import days_to
from tests.operation.running import (
    PATIENCE,
    ROOT,
    end_session,
    environment,
    free_port,
    lives,
    members,
    nobody_is_left,
    until,
    web_server,
)

KEEPER_MB = 40  # of a process that only waits; one with the house in it has 140


@pytest.fixture
def house(app, tmp_path):
    """`flask serve` on a copy of the demo year that stands a week after the first stage."""
    engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with engine.begin() as connection:
        away = days_to(date(2022, 5, 5), datetime.now(UTC))
        connection.execute(text("UPDATE cycles SET demo_offset = :away"), {"away": away})
    port = str(free_port())
    settings = environment(app.config["SETTINGS"], PORT=port, OPORA_QUEUE=str(tmp_path / "queue.db"))
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    with open(tmp_path / "said.txt", "wb") as said:
        started = subprocess.Popen(command, cwd=ROOT, env=settings, start_new_session=True, stdout=said)
        try:
            lives(f"http://127.0.0.1:{port}", started)
            yield started, f"http://127.0.0.1:{port}", engine, tmp_path / "said.txt"
        finally:
            end_session(started.pid)
            started.wait()
            engine.dispose()


def test_ctrl_c_stops_both_processes_and_the_worker_had_frozen_the_stage(house):
    started, address, engine, said = house

    def frozen() -> int:
        with engine.connect() as connection:
            return connection.execute(text("SELECT count(*) FROM freezes")).scalar()

    until(frozen)
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(PATIENCE) == 0
    nobody_is_left(started.pid)
    assert address in said.read_text()
    assert "school@example.org" in said.read_text()


def test_a_process_that_is_killed_comes_back_and_the_site_goes_on(house):
    started, address, *_ = house

    def answers() -> bool:
        return urllib.request.urlopen(f"{address}/health", timeout=PATIENCE).read() == b"ok"

    def master(part: str) -> int:
        found = members(started.pid)
        return min((pid for pid, command in found.items() if part in command and pid != started.pid), default=0)

    for part, site_stays in (("wsgi work", True), ("gunicorn", False)):
        was = master(part)
        os.kill(was, signal.SIGKILL)
        if site_stays:
            assert urllib.request.urlopen(f"{address}/health", timeout=PATIENCE).status == 200
        until(lambda was=was, part=part: master(part) not in (0, was))
        until(answers)
    os.killpg(started.pid, signal.SIGTERM)
    assert started.wait(PATIENCE) == 0
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
        end_session(one.pid)
        one.wait()


def test_a_helper_that_can_never_start_is_tried_later_and_later_and_takes_nobody_with_it(together, tmp_path):
    port = str(free_port())
    started = together(["http.server", port, "--bind", "127.0.0.1"], ["no_such_module"])
    until(lambda: b"starts again in 4 s" in (tmp_path / "said.txt").read_bytes())
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE).status == 200
    assert started.poll() is None
    os.kill(started.pid, signal.SIGTERM)
    assert started.wait(PATIENCE) == 0
    nobody_is_left(started.pid)


def test_a_site_that_can_never_start_is_given_up_and_the_helper_is_stopped(together):
    started = together(["no_such_module"], ["http.server", str(free_port()), "--bind", "127.0.0.1"])
    assert started.wait(PATIENCE) == 1
    nobody_is_left(started.pid)


def test_an_impatient_operator_who_stops_it_twice_leaves_nothing_behind(house):
    started, *_ = house
    for _ in range(2):
        os.kill(started.pid, signal.SIGTERM)
        time.sleep(0.1)
    assert started.wait(PATIENCE) == 0
    nobody_is_left(started.pid)


def test_the_keeper_of_the_two_has_no_house_in_its_memory(house):
    started, *_ = house
    said = Path(f"/proc/{started.pid}/smaps_rollup").read_text()
    assert int(re.search(r"Rss:\s+(\d+) kB", said)[1]) < KEEPER_MB * 1024


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def opened(pid: int, what: str) -> list[str]:
    """Whatever the process has open and is called so."""
    links = []
    for one in Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.append(os.readlink(one))
        except FileNotFoundError:
            continue
    return [link for link in links if what in link]


@pytest.mark.sqlite
def test_the_house_is_built_once_and_its_forks_share_no_connection_and_no_chance(app):
    base = app.config["SETTINGS"].database.removeprefix("sqlite:///")
    with web_server(app.config["SETTINGS"]) as server:
        master = server.process.pid
        assert opened(master, base) == []
        keys = re.compile(r'name="form_key" value="([^"]+)"')
        pages = [urllib.request.urlopen(f"{server.address}/sign-in").read().decode() for _ in range(20)]
        found = [key for page in pages for key in keys.findall(page)]
        assert len(found) == len(set(found)) >= 20
        assert opened(master, base) == []
        assert len(children(master)) == 2


@pytest.mark.sqlite
def test_a_web_process_that_dies_is_forked_anew_and_the_house_answers(app):
    with web_server(app.config["SETTINGS"]) as server:
        was = children(server.process.pid)
        os.kill(was[0], signal.SIGKILL)
        until(lambda: len(now := children(server.process.pid)) == 2 and was[0] not in now)
        assert urllib.request.urlopen(f"{server.address}/health", timeout=PATIENCE).read() == b"ok"
        os.kill(server.process.pid, signal.SIGHUP)
        until(lambda: not set(was) & set(now := children(server.process.pid)) and len(now) == 2)
        assert urllib.request.urlopen(f"{server.address}/health", timeout=PATIENCE).read() == b"ok"
