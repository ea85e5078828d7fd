"""What stands in front of the house: proxies that are believed only when told so, and caches that keep no old file."""

import hashlib
import re

import pytest

from app import create_app


@pytest.fixture
def knock(app):
    """Try to sign in through a proxy that names the visitor; the statuses of the tries."""

    def tries(proxies: int, *visitors: str) -> list[int]:
        settings = app.config["SETTINGS"].model_copy(update={"proxies": proxies, "sign_in_limit": "1 per hour"})
        other = create_app(settings)
        other.testing = True
        client, found = other.test_client(), []
        for visitor in visitors:
            token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)[1]
            typed = {"email": "nobody@example.org", "password": "wrong", "csrf_token": token}
            found.append(client.post("/sign-in", data=typed, headers={"X-Forwarded-For": visitor}).status_code)
        return found

    yield tries
    from app.extensions import limiter

    limiter.reset()


def test_behind_a_proxy_each_visitor_has_a_limit_of_his_own(knock):
    assert knock(1, "198.51.100.1", "198.51.100.2", "198.51.100.1") == [422, 422, 429]


def test_without_a_proxy_a_forged_header_opens_nothing(knock):
    assert knock(0, "198.51.100.1", "198.51.100.2") == [422, 429]


def test_a_static_address_carries_the_digest_of_its_file(app, browser):
    page = browser()
    page.get("/sign-in")
    found = page.page.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    assert len(found) >= 4
    for address in found:
        path, _, digest = address.partition("?v=")
        data = page.download(address)
        assert digest, path
        assert hashlib.sha256(data).hexdigest().startswith(digest), path
