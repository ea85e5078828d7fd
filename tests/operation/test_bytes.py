"""What goes over the wire, counted at the socket of the real server: compressed, and where it may tell nothing, not."""

import gzip
import re
import socket
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode, urljoin

import brotli
import pytest
from flask import Request

from app.demo.seed import PASSWORD
from app.kernel.compression import brings_words
from tests.operation.running import web_server

pytestmark = pytest.mark.sqlite
KB = 1024
BROWSER = "gzip, deflate, br, zstd"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


class Answer(NamedTuple):
    """One answer: its status, its headers in small letters, its body as it came, all that came in bytes."""

    status: int
    headers: dict[str, str]
    body: bytes
    weight: int

    @property
    def text(self) -> str:
        """The body as the browser reads it."""
        return UNPACK[self.headers.get("content-encoding", "")](self.body).decode()


class Line:
    """Asks the server, a socket for each request."""

    def __init__(self, port: int):
        self.port, self.cookie = port, ""

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """`Accept_Encoding=""` asks as somebody who knows no compression."""
        said = {"Accept-Encoding": BROWSER, "Cookie": self.cookie, "Host": "127.0.0.1", "Connection": "close"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            said |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n{body}".encode())
            come = b"".join(iter(lambda: line.recv(65536), b""))
        return self._read(come)

    def _read(self, come: bytes) -> Answer:
        head, _, body = come.partition(b"\r\n\r\n")
        first, *rest = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
        for morsel in SimpleCookie(headers.get("set-cookie", "")).values():
            self.cookie = f"{morsel.key}={morsel.value}"
        return Answer(int(first.split()[1]), headers, body, len(come))

    def sign_in(self, who: str) -> Answer:
        """The page that follows."""
        token = re.search(r'csrf-token" content="([^"]+)"', self.ask("/sign-in").text)[1]
        typed = {"csrf_token": token, "email": f"{who}@example.org", "password": PASSWORD}
        return self.ask(self.ask("/sign-in", "POST", urlencode(typed)).headers["location"])


@pytest.fixture(scope="module")
def port(seeded):
    """One server for all of them: they only read."""
    with web_server(seeded.as_seeded().config["SETTINGS"]) as server:
        yield server.port


@pytest.fixture
def line(port):
    """Somebody who is not known yet."""
    return Line(port)


def parts_of(line: Line, page: str) -> dict[str, Answer]:
    """All that a browser asks for to show the page: styles, scripts, icons, and the fonts of the styles."""
    asked = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page))
    found = {path: line.ask(path) for path in asked}
    for path in [path for path in asked if "/css/" in path]:
        asked |= {urljoin(path, font) for font in re.findall(r'url\(["\']?([^"\')]+woff2)', found[path].text)}
    return {path: found.get(path) or line.ask(path) for path in asked}


def test_the_first_visit_of_a_school_is_80_kilobytes_at_most_and_a_later_one_10(line):
    line.sign_in("school")
    page = line.ask("/")
    parts = parts_of(line, page.text)
    assert page.status == 200
    assert len([path for path in parts if path.endswith("woff2")]) == 2
    assert len(parts) >= 7
    assert {answer.status for answer in parts.values()} == {200}
    later = page.weight + sum(answer.weight for answer in parts.values() if not kept(answer))
    assert later <= 10 * KB
    assert page.weight + sum(answer.weight for answer in parts.values()) <= 80 * KB


def kept(answer: Answer) -> bool:
    return "max-age=" in answer.headers["cache-control"]


@pytest.mark.parametrize(("accepted", "encoding"), [(BROWSER, "br"), ("gzip", "gzip"), ("", None), ("identity", None)])
def test_a_page_and_a_style_come_as_they_are_asked_for_and_say_the_same(accepted, encoding, line):
    line.sign_in("school")
    page, style = (line.ask(path, Accept_Encoding=accepted) for path in ("/", "/static/css/opora.css"))
    plain = line.ask("/static/css/opora.css", Accept_Encoding="")
    for answer in (page, style):
        assert answer.headers.get("content-encoding") == encoding
        assert "Accept-Encoding" in answer.headers["vary"]
        assert int(answer.headers["content-length"]) == len(answer.body)
    assert "</html>" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert style.text == plain.text


def test_what_repeats_typed_words_is_never_compressed(line):
    page = line.sign_in("department")
    token = re.search(r'csrf-token" content="([^"]+)"', page.text)[1]
    refused = line.ask("/orders", "POST", urlencode({"csrf_token": token, "kind": "ничто"}))
    assert refused.status == 422
    found, matrix = line.ask("/search?q=%D0%A8%D0%BA%D0%BE%D0%BB%D0%B0"), line.ask("/matrix?on=2022-03-16&time=18:00")
    assert [answer.headers.get("content-encoding") for answer in (refused, found, matrix)] == [None, None, "br"]


@pytest.mark.parametrize(
    ("method", "address", "brings"),
    [
        ("GET", "/plan", False),
        ("HEAD", "/plan", False),
        ("GET", "/journal?page=2", False),
        ("GET", "/matrix?on=2022-03-16&time=18:00", False),
        ("GET", "/people?words=&role=&page=2", False),
        ("GET", "/people?words=1", True),
        ("GET", "/matrix?page=2&page=ivanov", True),
        ("GET", "/matrix?page=89101234567", True),
        ("GET", "/matrix?ivanov=2", True),
        ("GET", "/search?q=1", True),
        ("GET", "/matrix?page=mailto:a", True),
        ("POST", "/orders", True),
    ],
)
def test_words_are_all_but_numbers_and_days_under_names_of_the_house(method, address, brings):
    path, _, query = address.partition("?")
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    assert brings_words(Request(environ)) is brings


def test_a_region_is_compressed_as_its_page_is(line):
    line.sign_in("school")
    answer = line.ask("/versions/1/preview", HX_Request="true")
    assert answer.headers["content-encoding"] == "br"
    assert {"HX-Request", "Accept-Encoding"} <= set(answer.headers["vary"].split(", "))
    assert "<html" not in answer.text


def test_a_small_answer_and_a_made_file_go_out_as_they_are(line):
    line.sign_in("department")
    assert "content-encoding" not in line.ask("/health").headers
    book = line.ask("/matrix.xlsx")
    assert "content-encoding" not in book.headers
    assert book.body.startswith(b"PK")


def test_a_head_says_what_the_page_weighs_and_sends_nothing(line):
    line.sign_in("school")
    for path in ("/", "/static/css/opora.css"):
        whole, head = line.ask(path), line.ask(path, "HEAD")
        assert head.body == b""
        assert head.headers["content-encoding"] == "br"
        assert abs(int(head.headers["content-length"]) - len(whole.body)) < 100  # a token is another each time


def test_a_style_that_did_not_change_is_answered_without_it_and_a_part_is_a_part(line):
    whole = line.ask("/static/css/opora.css")
    again = line.ask("/static/css/opora.css", If_None_Match=whole.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    part = line.ask("/static/css/opora.css", Range="bytes=10-19")
    assert part.status == 206
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.body)}"
    assert part.body == whole.body[10:20]
    plain = line.ask("/static/css/opora.css", Accept_Encoding="", Range="bytes=10-19")
    assert plain.body.decode() == whole.text[10:20]


def test_only_the_right_digest_is_kept_for_a_year(line):
    address = re.search(r'href="(/static/css/opora\.css\?v=\w+)"', line.ask("/sign-in").text)[1]
    right, wrong = line.ask(address), line.ask("/static/css/opora.css?v=deadbeef0000")
    assert right.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert wrong.headers["cache-control"] == "no-cache"
    assert right.text == wrong.text
