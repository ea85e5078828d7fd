"""Guessing one account is slow from wherever it comes, tells nothing, and locks nobody out of his own computer."""

import pytest

from app.kernel.visitors import network_of

DIRECTOR = "school@example.org"


@pytest.fixture
def slow(app):
    """Three attempts in a quarter of an hour."""
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"failed_sign_ins": 3})


def knock(person, email: str = DIRECTOR, password: str = "не тот", address: str = "198.51.100.1"):
    person.client.environ_base["REMOTE_ADDR"] = address
    person.get("/sign-in")
    return person.submit("/sign-in", email=email, password=password)


@pytest.mark.parametrize("email", [DIRECTOR, "nobody@example.org"], ids=["known", "unknown"])
def test_guesses_from_many_addresses_are_slowed_alike_for_any_account(slow, browser, email):
    for last in range(3):
        assert knock(browser(), email, address=f"198.51.100.{last}").status_code == 422
    stranger = browser()
    answer = knock(stranger, email.upper(), address="203.0.113.9")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert "Подождите до" in stranger.text
    assert "Если пароль забыт, нажмите «Забыли пароль?»" in stranger.text
    assert stranger.page.xpath('//input[@id="email"]/@value') == [email.upper()]


def test_the_right_person_is_let_in_on_a_device_that_knows_him(slow, browser):
    own, other = browser("school"), browser("curator")
    for person in (own, other):
        person.get("/")
        person.submit("/sign-out")
    for _ in range(3):
        knock(browser())
    assert knock(other, password="opora-demo").status_code == 429
    knock(own, password="opora-demo")
    assert own.client.get("/kit").status_code != 303


def test_a_right_password_forgets_the_slips_before_it(slow, browser):
    person = browser()
    for _ in range(3):
        knock(person)
        knock(person)
        knock(person, password="opora-demo")
        assert person.client.get("/kit").status_code != 303
        person.get("/")
        person.submit("/sign-out")


def test_who_knows_the_device_guesses_no_faster_there(slow, browser):
    own = browser("school")
    own.get("/")
    own.submit("/sign-out")
    assert [knock(own).status_code for _ in range(4)] == [422, 422, 422, 429]


def test_a_cookie_that_was_not_given_makes_no_device_known(slow, browser):
    for _ in range(3):
        knock(browser())
    forger = browser()
    forger.client.set_cookie("known", "подделка", path="/sign-in")
    assert knock(forger, password="opora-demo").status_code == 429


def test_an_address_of_the_sixth_version_counts_by_its_network():
    assert network_of("2001:db8:1:2:aaaa::1") == network_of("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("::ffff:203.0.113.7") == network_of("203.0.113.7") == "203.0.113.7"
    assert network_of("203.0.113.8") != network_of("203.0.113.7")
    assert network_of(None) == "nowhere"
    assert network_of("unix:") == "unix:"
