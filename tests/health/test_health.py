"""/health and /ready ask what the house stands on, answer soon whatever happens, and the page says what to do (O4)."""

import contextlib
import os
import shutil
import sqlite3
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.extensions import db
from app.health.asking import Finding, Health
from app.health.models import Heartbeat
from app.health.parts import SILENCE, WAITS
from app.health.services import beat
from app.kernel import clock
from storage import open_store
from tests.house import NOON, build
from tests.operation.running import until
from tests.storage.failing import Line, fill, make_read_only, small_disk

SOON = 30  # seconds: two are the limit of the house, the rest is a busy machine; what hangs would never answer


def asked(app, url: str = "/health") -> tuple[int, str]:
    """What a watchman gets now, not a few seconds ago; soon, whatever has happened."""
    app.extensions["health"].asked_at = float("-inf")
    began = time.monotonic()
    answer = app.test_client().get(url)
    assert time.monotonic() - began < SOON
    return answer.status_code, answer.text


def says(app, answer: tuple[int, str], url: str = "/health") -> None:
    """It comes to this answer: on a busy machine another part may owe its own for once."""
    until(lambda: asked(app, url) == answer, seconds=60, told=lambda: f"{asked(app, url)}, not {answer}")


@pytest.fixture
def disk(app, tmp_path):
    with small_disk(tmp_path / "disk", 1024) as disk:
        app.extensions["store"] = open_store(f"file:{disk / 'archive'}")
        app.config["SETTINGS"].upload_limit_mb = 1
        yield disk


@pytest.fixture
def queued(app, tmp_path):
    """The same house with a queue in a file and a worker that has just been there."""
    settings = app.config["SETTINGS"].model_copy(update={"queue": str(tmp_path / "queue.db")})
    house = build(settings)
    house.extensions["clock"] = lambda: NOON
    with house.app_context():
        beat()
    yield house
    with house.app_context():
        db.engine.dispose()


def test_a_house_that_is_well_says_two_letters(app):
    says(app, (200, "ok"))
    says(app, (200, "ready"), "/ready")


def gone(disk: Path) -> None:
    shutil.rmtree(disk / "archive")


@pytest.mark.parametrize("fail", [gone, make_read_only], ids=["gone", "read-only"])
def test_an_archive_that_takes_nothing_is_told_to_watchmen_and_to_the_administrator(fail, app, disk, browser):
    fail(disk)
    says(app, (200, "degraded: archive"))
    says(app, (503, "not ready: archive"), "/ready")
    admin = browser("admin")
    admin.get("/archive")
    assert "Требует внимания: архив файлов" in admin.text
    assert "Проверьте диск архива" in admin.text


def test_little_room_is_told_before_it_is_none(app, tmp_path, browser):
    with small_disk(tmp_path / "large", 12 * 1024) as large:
        app.extensions["store"] = open_store(f"file:{large / 'archive'}")
        app.config["SETTINGS"].upload_limit_mb = 1
        says(app, (200, "ok"))
        fill(large, 9 * 1024 * 1024)
        says(app, (200, "degraded: archive"))
        says(app, (200, "ready"), "/ready")
        assert "Мало места" in browser("department").get("/archive").text


@pytest.mark.sqlite
def test_a_database_that_is_away_is_told_without_it(app):
    path = Path(db_path(app))
    with app.app_context():
        db.engine.dispose()
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    try:
        says(app, (200, "degraded: database"))
        says(app, (503, "not ready: database"), "/ready")
    finally:
        path.rmdir()
        path.with_suffix(".away").rename(path)
    says(app, (200, "ok"))


def db_path(app) -> str:
    return app.config["SETTINGS"].database.removeprefix("sqlite:///")


@pytest.mark.s3
def test_a_store_that_swallows_every_question_holds_no_watchman_up(app, s3):
    line = Line(urlsplit(s3["endpoint_url"]).port)
    keys = {name: s3[name] for name in ("access_key", "secret_key")}
    app.extensions["store"] = open_store("s3://docs/health", endpoint_url=f"http://127.0.0.1:{line.port}", **keys)
    says(app, (200, "ok"))
    line.swallow = 0
    says(app, (200, "degraded: archive"))
    says(app, (503, "not ready: archive"), "/ready")
    line.close()


def test_a_part_that_hangs_is_asked_once_and_many_watchmen_cost_nothing(app):
    calls = []

    def hang() -> Finding:
        calls.append(1)
        time.sleep(20)
        return Finding()

    app.extensions["health"] = Health({"database": Finding, "archive": hang})
    assert asked(app) == (200, "degraded: archive") == asked(app)
    began = time.monotonic()
    assert {app.test_client().get("/health").text for _ in range(50)} == {"degraded: archive"}
    assert time.monotonic() - began < SOON
    assert calls == [1]


def test_a_worker_that_is_silent_is_told_and_comes_back(queued):
    says(queued, (200, "ok"))
    with queued.app_context():
        db.session.get(Heartbeat, "worker").beat_at = clock.real_now() - SILENCE
        db.session.commit()
    says(queued, (200, "degraded: worker"))
    says(queued, (200, "ready"), "/ready")
    with queued.app_context():
        beat()
    says(queued, (200, "ok"))


def test_a_queue_that_is_locked_or_deleted_is_told(queued, tmp_path):
    path = queued.config["SETTINGS"].queue
    with contextlib.closing(sqlite3.connect(path)) as line:
        line.execute("BEGIN EXCLUSIVE")
        says(queued, (200, "degraded: queue"))
        line.rollback()
    says(queued, (200, "ok"))
    os.rename(path, tmp_path / "elsewhere")
    says(queued, (200, "degraded: queue"))


def test_a_job_that_waits_for_long_is_told_with_its_age(queued, monkeypatch):
    queued.extensions["jobs"]("look_at_unseen")
    says(queued, (200, "ok"))
    later = clock.real_now() + WAITS + timedelta(minutes=2)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    says(queued, (200, "degraded: queue, worker"))
    found = queued.extensions["health"].findings()["queue"].about
    assert found["length"] == 1
    assert found["age"] > WAITS


def test_a_stranger_learns_no_address_no_path_and_no_figure(app, disk):
    gone(disk)
    for url in ("/health", "/ready"):
        said = asked(app, url)[1]
        assert set(said) <= set("abcdefghijklmnopqrstuvwxyz:, ")
