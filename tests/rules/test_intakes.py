"""Every file goes through one intake: asked of the antivirus, a photo cleaned, so many an hour (A12, B1)."""

import ast
import io
import threading
from pathlib import Path
from socketserver import ThreadingTCPServer

import pytest
from sqlalchemy import select

import app as house
from app.archive.models import Blob
from app.archive.services import read
from app.extensions import db
from app.permissions import PERMISSIONS
from tests.archive.test_antivirus import THREAT, Clamd, pdf
from tests.documents.evidence.made import phone_photo
from tests.documents.steps import empty_place, upload_to
from tests.failures.test_doors import TYPED, doors
from tests.rules.places import PEOPLE

CODE = Path(house.__file__).parent
# Who may look at what a form brings: the intake itself, who reads the names of files, and who keeps nothing of them.
READERS = {
    "archive/taking.py",
    "documents/receiving.py",
    "kernel/bodies.py",
    "kernel/failures.py",
    "kernel/resending.py",
    "people/accounts/routes.py",
    "search/routes.py",
}


def test_the_files_of_a_form_are_read_in_one_place():
    for path in CODE.rglob("*.py"):
        asked = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute) and n.attr == "files"]
        reads = {ast.unparse(node) for node in asked} & {"request.files"}
        assert not reads or str(path.relative_to(CODE)) in READERS, path


def who_may(app, endpoint: str) -> str:
    """Somebody whom the table lets through this door."""
    roles = PERMISSIONS[app.view_functions[endpoint].action].roles
    return next(who for who, role in PEOPLE.items() if role in roles)


@pytest.fixture
def watched(app):
    """A double of clamd that knows one threat."""
    with ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.seen, server.answer = [], b""
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"127.0.0.1:{server.server_address[1]}"
        app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"antivirus": address})
        yield server
        server.shutdown()


def test_every_door_asks_the_antivirus_and_keeps_no_secret_of_a_photo(whole_year, browser, watched):
    opened = doors(whole_year)
    assert len(opened) >= 12
    people = {who: browser(who) for who in {who_may(whole_year, endpoint) for endpoint in opened}}
    with whole_year.app_context():
        before = set(db.session.scalars(select(Blob.sha256)))
    for endpoint, url in opened.items():
        person = people[who_may(whole_year, endpoint)]
        for data, name in ((pdf(THREAT), "скан.pdf"), (phone_photo((60, 40)), "скан.jpg")):
            typed = {"csrf_token": person.token, "upload_key": f"{endpoint} {name}", **TYPED.get(endpoint, {})}
            answer = person.client.post(url, data={**typed, "file": (io.BytesIO(data), name)})
            if name == "скан.pdf":
                assert (answer.status_code, watched.seen) == (422, [data]), endpoint
        watched.seen.clear()
    with whole_year.app_context():
        made = [blob for blob in db.session.scalars(select(Blob)) if blob.sha256 not in before]
        kept = [data for data in map(read, made) if data.startswith(b"\xff\xd8")]
    assert kept, "some of the doors take a photo"
    for data in kept:
        assert b"Exif" not in data
        assert b"SECRET-COMMENT" not in data
        assert "СекретныйТелефон".encode() not in data


def test_so_many_files_an_hour_and_the_sentence_says_till_when(school, app, browser):
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"uploads_per_hour": 2})
    place = empty_place(school)
    for words in ("один", "два"):
        assert upload_to(school, place, pdf(words), f"{words}.pdf").status_code == 200
    assert upload_to(school, place, pdf("три"), "три.pdf").status_code == 429
    assert "За час загружено 2 файла" in school.text
    assert "Подождите до" in school.text
    assert "три.pdf" in school.text
    other = browser("school3")
    assert upload_to(other, empty_place(other), pdf("их"), "их.pdf").status_code == 200


def test_so_much_a_day_whole_or_in_parts(school, app, monkeypatch):
    monkeypatch.setattr("app.archive.quota.GIGABYTE", 1000)
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"uploads_gb_per_day": 1})
    place = empty_place(school)
    assert upload_to(school, place, pdf("x" * 600), "а.pdf").status_code == 200
    part = school.client.patch(f"/uploads/{'a' * 64}?at=0", data=b"x" * 600, headers={"X-CSRFToken": school.token})
    assert part.status_code == 429
    assert upload_to(school, place, pdf("y" * 600), "б.pdf").status_code == 429
    assert "За день загружено 1 ГБ" in school.text
