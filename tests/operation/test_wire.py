"""An upload over a real socket to the real gunicorn of `flask serve`: too large, and cut on its way (U2, U6)."""

import http.cookiejar
import os
import re
import socket
import sqlite3
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from app.demo.seed import PASSWORD
from app.settings import Settings
from tests.documents.steps import docx
from tests.operation.running import PATIENCE, web_server

pytestmark = pytest.mark.sqlite
MB = 1024 * 1024
BOUNDARY = "the-boundary"
PLACE = "/schools/1/kit/antirisk-2"


@pytest.fixture
def wire(app, request):
    """The web server with the command line of the house, and somebody of the school before it."""
    settings = app.config["SETTINGS"]
    with web_server(settings, *getattr(request, "param", ())) as server:
        yield Wire(server.port, settings)


class Wire:
    """A signed-in school that speaks HTTP byte by byte."""

    def __init__(self, port: int, settings: Settings):
        self.port, self.settings, jar = port, settings, http.cookiejar.CookieJar()
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        words = {"csrf_token": self.token("/sign-in"), "email": "school@example.org", "password": PASSWORD}
        self.web.open(self.url("/sign-in"), urllib.parse.urlencode(words).encode())
        self.cookie = "; ".join(f"{one.name}={one.value}" for one in jar)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def token(self, path: str) -> str:
        return re.search(r'csrf-token" content="([^"]+)"', self.web.open(self.url(path)).read().decode())[1]

    def upload(self, data: bytes, missing: int = 0, more: str = "", seconds: float = 0) -> str:
        """Send a file by the form of the place; the last `missing` bytes of the body never come. The whole answer.

        Over so many seconds, when the line is slow.
        """
        parts = {"csrf_token": self.token(PLACE), "upload_key": os.urandom(8).hex()}
        body = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in parts.items()
        )
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
        body = body.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        head = (
            f"POST {PLACE}/versions HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\nConnection: close\r\n{more}"
        )
        head += f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            try:
                line.sendall(head.encode())
                step = len(body) // 20 + 1 if seconds else len(body)
                for start in range(0, len(body) - missing, step):
                    line.sendall(body[start : min(start + step, len(body) - missing)])
                    time.sleep(seconds / 20)
                line.shutdown(socket.SHUT_WR)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the server has answered already; its words are read below
            answer = b""
            while piece := line.recv(65536):
                answer += piece
        return answer.decode()

    def stored(self) -> tuple[int, int]:
        """Rows of versions, and objects in the archive."""
        with sqlite3.connect(self.settings.database.removeprefix("sqlite:///")) as base:
            rows = base.execute("SELECT count(*) FROM versions").fetchone()[0]
        archive = Path(self.settings.archive.removeprefix("file:"))
        return rows, sum(path.is_file() for path in archive.rglob("*"))


@pytest.mark.parametrize("more", ["", "X-Upload: 1\r\n"], ids=["plain", "by script"])
def test_a_file_over_the_limit_is_told_in_megabytes_and_nothing_is_stored(more, wire):
    before = wire.stored()
    for size, code in ((20 * MB + 1, 422), (22 * MB, 413), (60 * MB, 413)):
        answer = wire.upload(b"PK\x03\x04" + bytes(size), more=more)
        assert answer.startswith(f"HTTP/1.1 {code} ")
        assert "больше 20 МБ" in answer.replace("\xa0", " ")
        assert "Location" not in answer
    assert wire.stored() == before


@pytest.mark.parametrize("missing", [1, 200, 5000], ids=["the last byte", "the boundary", "half of the file"])
def test_a_body_shorter_than_it_says_is_refused_in_words_and_nothing_is_stored(missing, wire):
    before = wire.stored()
    answer = wire.upload(docx("Оборвано"), missing)
    assert answer.startswith("HTTP/1.1 400 ")
    assert "Файл дошёл не целиком" in answer
    assert "отправьте ещё раз" in answer
    assert wire.stored() == before


def test_the_same_file_whole_is_taken(wire):
    rows = wire.stored()[0]
    assert wire.upload(docx("Целиком")).startswith("HTTP/1.1 303 ")
    assert wire.upload(docx("Целиком, ещё раз"), more="X-Upload: 1\r\n").startswith("HTTP/1.1 201 ")
    assert wire.stored()[0] == rows + 2


@pytest.mark.parametrize("wire", [("--timeout", "2")], indirect=True, ids=["a worker with 2 seconds"])
def test_an_upload_that_takes_longer_than_the_patience_of_a_worker_comes_whole(wire):
    rows = wire.stored()[0]
    assert wire.upload(docx("По медленной линии"), seconds=6).startswith("HTTP/1.1 303 ")
    assert wire.stored()[0] == rows + 1
