"""What every answer says about itself: kept by nobody but static files of the right digest, and named in one way."""

import hashlib
import re
from pathlib import Path

import pytest

from app import create_app
from app.kernel.headers import EVERYWHERE
from tests.house import settings_of
from tests.rules.places import OWN, addresses, guarded, is_placed, school_named

pytestmark = pytest.mark.sqlite  # what is said above a page comes from no database
APP = Path(__file__).resolve().parents[2] / "app"
NAMED = re.compile(r"(attachment|inline); filename=\"document(\.[a-z0-9]+)?\"; filename\*=UTF-8''[\w.~%-]+", re.ASCII)
PLAIN = {"documents/chunked_upload_routes.py", "health/routes.py"}  # a word for a script or a watchman
FILES = [str(path.relative_to(APP / "static")) for path in sorted((APP / "static").rglob("*")) if path.is_file()]


@pytest.fixture
def every_address(whole_year):
    """Each route; where it leads to a school, to one's own."""
    with whole_year.app_context():
        own = school_named(OWN)
        return [
            address.url
            for rule in guarded(whole_year)
            for address in addresses(whole_year, rule, own if is_placed(rule) else None)
            if address.method == "GET"
        ]


@pytest.mark.parametrize("who", ["school", "department", "expert"])
def test_no_answer_of_any_route_is_kept_and_every_file_is_named_in_the_same_way(who, every_address, browser):
    client, files = browser(who).client, 0
    for url in [*every_address, "/nowhere", "/sign-in", "/health"]:
        answer = client.get(url, buffered=True)
        assert answer.headers["Cache-Control"] == "no-store", url
        assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE, url
        assert answer.headers["Content-Security-Policy"].startswith("default-src '"), url
        if answer.status_code == 200 and answer.mimetype not in ("text/html", "text/plain"):
            files += 1
            assert NAMED.fullmatch(answer.headers["Content-Disposition"]), url
        answer.close()
    assert files > 1


def test_nothing_but_one_module_sends_files_or_says_what_may_be_kept():
    told = re.compile(r"send_file|send_from_directory|Content-Disposition|Cache-Control|Content-Type")
    found = {str(one.relative_to(APP)) for one in APP.rglob("*.py") if told.search(one.read_text())}
    assert found == {"archive/sending.py", "kernel/headers.py", "kernel/static.py", *PLAIN}


@pytest.mark.parametrize("name", FILES)
def test_a_static_file_is_kept_for_a_year_only_by_its_own_digest(name, app):
    client = app.test_client()
    digest = hashlib.sha256((APP / "static" / name).read_bytes()).hexdigest()[:12]
    right = client.get(f"/static/{name}?v={digest}").headers
    assert right["Cache-Control"] == "public, max-age=31536000, immutable"
    for address in (f"/static/{name}", f"/static/{name}?v=deadbeef0000", f"/static/{name}?v={digest}&v=x"):
        answer = client.get(address)
        kept = "public, max-age=86400" if name.startswith("fonts/") else "no-cache"
        assert answer.headers["Cache-Control"] == kept, address
        assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        assert again.headers["Cache-Control"] == kept


def test_a_static_address_that_leads_nowhere_is_not_kept(app):
    answer = app.test_client().get("/static/gone.css?v=0123456789ab")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("secure", [True, False])
def test_a_house_behind_tls_is_never_asked_without_it(secure, tmp_path):
    house = create_app(settings_of("sqlite://", tmp_path, secure_cookies=secure))
    for url in ("/static/icon.svg", "/nowhere.css"):
        with house.test_request_context():
            answer = house.test_client().get(url)
        assert ("Strict-Transport-Security" in answer.headers) == secure
