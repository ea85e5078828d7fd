"""The house's laws about doors: closed by default; foreign ids tell nothing."""

import json

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from tests.browser_like import Browser
from tests.house import build
from tests.passwords import OF_THE_HOUSE
from tests.rules.places import PEOPLE


def test_every_route_says_to_whom_it_is_open(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        assert rule.endpoint == "static" or hasattr(view, "action") or hasattr(view, "public_because"), rule


def test_a_route_that_says_nothing_answers_403(app):
    grown = build(app.config["SETTINGS"])
    grown.add_url_rule("/undeclared", "undeclared", lambda: "secret")
    answer = Browser(grown, "department").get("/undeclared")
    assert answer.status_code == 403
    assert "secret" not in answer.text


def test_a_password_is_as_dear_to_guess_as_the_standard_says():
    assert extract_parameters(OF_THE_HOUSE.hash("пароль")) == RFC_9106_LOW_MEMORY


@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_of_a_page_is_open_to_its_reader(who, browser):
    person = browser(who)
    person.get("/")
    for href in {h for h in person.page.xpath("//main//a/@href | //nav//a/@href") if h.startswith("/")}:
        assert person.client.get(href).status_code in (200, 302, 303), href


def test_a_form_without_its_token_changes_nothing(app, browser):
    person = browser("department")
    assert person.client.post("/orders", data={"kind": "O_PLAN"}).status_code == 400


def test_nobody_is_sent_to_sign_in_and_back(browser):
    person = browser()
    answer = person.get("/journal")
    assert answer.request.path == "/sign-in"
    assert "next" in answer.request.args
    fragment = person.client.get("/journal", headers={"HX-Request": "true"})
    assert fragment.status_code == 401
    assert fragment.headers["HX-Redirect"].startswith("/sign-in")


def test_sign_in_leads_only_inside(browser, app):
    person = browser()
    person.get("/sign-in?next=https://evil.example.org/")
    answer = person.submit("/sign-in", email="school@example.org", password="opora-demo")
    assert answer.request.host == "localhost"
    assert answer.status_code == 200


def test_pages_are_not_kept_on_a_shared_computer(school):
    answer = school.get("/")
    assert answer.headers["Cache-Control"] == "no-store"
    (said,) = school.page.xpath('//meta[@name="htmx-config"]/@content')
    assert json.loads(said)["historyCacheSize"] == 0
    assert "HX-Request" in answer.headers["Vary"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_the_theme_changes_where_one_stands(browser):
    person = browser("department")
    person.get("/plan?from=menu")
    answer = person.submit("/theme", theme="dark")
    assert answer.request.path == "/plan"
    assert person.page.get("data-theme") == "dark"
    person.post("/theme", {"theme": "", "back": "https://evil.example.org/"})
    assert person.page.get("data-theme") is None
    assert person.last.request.host == "localhost"


def test_who_is_not_signed_in_is_led_to_the_door(browser):
    person = browser()
    assert person.get("/nowhere").status_code == 404
    assert person.page.xpath('//main//a[@href="/sign-in"]/text()') == ["Войти"]


def test_every_page_can_clear_what_was_kept_on_the_device(school):
    for url in ("/", "/kit", "/documents/1"):
        school.get(url)
        assert school.page.xpath('//script[contains(@src, "drafts.js")]'), url
        assert school.page.xpath("//form[@data-sign-out]"), url


@pytest.mark.parametrize("who", PEOPLE)
def test_a_page_has_one_filled_button_at_most(who, browser):
    person = browser(who)
    person.get("/")
    for href in {"/", *(h for h in person.page.xpath("//main//a/@href | //nav//a/@href") if h.startswith("/"))}:
        person.get(href)
        shown = person.page.xpath('//main//*[contains(concat(" ", @class, " "), " btn--primary ")]')
        assert len(shown) <= 1, href
