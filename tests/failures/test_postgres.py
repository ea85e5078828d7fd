"""A PostgreSQL that stops, comes back, and is locked: what was said compared with what is stored (A3, A12)."""

from time import monotonic

import pytest
from sqlalchemy import create_engine, func, select, text

from app.documents.models import Decision
from app.kernel import connecting
from tests.browser_like import Browser
from tests.documents.steps import count, sent_by, version_of
from tests.failures.test_pages import REMARK, lead
from tests.house import DATABASE, House
from tests.servers import postgres_that_stops

pytestmark = pytest.mark.sqlite  # it brings its own server, which it may stop
DECISIONS = select(func.count(Decision.id))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The demo year on a PostgreSQL of its own, and the hand on its switch."""
    with postgres_that_stops() as (address, control):
        yield House(tmp_path_factory.mktemp("on-postgres"), address), control


@pytest.fixture
def stopping(served):
    """The house that renders its failures, and the switch; it runs again afterwards."""
    house, control = served
    app = house.as_seeded()
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app, control
    house.leave()


def waiting(app) -> tuple[Browser, str, dict]:
    """A curator before the form of a decision."""
    document = sent_by(Browser(app, "school"))
    curator = Browser(app, "curator")
    typed = {"version_id": version_of(curator, document), "verdict": "return", "remark": REMARK}
    return curator, f"/documents/{document}/decision", typed


def test_while_the_server_is_stopped_every_page_says_so_and_afterwards_everything_goes_on(stopping):
    app, control = stopping
    curator, action, typed = waiting(app)
    before = count(app, DECISIONS)
    form = {"csrf_token": curator.token, **typed}
    control("stop", "-m", "fast")
    try:
        for url in ("/", "/desk", "/no-such-page", "/sign-in"):
            answer = curator.get(url)
            assert answer.status_code == 503, url
            assert "База данных сейчас не отвечает" in lead(answer), url
            assert answer.headers["Retry-After"]
        refused = curator.client.post(action, data=form)
        assert refused.status_code == 503
        assert "ничего не записано, набранное осталось" in lead(refused)
        assert REMARK in refused.text
        assert "возвращено" not in refused.text
        by_htmx = curator.client.post(action, data=form, headers={"HX-Request": "true"})
        assert by_htmx.status_code == 503
        assert "ничего не записано" in lead(by_htmx)
    finally:
        control("start")
    assert count(app, DECISIONS) == before
    assert curator.client.post(action, data=form).status_code == 303
    assert count(app, DECISIONS) == before + 1
    assert "возвращено школе" in curator.get("/desk").text


def test_a_restart_between_two_requests_is_not_noticed(stopping):
    app, control = stopping
    curator, action, typed = waiting(app)
    control("restart", "-m", "fast")
    assert "возвращено школе" in curator.post(action, typed).text
    control("restart", "-m", "immediate")
    assert [curator.get("/desk").status_code for _ in range(3)] == [200] * 3


def test_a_row_that_somebody_holds_is_busy_and_not_a_fault(stopping, served, monkeypatch):
    app, _ = stopping
    monkeypatch.setattr(connecting, "PERSON", 1)
    curator, action, typed = waiting(app)
    before = count(app, DECISIONS)
    served[0].leave()
    engine = create_engine(f"{served[0].server}/{DATABASE}")
    with engine.connect() as other:
        other.execute(text("LOCK TABLE decisions IN EXCLUSIVE MODE"))
        began = monotonic()
        answer = curator.post(action, typed)
        assert monotonic() - began < connecting.LONGEST, "it waited for the lock as long as for a statement"
        assert answer.status_code == 503
        assert "занята другой записью: ничего не записано, набранное" in lead(answer)
    engine.dispose()
    assert count(app, DECISIONS) == before
    curator.submit(action)
    assert "возвращено школе" in curator.text
    assert count(app, DECISIONS) == before + 1
