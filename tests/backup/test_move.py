"""The move: from SQLite to a real PostgreSQL and from a folder to a real bucket and back, also when it is killed."""

import os
import signal
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, func, select, text

from app.archive.models import Blob
from app.backup import carrying, moving
from app.backup.databases import NotDone
from app.extensions import db
from app.health.models import Heartbeat
from app.kernel import clock
from storage import open_store
from tests.archive.test_archive import verify
from tests.backup.test_drill import EVERYBODY
from tests.browser_like import Browser
from tests.documents.steps import count, docx, empty_place, upload_to
from tests.house import NOON, ask, build
from tests.servers import postgres_server

NOWHERE = "postgresql+psycopg://127.0.0.1:9/nowhere"
pytestmark = pytest.mark.sqlite  # it comes from there


@pytest.fixture(scope="module")
def server():
    with postgres_server() as address:
        yield address


@pytest.fixture(scope="module")
def begun(server, seeded):
    """A database to which a move has begun: the tables are made, which takes longest, and nothing is in them."""
    ask(server, "CREATE DATABASE begun TEMPLATE template0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving, "_carry", lambda *_: 1 / 0)
        assert isinstance(run(seeded.as_seeded(), "database", f"{server}/begun").exception, ZeroDivisionError)
    return server


@pytest.fixture
def target(begun):
    """Where nobody sees a house yet."""
    ask(begun, "DROP DATABASE IF EXISTS moved WITH (FORCE)", "CREATE DATABASE moved TEMPLATE begun")
    return f"{begun}/moved"


def run(app, *words: str):
    """`flask move …`."""
    return app.test_cli_runner().invoke(args=["move", *words])


def move(app, *words: str) -> tuple[int, str]:
    """What `flask move …` says, and its exit code."""
    done = run(app, *words)
    return done.exit_code, done.output


def killed(app, *words: str) -> None:
    """Run it in a process that is killed by a signal on its way; the caller has put where."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    if not (child := os.fork()):
        move(app, *words)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def scalar(address: str, question: str):
    engine = create_engine(address)
    with engine.connect() as connection:
        found = connection.scalar(text(question))
    engine.dispose()
    return found


def test_a_house_goes_on_in_postgresql_after_a_move_that_was_killed(app, school, target, monkeypatch):
    upload_to(school, place := empty_place(school), docx("Переезд"))
    carry = moving._carry

    def until_it_is_killed(source, engine, one):
        if one.name == "events":
            os.kill(os.getpid(), signal.SIGKILL)
        return carry(source, engine, one)

    monkeypatch.setattr(moving, "_carry", until_it_is_killed)
    killed(app, "database", target)
    monkeypatch.undo()
    assert scalar(target, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0  # nobody sees a half
    code, told = move(app, "database", target)
    assert code == 0, told
    assert "tables: 0 moved before" not in told
    assert f"OPORA_DATABASE={target}" in told
    settings = app.config["SETTINGS"].model_copy(update={"database": target})
    house = build(settings)
    house.extensions["clock"] = lambda: NOON
    for who, page in EVERYBODY.items():
        assert Browser(house, who).get(page).status_code == 200
    assert "whole" in house.test_cli_runner().invoke(args=["journal", "verify"]).output
    moved = Browser(house, "school")
    assert "Заречн" in Browser(house, "department").get("/search?q=заречная").text
    before = count(house, select(func.count(Blob.id)))
    upload_to(moved, place, docx("В новом доме"))  # the numbers go on after the largest
    assert count(house, select(func.count(Blob.id))) > before
    with house.app_context(), pytest.raises(Exception, match="append"):  # the journal keeps its guard
        db.session.execute(text("UPDATE events SET kind = 'other'"))
    with house.app_context():
        db.engine.dispose()
    assert move(app, "database", target)[1].strip().endswith("ничего нет.")


def test_what_was_written_since_a_cut_makes_the_move_begin_anew(app, school, target, monkeypatch):
    compare = moving._compare
    monkeypatch.setattr(moving, "_compare", lambda *_: 1 / 0)
    move(app, "database", target)
    monkeypatch.setattr(moving, "_compare", compare)
    upload_to(school, empty_place(school), docx("Тем временем"))
    code, told = move(app, "database", target)
    assert (code, "tables: 0 moved before" in told) == (0, True), told
    assert scalar(target, "SELECT count(*) FROM events") == count(app, text("SELECT count(*) FROM events"))


def test_a_row_that_came_otherwise_is_told_and_nobody_sees_the_house(app, target, monkeypatch):
    compare = moving._compare

    def spoil(source, engine, moved):
        with engine.begin() as connection:
            connection.execute(text("UPDATE municipalities SET name = name || '?' WHERE id = 1"))
        compare(source, engine, moved)

    monkeypatch.setattr(moving, "_compare", spoil)
    code, told = move(app, "database", target)
    assert (code, "municipalities" in told) == (1, True), told
    assert scalar(target, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0


def test_a_house_that_runs_or_stands_elsewhere_is_not_moved(app):
    assert "postgresql+psycopg" in move(app, "database", "sqlite:///other")[1]
    with app.app_context():
        db.session.add(Heartbeat(name="worker", beat_at=clock.real_now()))
        db.session.commit()
    assert "Остановите" in move(app, "database", NOWHERE)[1]


def test_the_house_takes_nothing_while_it_is_moved(app, monkeypatch):
    tried = []

    def try_to_write(address):
        with app.app_context(), closing(sqlite3.connect(db.engine.url.database, timeout=0)) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("UPDATE municipalities SET name = 'x'")
            tried.append(other.execute("SELECT count(*) FROM municipalities").fetchone()[0] > 0)
        raise NotDone("enough")

    monkeypatch.setattr(moving, "refuse_full", try_to_write)
    assert "enough" in move(app, "database", NOWHERE)[1]
    assert tried == [True]  # and gives what it has


@pytest.mark.s3
def test_the_archive_goes_to_a_bucket_and_back_after_a_move_that_was_killed(app, s3, tmp_path, monkeypatch):
    place, files = f"s3://{s3['bucket']}/moved", count(app, select(func.count(Blob.id)))
    keys = ["--endpoint", s3["endpoint_url"], "--access-key", s3["access_key"], "--secret-key", s3["secret_key"]]
    carried, done = carrying._carried, []

    def until_it_is_killed(*words):
        if len(done) == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(carried(*words))
        return done[-1]

    monkeypatch.setattr(carrying, "_carried", until_it_is_killed)
    killed(app, "archive", place, *keys)
    monkeypatch.undo()
    code, told = move(app, "archive", place, *keys)
    assert code == 0, told
    assert f"files: 3 there already, {files - 3} to move" in told
    assert f"OPORA_ARCHIVE={place}" in told
    app.extensions["store"] = open_store(place, s3["endpoint_url"], s3["access_key"], s3["secret_key"])
    assert "damaged: 0\nmissing: 0\nunreadable: 0" in verify(app)
    code, told = move(app, "archive", f"file:{tmp_path / 'back'}")
    assert (code, f"Перенесено файлов: {files}" in told) == (0, True), told


def test_a_place_of_another_house_takes_no_archive_and_a_lost_file_is_told(app, tmp_path):
    store, other = app.extensions["store"], open_store(f"file:{tmp_path / 'other'}")
    with other.intake() as intake:
        intake.write(b"other")
        other.put("ab" * 32, intake)
    assert "чужие" in move(app, "archive", f"file:{tmp_path / 'other'}")[1]
    assert "уже стоит" in move(app, "archive", app.config["SETTINGS"].archive)[1]
    with app.app_context():
        lost, rotten = db.session.scalars(select(Blob.sha256).order_by(Blob.id).limit(2))
    store.path_of(lost).unlink()
    store.path_of(rotten).unlink()
    store.path_of(rotten).write_bytes(b"rotten")
    code, told = move(app, "archive", f"file:{tmp_path / 'new'}")
    assert (code, lost in told, rotten in told) == (1, True, True)
