"""An upload is one pass: into the store's intake and nowhere else; what is refused or broken off leaves nothing."""

import hashlib
import io
import re

import pytest

from app.archive.intake import MEGABYTE

PAPER = b"%PDF-1.7\n" + bytes(range(256)) * 8 * 1024  # 2 MB


@pytest.fixture
def kept(app):
    """What the store holds: the digests of its objects, and the files that were begun."""
    store = app.extensions["store"]
    return lambda: ({digest for digest, _ in store.walk()}, list(store.staging.iterdir()))


@pytest.fixture
def form(school):
    """The form of an empty place: its address and its hidden fields."""
    school.get("/")
    school.get(next(h for h in school.page.xpath("//a/@href") if re.fullmatch(r"/schools/1/kit/antirisk-\d+", h)))
    found = next(f for f in school.page.forms if "versions" in (f.get("action") or ""))
    return found.get("action"), {i.get("name"): i.get("value") for i in found.iterfind('.//input[@type="hidden"]')}


def send(school, form, data: bytes, name: str = "АРП.pdf", **more):
    action, hidden = form
    return school.client.post(action, data={**hidden, **more, "file": (io.BytesIO(data), name)})


@pytest.fixture
def no_other_file(monkeypatch):
    """Werkzeug's own temporary file is out of order."""

    def broken(*_, **__):
        raise AssertionError("a second copy")

    monkeypatch.setattr("werkzeug.wrappers.request.default_stream_factory", broken)


def test_a_file_is_written_once_and_only_into_the_store(school, form, kept, no_other_file):
    assert send(school, form, PAPER).status_code == 303
    objects, begun = kept()
    assert hashlib.sha256(PAPER).hexdigest() in objects
    assert begun == []


@pytest.mark.parametrize("data", [b"", b"MZ" + PAPER, b"PK\x03\x04" + PAPER])
def test_a_refused_file_leaves_no_object_and_nothing_begun(school, form, kept, data):
    before = kept()
    assert send(school, form, data).status_code == 422
    assert kept() == before
    assert before[1] == []


def test_a_forged_form_leaves_no_object_and_nothing_begun(school, form, kept):
    before = kept()
    assert send(school, form, PAPER, csrf_token="forged").status_code == 400
    assert kept() == before


def test_a_file_over_the_limit_is_not_even_begun(school, form, kept, app, monkeypatch):
    monkeypatch.setattr(app.extensions["store"], "intake", lambda: pytest.fail("begun"))
    answer = send(school, form, b"%PDF-" + bytes(22 * MEGABYTE))
    assert answer.status_code == 413
    assert "больше 20 МБ" in answer.text.replace("\xa0", " ")


@pytest.mark.parametrize("cut", [300, 70_000, MEGABYTE + 1])
def test_a_connection_that_breaks_leaves_no_object_and_nothing_begun(school, form, kept, cut):
    before, (action, hidden) = kept(), form
    head = "".join(f'--b\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in hidden.items())
    head += '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    answer = school.client.post(
        action,
        input_stream=io.BytesIO((head.encode() + PAPER)[: len(head) + cut]),
        content_length=len(head) + len(PAPER) + 9,
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 400
    assert kept() == before


def test_only_a_route_that_says_so_writes_into_the_store(school, app, monkeypatch):
    school.get("/")
    monkeypatch.setattr(app.extensions["store"], "intake", lambda: pytest.fail("begun"))
    data = {"csrf_token": school.token, "theme": "dark", "file": (io.BytesIO(PAPER), "a.pdf")}
    assert school.client.post("/theme", data=data).status_code == 303


def test_nobody_fills_the_store_before_signing_in(app, browser, form, monkeypatch):
    monkeypatch.setattr(app.extensions["store"], "intake", lambda: pytest.fail("begun"))
    stranger = app.test_client()
    answer = stranger.post(form[0], data={"file": (io.BytesIO(PAPER), "a.pdf")})
    assert answer.status_code == 401
    assert "файл нужно будет выбрать ещё раз" in answer.text


def test_a_swarm_of_files_is_refused(school, form, kept):
    before, (action, hidden) = kept(), form
    swarm = [(io.BytesIO(b"%PDF-"), "a.pdf") for _ in range(100)]
    assert school.client.post(action, data={**hidden, "file": swarm}).status_code == 413
    assert kept() == before


@pytest.mark.s3
def test_a_bucket_takes_the_upload_as_well(school, form, app, s3):
    from storage import open_store

    keys = {k: s3[k] for k in ("endpoint_url", "access_key", "secret_key")}
    app.extensions["store"] = open_store(f"s3://{s3['bucket']}/upload", **keys)
    assert send(school, form, PAPER).status_code == 303
    assert app.extensions["store"].size(hashlib.sha256(PAPER).hexdigest()) == len(PAPER)
