"""The house as it stands in production: what fails is answered, and not raised to the test; and what makes it fail."""

import io
import logging
import subprocess
import sys

import pytest
from sqlalchemy import text

from app.extensions import db
from app.kernel import connecting
from app.kernel.logs import FORMAT, OneLine
from storage import open_store
from tests.conftest import ON_POSTGRES
from tests.documents.steps import sent_by
from tests.storage.failing import small_disk

HOLD = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def frank(app):
    """The house that renders its failures."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits long for a lock."""
    monkeypatch.setattr(connecting, "PERSON", 0.2)


@pytest.fixture
def sent(school) -> int:
    """A document of the school that waits for the curator."""
    return sent_by(school)


@pytest.fixture
def held():
    """Hold an SQLite file from another process: held(path) → the process; its end lets go."""
    holders = []

    def hold(path) -> subprocess.Popen:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        holders.append(subprocess.Popen([sys.executable, "-c", HOLD, str(path)], **pipes))
        assert holders[-1].stdout.readline() == b"held\n"
        return holders[-1]

    yield hold
    for holder in holders:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()


@pytest.fixture
def log():
    """All that this process logs, as the house writes it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(OneLine(FORMAT))
    logging.getLogger().addHandler(handler)
    yield said
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def no_commit(app):
    """From now on every decision makes the commit itself fail: a constraint that is asked only then."""
    dangling = "CREATE TABLE dangling (id INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED)"
    trigger = "CREATE TRIGGER dangles AFTER INSERT ON decisions BEGIN INSERT INTO dangling VALUES (-1); END"
    if ON_POSTGRES:
        body = "BEGIN INSERT INTO dangling VALUES (-1); RETURN NEW; END"
        body = f"CREATE FUNCTION dangle() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
        trigger = f"{body}; CREATE TRIGGER dangles AFTER INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION dangle()"

    def begin() -> None:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(text(dangling))
            connection.execute(text(trigger))

    return begin


@pytest.fixture
def disk(app, tmp_path):
    """The disk of the archive, which can be filled, write-protected and taken away."""
    with small_disk(tmp_path / "disk", 4096) as disk:
        app.extensions["store"] = open_store(f"file:{disk / 'archive'}")
        yield disk
