"""Somebody of the demo at a computer, at first the director of the school: over HTTP, or inside this process."""

import re
from copy import copy
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient

from app.people.mode.demo_people import PASSWORD

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
COMPRESSED = {"Accept-Encoding": "br, gzip"}
KEPT = 1  # seconds; gunicorn keeps a silent line for two
BOUNDARY = "----bench-0123456789abcdef"


class Visitor:
    """Keeps its cookie and its connection, as a browser does. Nobody signs in when `who` is empty."""

    def __init__(self, port: int, who: str = "school"):
        self.line = HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie, self.heard = "", monotonic()
        if who:
            self._sign_in(who)

    def _sign_in(self, who: str) -> None:
        self.post("/sign-in", {"csrf_token": token(self.get("/sign-in")), **_typed(who)}, 303)

    def tab(self) -> "Visitor":
        """Another tab of the same browser: its cookie, and a connection of its own."""
        other = copy(self)
        other.line = HTTPConnection(self.line.host, self.line.port, timeout=120)
        return other

    def get(self, path: str, wanted: int = 200) -> str:
        """The text of a page."""
        return self._ask("GET", path, wanted)

    def programme(self) -> str:
        """The address of a paper of the director's school that takes a next version, or a first."""
        kit = self.get(re.search(r"/schools/\d+/kit", self.get("/"))[0])
        papers = re.findall(r'href="(/schools/\d+/kit/antirisk-\d+|/documents/\d+)"', kit)
        return next(paper for paper in papers if '/versions"' in self.get(paper))

    def open(self, path: str) -> int:
        """Open a page as a browser does; the bytes of its body on the wire."""
        self._send("GET", path, None, **COMPRESSED)
        answer = self.line.getresponse()
        weight = len(answer.read())
        self.heard = monotonic()
        assert answer.status == 200, f"{answer.status}: {path}"
        return weight

    def post(self, path: str, fields: dict[str, str], wanted: int = 200, **headers: str) -> str:
        """Send a form; the text of the answer."""
        return self._ask("POST", path, wanted, urlencode(fields), **FORM, **headers)

    def status(self, path: str, fields: dict[str, str]) -> int:
        """Send a form; the status of the answer, whatever it is."""
        self._send("POST", path, urlencode(fields), **FORM)
        answer = self.line.getresponse()
        answer.read()
        self.heard = monotonic()
        return answer.status

    def upload(self, path: str, page: str, key: str, file: Path) -> None:
        """Send the file by the form of the page; the bytes go from the disk into the socket."""
        fields = {"csrf_token": token(page), "upload_key": key}
        head = "".join(f"{_part(name)}\r\n\r\n{value}\r\n" for name, value in fields.items())
        head += f'{_part("file")}; filename="{file.name}"\r\nContent-Type: application/pdf\r\n\r\n'
        foot = f"\r\n--{BOUNDARY}--\r\n"
        self.line.close()  # the server has hung up meanwhile
        self.line.putrequest("POST", path)
        self.line.putheader("Cookie", self.cookie)
        self.line.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        self.line.putheader("Content-Length", str(len(head) + file.stat().st_size + len(foot)))
        self.line.endheaders(head.encode())
        with file.open("rb") as source:
            self.line.sock.sendfile(source)
        self.line.send(foot.encode())
        self._read(303)

    def _ask(self, method: str, path: str, wanted: int, body: str | None = None, **headers: str) -> str:
        self._send(method, path, body, **headers)
        return self._read(wanted)

    def _send(self, method: str, path: str, body: str | None, **headers: str) -> None:
        if monotonic() - self.heard > KEPT:
            self.line.close()  # the server hangs up on the silent; the request opens the line anew
        self.line.request(method, path, body, {"Cookie": self.cookie, **headers})

    def _read(self, wanted: int) -> str:
        answer = self.line.getresponse()
        text = answer.read().decode()
        self.heard = monotonic()
        assert answer.status == wanted, f"{answer.status}: {text[:2000]}"
        for value in answer.headers.get_all("Set-Cookie", ()):
            self.cookie = value.partition(";")[0]
        return text


def sign_in(app: Flask, who: str = "school") -> FlaskClient:
    """The same in a client of this process."""
    client = app.test_client()
    answer = client.post("/sign-in", data={"csrf_token": token(client.get("/sign-in").text), **_typed(who)})
    assert answer.status_code == 303
    return client


def token(page: str) -> str:
    """The CSRF token of the page."""
    return re.search(r'name="csrf-token" content="([^"]+)"', page)[1]


def _typed(who: str) -> dict[str, str]:
    return {"email": f"{who}@example.org", "password": PASSWORD}


def _part(name: str) -> str:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
