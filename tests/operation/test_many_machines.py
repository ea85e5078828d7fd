"""Two web servers and two workers as on four machines: PostgreSQL, S3 and Redis are all that they share."""

import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from huey import RedisHuey
from redis.exceptions import ConnectionError as Away

from app.demo.chapters import SPRING
from app.kernel import line
from app.kernel.counting import SCHEME, SharedCounts, counted_in
from app.settings import Settings
from bench.visitor import Visitor, token
from tests.documents.steps import docx
from tests.house import SECRET, ask, build, seed, settings_of
from tests.operation.running import ROOT, end_session, free_port, lives, until
from tests.servers import postgres_server, redis_server

pytestmark = pytest.mark.sqlite  # it brings its own servers
NOON = 1_700_000_000.0
TRIES = 3


@pytest.fixture(scope="module")
def redis():
    with redis_server() as server:
        yield server


def test_of_all_workers_one_does_what_comes_by_the_clock_and_another_may_in_the_next_minute(redis):
    here, there = line.opened(redis[0]), line.opened(redis[0])
    assert [line.is_first(one, "sweep", NOON) for one in (here, there, here)] == [True, False, False]
    assert line.is_first(there, "freeze", NOON), "another job is another turn"
    assert [line.is_first(one, "sweep", NOON + line.MINUTE) for one in (there, here)] == [True, False]
    left = here.storage.conn.ttl(f"{line.NAME}.minute.sweep.{int(NOON // line.MINUTE)}")
    assert 0 < left <= line.REMEMBERED


@pytest.mark.parametrize("alone", [line.AT_ONCE, "queue.db"])
def test_a_worker_that_is_alone_has_every_turn(alone, tmp_path):
    where = alone if alone == line.AT_ONCE else str(tmp_path / alone)
    assert not isinstance(line.opened(where), RedisHuey)
    assert all(line.is_first(line.opened(where), "sweep", NOON) for _ in range(2))


def test_attempts_are_counted_together_where_the_queue_is_shared(redis):
    assert counted_in("/srv/opora/queue.db") == "memory://"
    here, there = SharedCounts(counted_in(redis[0])), SharedCounts(counted_in(redis[0]))
    assert [one.incr("attempts", 60) for one in (here, there, here)] == [1, 2, 3]
    there.clear("attempts")
    assert here.get("attempts") == 0


def test_while_the_counts_are_away_each_process_counts_for_itself(app):
    counts = SharedCounts(f"{SCHEME}redis://127.0.0.1:{free_port()}/0")
    with pytest.raises(Away):
        counts.shared.get("attempts")
    with app.app_context():
        assert [counts.incr("attempts", 60) for _ in range(2)] == [1, 2]
        assert counts.get("attempts") == 2
        assert counts.check()
        counts.clear("attempts")
        assert counts.get("attempts") == 0


class Region(NamedTuple):
    """What runs: two web servers, two workers, and how to stop and start the Redis between them."""

    sites: list[tuple[int, subprocess.Popen]]
    workers: list[subprocess.Popen]
    control: object


@pytest.fixture
def region(s3, tmp_path):
    """The demo year on PostgreSQL and S3, served from two folders that know nothing of each other."""
    with postgres_server() as server, redis_server() as (redis, control), ExitStack() as running:
        ask(server, "CREATE DATABASE opora")
        bucket = {f"s3_{name}": s3[given] for name, given in BUCKET.items()}
        settings = settings_of(f"{server}/opora", tmp_path).model_copy(
            update={"archive": f"s3://{s3['bucket']}/many"} | bucket
        )
        seed(build(Settings(**settings.model_dump())), SPRING)
        shared = {"database": settings.database, "archive": settings.archive, "queue": redis, **bucket}

        def start(name: str, *words: str, **more: str) -> subprocess.Popen:
            own = {"OPORA_PARTS": str(tmp_path / name / "parts"), "OPORA_FAILED_SIGN_INS": str(TRIES)}
            own |= {f"OPORA_{key.upper()}": value for key, value in shared.items()}
            environment = {**os.environ, "OPORA_DEMO": "1", "OPORA_SECRET_KEY": SECRET, **own, **more}
            command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
            running.callback(lambda: (end_session(process.pid), process.wait()))
            return process

        sites = []
        for name in ("first", "second"):
            port = free_port()
            sites.append((port, start(name, "serve", "--without-worker", PORT=str(port))))
        workers = [start(name, "work") for name in ("third", "fourth")]
        for port, process in sites:
            lives(f"http://127.0.0.1:{port}", process)
        yield Region(sites, workers, control)


BUCKET = {"endpoint": "endpoint_url", "access_key": "access_key", "secret_key": "secret_key"}


def uploaded(school: Visitor, file: Path, key: str) -> str:
    """Where the document is that was made of the file, in a place of the kit that had none."""
    place = re.search(r'href="(/schools/\d+/kit/antirisk-\d+)"', school.get("/"))[1]
    page = school.get(place)
    school.upload(re.search(r'action="([^"]+/versions)"', page)[1], page, key, file)
    return re.search(r"/documents/\d+", school.get(place, 302))[0]


@pytest.mark.long
def test_one_of_each_is_killed_and_redis_goes_away_and_nothing_is_lost(region, tmp_path):
    (first, site), (second, _) = region.sites
    school, file = Visitor(first), tmp_path / "paper.docx"
    there = Visitor(second, who="")
    there.cookie = school.cookie
    file.write_bytes(docx("Цель и сроки"))
    document = uploaded(school, file, "first")
    os.killpg(region.workers[0].pid, signal.SIGKILL)
    os.killpg(site.pid, signal.SIGKILL)
    until(lambda: checked(there.get(document)), told=lambda: there.get(document))

    stranger = Visitor(second, who="")
    statuses = [wrong(stranger) for _ in range(TRIES + 1)]
    assert statuses == [422] * TRIES + [429]

    region.control("stop")
    file.write_bytes(docx("Цель, сроки и ответственные"))
    page = there.get(document)
    there.upload(re.search(r'action="([^"]+/versions)"', page)[1], page, "second", file)
    assert re.search(r"Версия(&nbsp;|\s)2", there.get(document))
    region.control("start")
    until(lambda: checked(there.get(document)), told=lambda: there.get(document))


def wrong(stranger: Visitor) -> int:
    """The status of an attempt with a password that is not the curator's."""
    typed = {"csrf_token": token(stranger.get("/sign-in")), "email": "curator@example.org", "password": "wrong"}
    return stranger.status("/sign-in", typed)


def checked(page: str) -> bool:
    """The newest version of the page was looked at."""
    return 'data-status="Проверка разделов:' in page
