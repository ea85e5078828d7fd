"""The house under test: migrated and seeded once, copied for each test, on SQLite or on a real PostgreSQL."""

import itertools
import os
import shutil
import tempfile
from datetime import UTC, datetime

import pytest
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, event, text

from app import create_app
from app.checks.queries import unseen
from app.checks.services import look_at_unseen
from app.demo import seed as story
from app.extensions import db
from app.settings import Settings
from tests.browser_like import Browser
from tests.passwords import hash_cheaply
from tests.servers import postgres_server, s3_server

ON_POSTGRES = os.environ.get("OPORA_TEST_DATABASE") == "postgres"
NOON = datetime(2022, 3, 24, 9, 0, tzinfo=UTC)
COMPILED = FileSystemBytecodeCache(tempfile.mkdtemp(prefix="opora-templates-"))
hash_cheaply()
_numbers = itertools.count(1)


def pytest_collection_modifyitems(config, items: list) -> None:
    """What is the same on either database, or speaks of SQLite alone, is left out on PostgreSQL."""
    left_out = [item for item in items if ON_POSTGRES and item.get_closest_marker("sqlite")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def _settings(database: str, folder, **more) -> Settings:
    return Settings(
        demo=True,
        secret_key="test",
        database=database,
        archive=f"file:{folder / 'archive'}",
        queue="at-once",
        parts=str(folder / "parts"),
        sign_in_limit="1000 per minute",
        **more,
    )


def _build(settings: Settings):
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED  # each test has an application of its own, and all have the same templates
    return app


@pytest.fixture(scope="session")
def postgres():
    """The private PostgreSQL of this worker, when the suite runs on it."""
    if not ON_POSTGRES:
        yield None
        return
    with postgres_server() as address:
        yield address


@pytest.fixture(scope="session")
def s3():
    """The private S3 server of this worker."""
    with s3_server() as server:
        yield server


def _new_database(address: str, template: str | None) -> str:
    name = f"opora_{next(_numbers)}"
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else "")))
    engine.dispose()
    return f"{address}/{name}"


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, postgres):
    """A database of the demo year, made by the real migrations and the real seed."""
    folder = tmp_path_factory.mktemp("seeded")
    address = _new_database(postgres, None) if postgres else f"sqlite:///{folder / 'opora.db'}"
    app = _build(_settings(address, folder))
    with app.app_context():
        upgrade()
        story.seed(demo=True)
        db.session.commit()
        while unseen():
            look_at_unseen()
        db.session.remove()
        db.engine.dispose()
    return address, folder


@pytest.fixture
def app(seeded, tmp_path, postgres):
    """The house on 24.03.2022 at noon, Moscow time, with its own copy of the data."""
    address, folder = seeded
    if postgres:
        database = _new_database(postgres, address.rpartition("/")[2])
    else:
        shutil.copy(folder / "opora.db", tmp_path / "opora.db")
        database = f"sqlite:///{tmp_path / 'opora.db'}"
    shutil.copytree(folder / "archive", tmp_path / "archive", copy_function=os.link)
    app = _build(_settings(database, tmp_path))
    app.extensions["clock"] = lambda: NOON
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def at(app):
    """Set the clock: at(2022, 4, 30)."""

    def move(*parts: int) -> None:
        app.extensions["clock"] = lambda: datetime(*parts, tzinfo=UTC)

    return move


@pytest.fixture
def browser(app):
    """Sign in as somebody: browser("school") → a client whose every answer passes the universal checks."""
    return lambda who=None: Browser(app, who)


@pytest.fixture
def school(browser):
    """The director of the Заречная СОШ."""
    return browser("school")


@pytest.fixture
def curator(browser):
    """The curator of the Заречная СОШ and two more."""
    return browser("curator")


@pytest.fixture
def statements(app):
    """How many SQL statements something takes: statements(lambda: person.get("/"))."""

    def count(something) -> int:
        seen = []
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", listener := lambda *_: seen.append(1))
        try:
            something()
        finally:
            event.remove(engine, "before_cursor_execute", listener)
        return len(seen)

    return count
