"""A session ends on the server, by «Выйти» and by age; a page that asks by itself prolongs none."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from itsdangerous.timed import TimestampSigner

from app.extensions import db
from app.kernel import clock
from app.people.accounts.devices import device_of
from app.people.accounts.models import Session

TEMPLATES = Path(clock.__file__).parents[1] / "templates"
# A region that asks by itself says so in place, or by the part of the page that is made for it.
BY_ITSELF = re.compile(r'hx-get="\{\{\s*([^}]+?)\s*\}\}[^"]*"[^>]*hx-trigger="(?:every|load)\b', re.S)
ASKS = re.compile(r'\burl = ([^%]+?), region = [^%]+%\}\s*\{% include "macros/_asks.html"', re.S)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def hours_later(monkeypatch):
    """The real clock moves, and the seals of cookies with it."""
    begun = clock.real_now()

    def move(hours: float) -> None:
        now = begun + timedelta(hours=hours)
        monkeypatch.setattr(clock, "real_now", lambda: now)
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: int(now.timestamp()))

    return move


def is_in(person) -> bool:
    return person.client.get("/kit").status_code != 303


def test_a_copied_cookie_is_dead_after_signing_out(school, app):
    copy = app.test_client()
    copy.set_cookie("session", school.client.get_cookie("session").value)
    assert copy.get("/sessions").status_code == 200
    school.get("/")
    school.submit("/sign-out")
    assert copy.get("/sessions").status_code == 303


def test_a_session_ends_by_age_however_often_it_is_used(school, hours_later):
    for half_hours in range(24):
        hours_later(half_hours / 2)
        assert is_in(school), half_hours
    hours_later(12.1)
    assert not is_in(school)


def test_silence_ends_a_session_and_a_page_that_asks_by_itself_is_silence(school, hours_later):
    for minutes in range(5, 65, 5):
        hours_later(minutes / 60)
        assert school.client.get("/versions/1/check", headers={"HX-Request": "true"}).status_code in (200, 204)
        assert school.client.get("/versions/1/preview", headers={"HX-Request": "true"}).status_code == 200
    hours_later(61 / 60)
    assert not is_in(school)


def test_a_click_prolongs_what_a_poll_does_not(school, app, hours_later):
    hours_later(0.9)
    assert is_in(school)
    hours_later(1.8)
    assert is_in(school)
    with app.app_context():
        assert db.session.query(Session.seen_at).order_by(Session.id.desc()).first()[0] == clock.real_now()


def test_every_region_that_a_page_asks_for_by_itself_is_quiet(app):
    pages = [page.read_text() for page in TEMPLATES.rglob("*.html")]
    found = [place for page in pages for place in BY_ITSELF.findall(page) if place != "url"]
    found += [place for page in pages for place in ASKS.findall(page)]
    assert sum("_asks.html" in page for page in pages) == sum(bool(ASKS.search(page)) for page in pages)
    assert len(found) >= 3
    for place in found:
        named = re.search(r"url_for\('([\w.]+)'", place)
        last = place.rpartition(".")[2]  # `ways.preview`: whatever is called so
        asked = [named[1]] if named else [end for end in app.view_functions if end.endswith(last)]
        assert asked, place
        assert not [end for end in asked if not getattr(app.view_functions[end], "quiet", False)], place


def test_one_sees_where_one_is_signed_in_and_leaves_everywhere(browser, app):
    phone, here = browser(), browser()
    phone.client.environ_base["HTTP_USER_AGENT"] = PHONE
    here.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    for person in (phone, here):
        person.get("/sign-in")
        person.submit("/sign-in", email="school@example.org", password="opora-demo")
    here.get("/sessions")
    assert "Chrome, Android" in here.text
    assert "Firefox, Windows это устройство" in here.text
    here.submit("/sessions/ending")
    assert "Вы вышли на всех устройствах" in here.text
    assert not is_in(here)
    assert not is_in(phone)


def test_nobody_sees_or_ends_the_sessions_of_others(school, browser):
    curator = browser("curator")
    school.get("/sessions")
    assert "1 открытый вход" in school.text
    school.submit("/sessions/ending")
    assert curator.client.get("/desk").status_code == 200


def test_who_signs_in_again_in_the_same_browser_leaves_no_session_behind(browser, app):
    person = browser("school")
    person.get("/sign-in")
    token = person.token
    typed = {"csrf_token": token, "email": "curator@example.org", "password": "opora-demo"}
    assert person.client.post("/sign-in", data=typed).status_code == 303
    with app.app_context():
        assert db.session.query(Session).filter_by(ended_at=None).count() == 1


@pytest.mark.parametrize("key", ["", "1", "1-", "1-забыто", "²-x", "-", "99999999999-x", "x-y"])
def test_a_key_that_was_not_given_opens_nothing(school, app, key):
    stranger = app.test_client()
    with stranger.session_transaction() as cookie:
        cookie["_user_id"] = key
    assert stranger.get("/kit").status_code == 303


def test_a_device_is_told_in_words_that_its_person_knows():
    assert device_of(FIREFOX) == "Firefox, Windows"
    assert device_of(PHONE) == "Chrome, Android"
    assert device_of("Mozilla/5.0 (Windows NT 10.0) Chrome/124 YaBrowser/24.4 Safari/537") == "Яндекс Браузер, Windows"
    assert device_of("") == device_of("curl/8") == "Браузер"
