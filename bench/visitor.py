"""Somebody at a computer, usually the director of the demo school: over HTTP, or inside this process."""

import re
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient

from app.demo.seed import PASSWORD

DIRECTOR = "school@example.org"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BOUNDARY = "----bench-0123456789abcdef"


class Visitor:
    """Keeps its cookie and its connection, as a browser does."""

    def __init__(self, port: int, who: str = DIRECTOR):
        self.line = HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie = ""
        typed = urlencode({"csrf_token": token(self.get("/sign-in")), "email": who, "password": PASSWORD})
        self.line.request("POST", "/sign-in", typed, {**FORM, "Cookie": self.cookie})
        self._read(303)

    def get(self, path: str) -> str:
        """The text of a page."""
        self.line.request("GET", path, headers={"Cookie": self.cookie})
        return self._read(200)

    def upload(self, path: str, page: str, key: str, file: Path) -> None:
        """Send the file by the form of the page; the bytes go from the disk into the socket."""
        fields = {"csrf_token": token(page), "upload_key": key}
        head = "".join(f"{_part(name)}\r\n\r\n{value}\r\n" for name, value in fields.items())
        head += f'{_part("file")}; filename="{file.name}"\r\nContent-Type: application/pdf\r\n\r\n'
        foot = f"\r\n--{BOUNDARY}--\r\n"
        self.line.close()  # the server has hung up meanwhile; the next request opens the line anew
        self.line.putrequest("POST", path)
        self.line.putheader("Cookie", self.cookie)
        self.line.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        self.line.putheader("Content-Length", str(len(head) + file.stat().st_size + len(foot)))
        self.line.endheaders(head.encode())
        with file.open("rb") as source:
            self.line.sock.sendfile(source)
        self.line.send(foot.encode())
        self._read(303)

    def _read(self, wanted: int) -> str:
        answer = self.line.getresponse()
        text = answer.read().decode()
        assert answer.status == wanted, f"{answer.status}: {text[:2000]}"
        for value in answer.headers.get_all("Set-Cookie", ()):
            self.cookie = value.partition(";")[0]
        return text


def sign_in(app: Flask) -> FlaskClient:
    """The same person in a client of this process."""
    client = app.test_client()
    answer = client.post(
        "/sign-in", data={"csrf_token": token(client.get("/sign-in").text), "email": DIRECTOR, "password": PASSWORD}
    )
    assert answer.status_code == 303
    return client


def token(page: str) -> str:
    """The CSRF token of the page."""
    return re.search(r'name="csrf-token" content="([^"]+)"', page)[1]


def _part(name: str) -> str:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
