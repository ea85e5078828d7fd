"""The house under test, on SQLite or on a real PostgreSQL, and the people before it."""

import os
from datetime import UTC, datetime

import pytest
from flask import g, has_request_context
from hypothesis import HealthCheck, settings
from sqlalchemy import event

from app.archive import services
from app.extensions import db
from app.kernel import child, program
from tests.browser_like import Browser
from tests.house import House
from tests.passwords import hash_cheaply
from tests.servers import postgres_server, s3_server

os.environ.setdefault("OPORA_RECOGNITION", "0")  # seconds a page: what tests it turns it on
ON_POSTGRES = os.environ.get("OPORA_TEST_DATABASE") == "postgres"
hash_cheaply()
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # no speed is tested
settings.load_profile("house")


def pytest_collection_modifyitems(config, items: list) -> None:
    """On PostgreSQL only what asks it something: a rule without a house, or what is marked `sqlite`, is left out.

    What takes minutes begins first, or one worker would wait for the other at the end.
    """
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    asking = [item for item in items if "postgres" in item.fixturenames and not item.get_closest_marker("sqlite")]
    if ON_POSTGRES:
        config.hook.pytest_deselected(items=[item for item in items if item not in asking])
        items[:] = asking


@pytest.fixture(scope="session", autouse=True)
def nothing_heavy_under_the_lock():
    """Whatever a test asks: a request that holds the right to write waits for no child, no program and no archive."""

    def watched(really):
        def run(*args, **kwargs):
            in_request = has_request_context() and "session_before" in g  # and not in a job that it has done at once
            assert not (in_request and g.get("writing")), "heavy work while others wait to write"
            return really(*args, **kwargs)

        return run

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "_answer", watched(child._answer))
        patch.setattr(program, "_run", watched(program._run))
        patch.setattr(services, "store_bytes", watched(services.store_bytes))
        yield


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


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, postgres):
    """The demo year of this worker."""
    return House(tmp_path_factory.mktemp("house"), postgres)


@pytest.fixture
def app(seeded):
    """The house on 24.03.2022 at noon, Moscow time, as it was seeded."""
    yield seeded.as_seeded()
    seeded.leave()


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
