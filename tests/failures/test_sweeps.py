"""The worker's sweeps: a thing that fails is told by a number, waits longer and longer, and stops no other."""

import os
import re
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import jobs
from app.archive.leftovers import HALF_FOR, sweep_halves, sweep_parts
from app.archive.parts import ASKED_AGAIN, KEPT_FOR, parts
from app.borrowing import services as borrowing
from app.borrowing.models import VersionFingerprint
from app.documents.models import Version
from app.expertise.models import Freeze
from app.extensions import db
from app.kernel import clock
from app.kernel.sweeping import MOST, each
from app.search import services as search
from app.search.models import Entry
from app.search.subjects import MODELS
from tests.documents.steps import count
from tests.documents.test_parts import DIGEST, PAPER, Line
from tests.operation.running import ROOT, until


@pytest.fixture
def minutes_later(monkeypatch):
    """The worker's clock moves on."""
    begun = clock.real_now()
    return lambda minutes: monkeypatch.setattr(clock, "real_now", lambda: begun + timedelta(minutes=minutes))


def poison(monkeypatch, where, name: str, is_bad) -> None:
    """What is called so fails for some of its things."""
    works = getattr(where, name)

    def call(*args, **more):
        if is_bad(*args):
            raise ValueError("a poison")
        return works(*args, **more)

    monkeypatch.setattr(where, name, call)


def test_a_thing_that_fails_is_told_once_a_try_and_the_others_are_done(app, minutes_later, caplog):
    done, tries = [], []

    def work(thing: int) -> None:
        if thing == 2:
            tries.append(thing)
            raise ValueError("Иванова Анна")
        done.append(thing)

    with app.app_context():
        for minute in range(60 * 24):
            minutes_later(minute)
            each("thing", [1, 2, 3] if minute == 0 else [2], work)
    assert done == [1, 3]
    assert len(tries) == MOST
    told = [record.getMessage() for record in caplog.records if "failure" in record.getMessage()]
    assert len(told) == MOST
    assert all(re.match(r"failure [0-9a-f]{8}: thing 2, ", line) for line in told)
    assert "Иванова" not in "".join(told)


def test_one_stage_that_cannot_be_frozen_does_not_keep_the_next_one_open(app, at, monkeypatch, minutes_later):
    at(2022, 7, 5, 9)
    with app.app_context():
        with monkeypatch.context() as bad:
            poison(bad, jobs, "freeze", lambda stage, *_: stage.number == 1)
            jobs.freeze_stages()
        assert db.session.scalar(select(func.count(Freeze.id))) == 1
        minutes_later(2)
        jobs.freeze_stages()
        assert db.session.scalar(select(func.count(Freeze.id))) == 2


def test_one_text_that_cannot_be_printed_does_not_stop_the_prints_of_others(app, monkeypatch):
    with app.app_context():
        db.session.execute(db.delete(VersionFingerprint))
        db.session.commit()
        first = db.session.scalar(select(func.min(Version.id)))
        poison(monkeypatch, borrowing, "_fingerprint", lambda key, *_: key == first)
        borrowing.fingerprint_pending()
        left = borrowing.queries.unprinted(borrowing.queries.measures())
        assert left == [first]
        assert db.session.scalar(select(func.count(VersionFingerprint.version_id))) > 1


def test_one_thing_that_cannot_be_indexed_does_not_hide_the_others(app, monkeypatch):
    with app.app_context():
        search.rebuild()
        every = count(app, select(func.count(Entry.id)))
        db.session.execute(db.delete(Entry))
        db.session.commit()
        kind, model = next(iter(MODELS.items()))
        first = db.session.scalar(select(func.min(model.id)))
        poison(monkeypatch, search, "take_in", lambda of, ids: of == kind and first in ids)
        for _ in range(10):
            search.catch_up()
    assert count(app, select(func.count(Entry.id))) == every - 1


def test_one_part_that_cannot_be_deleted_does_not_keep_the_others(school, app):
    line = Line(school)
    line.send(0, PAPER[:1000])
    with app.app_context():
        stuck = parts().folder / f"1-{'0' * 64}-1"
        stuck.mkdir()
        for path in parts().folder.iterdir():
            grow_old(path, KEPT_FOR)
        sweep_parts()
        assert list(parts().folder.iterdir()) == [stuck]
        stuck.rmdir()


def grow_old(path, age: timedelta) -> None:
    old = path.stat().st_mtime - age.total_seconds() - 60
    os.utime(path, (old, old))


def test_the_part_of_a_committed_version_goes_soon_and_a_lost_answer_still_finds_it(school, app):
    line = Line(school)
    line.send(0, PAPER)
    assert [line.finish().status_code for _ in range(2)] == [201, 201]
    with app.app_context():
        [path] = parts().folder.iterdir()
        sweep_parts()
        assert path.exists()
        grow_old(path, ASKED_AGAIN)
        sweep_parts()
        assert not path.exists()
        assert app.extensions["store"].open(DIGEST).read() == PAPER


def test_the_part_of_a_refused_file_stays_for_its_day(school, app, monkeypatch):
    line = Line(school)
    line.send(0, PAPER[:-1])
    assert line.finish().status_code == 422
    line.send(0, PAPER)
    monkeypatch.setattr("app.documents.services.record", lambda *_, **__: 1 / 0)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert line.finish().status_code == 500
    with app.app_context():
        [path] = parts().folder.iterdir()
        grow_old(path, ASKED_AGAIN)
        sweep_parts()
        assert path.exists()


def test_the_half_file_of_a_killed_process_is_swept_after_a_day_and_a_young_one_stays(app):
    store = app.extensions["store"]
    write = f"from storage import open_store; f = open_store('file:{store.root}').intake(); f.write(bytes(100000));"
    killed = subprocess.Popen([sys.executable, "-c", f"{write} import time; time.sleep(60)"], cwd=ROOT)
    until(lambda: [path for path, _ in store.halves() if path.stat().st_size == 100000])
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    [(half, _)] = store.halves()
    young = store.intake()
    with app.app_context():
        sweep_halves()
        assert half.exists()
        grow_old(half, HALF_FOR)
        sweep_halves()
    assert not half.exists()
    assert [path.name for path, _ in store.halves()] == [os.path.basename(young.name)]
    young.close()


def test_the_worker_sweeps_by_itself():
    assert {sweep_parts, sweep_halves} <= set(jobs.EVERY_MINUTE)
