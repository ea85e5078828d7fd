"""A file on its way to a browser: it comes whole or not at all, over a real socket, and never as a short success."""

import http.client
import os
import random

import pytest

from tests.documents.steps import empty_place, upload_to
from tests.documents.test_names import file_of
from tests.operation.test_wire import wire  # noqa: F401

pytestmark = pytest.mark.sqlite
PAPER = b"%PDF-1.7\n" + random.Random(85).randbytes(15_000_000)


@pytest.fixture
def kept(school, app):
    """A large paper of the school: where its page gives it, and where it lies."""
    upload_to(school, empty_place(school), PAPER, "Отчёт.pdf")
    url, store = file_of(school), app.extensions["store"]
    path = max((path for path in store.root.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    path.chmod(0o640)
    return url, path


def read(wire, url: str, between) -> bytes:  # noqa: F811
    line = http.client.HTTPConnection("127.0.0.1", wire.port, timeout=30)
    line.request("GET", url, headers={"Cookie": wire.cookie})
    answer = line.getresponse()
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) == len(PAPER)
    first = answer.read(1000)
    between()
    return first + answer.read()


def test_a_file_comes_whole(kept, wire):  # noqa: F811
    assert read(wire, kept[0], lambda: None) == PAPER


def test_an_object_that_breaks_off_while_it_is_sent_breaks_the_connection(kept, wire):  # noqa: F811
    url, path = kept
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        read(wire, url, lambda: os.truncate(path, 2_000_000))


def test_a_short_object_is_a_page_before_it_is_anything_else(kept, school):
    url, path = kept
    os.truncate(path, len(PAPER) - 1)
    assert school.get(url).status_code == 503
    assert "Архив недоступен" in school.text


def test_an_object_that_cannot_be_opened_is_a_page_with_a_way_on(kept, school):
    url, path = kept
    path.unlink()
    path.mkdir()
    try:
        assert school.get(url).status_code == 503
        assert "Файл сейчас не открывается" in school.text
        version = url.removesuffix("/file")
        assert school.get(version).status_code == 200
        assert "Файл сейчас недоступен" in school.text
    finally:
        path.rmdir()
