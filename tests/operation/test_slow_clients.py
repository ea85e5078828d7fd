"""Twenty clients that never finish stop nobody else: before the bare house, and behind nginx with deploy/nginx.conf."""

import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.webworker import LONGEST_HEAD, SMALL, WHOLE_IN, has_come
from tests.operation.running import PATIENCE, ROOT, free_port, until, web_server
from tests.servers import lacking

pytestmark = pytest.mark.sqlite
SLOW = 20  # clients at once
PATIENT = WHOLE_IN - 5  # seconds in which everybody else has an answer: if they waited for the slow, it would be longer
HEAD = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = HEAD + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\n"
UPLOAD = HEAD + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900000\r\n\r\n"


@pytest.fixture
def bare(app):
    """The port of the web server with the command line of the house and nothing before it."""
    with web_server(app.config["SETTINGS"]) as server:
        yield server.port


def asked(url: str, seconds: float = PATIENT) -> int:
    """The status of an answer that comes in time; a server with a certificate of its own is believed."""
    trusting = ssl._create_unverified_context() if url.startswith("https") else None
    try:
        return urllib.request.urlopen(url, timeout=seconds, context=trusting).status
    except urllib.error.HTTPError as error:
        return error.code


@contextmanager
def slow_clients(port: int, first: bytes, piece: bytes, wrap=lambda line: line):
    """Twenty connections that begin so and go on with a piece each second, until the end; how many still stand."""
    lines, stop = [], threading.Event()
    for _ in range(SLOW):
        line = wrap(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
        line.sendall(first)
        lines.append(line)

    def drip() -> None:
        while not stop.wait(1):
            for line in lines:
                with suppress(OSError):
                    line.sendall(piece)

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield lines
    finally:
        stop.set()
        dripping.join()
        for line in lines:
            line.close()


def answers_others(url: str) -> None:
    for _ in range(8):
        assert asked(url) == 200
        time.sleep(0.3)


def test_slow_clients_before_the_bare_house_stop_nobody(bare):
    for first, piece in ((HEAD, b"X-More: yes\r\n"), (FORM, b"a"), (b"", b"")):  # a head, a form, silence
        with slow_clients(bare, first, piece):
            answers_others(f"http://127.0.0.1:{bare}/health")
    with socket.create_connection(("127.0.0.1", bare), timeout=PATIENCE) as line:
        line.sendall(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * (LONGEST_HEAD // 5))
        assert b" 431 " in line.recv(4096), "a head that never ends"


def test_who_says_that_he_sends_and_is_silent_is_let_go(app, monkeypatch):
    from app import webworker

    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, webworker.struct.pack("ll", 0, 100_000))
    reader = webworker.Patience(ours)
    reader.begin(b"come already")
    assert reader.read() == b"come already"
    with pytest.raises(TimeoutError, match="silent"):
        reader.chunk()
    theirs.sendall(b"x")
    assert reader.chunk() == b"x"
    moment = time.monotonic()
    monkeypatch.setattr(webworker.time, "monotonic", lambda: moment + webworker.GRACE + 5)
    with pytest.raises(TimeoutError, match="slower"):
        reader.chunk()
    reader.received = webworker.SLOWEST * 60
    theirs.sendall(b"y")
    assert reader.chunk() == b"y"
    ours.close(), theirs.close()


@pytest.mark.parametrize(
    ("head", "come"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\n", False),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab", False),
        (b"POST / HTTP/1.1\r\ncontent-length:3\r\n\r\nabc", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (SMALL + 1), True),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", True),
    ],
)
def test_a_request_has_come_when_its_head_and_its_small_form_have(head, come):
    assert has_come(head) is come


@pytest.fixture
def nginx(bare, tmp_path):
    """The port of nginx with deploy/nginx.conf before the house; only names, ports, paths and the key are its own."""
    if not (program := shutil.which("nginx") or next((p for p in ("/usr/sbin/nginx",) if Path(p).exists()), None)):
        lacking("nginx")
    plain, secure = free_port(), free_port()
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*words, "-keyout", "privkey.pem", "-out", "fullchain.pem"], cwd=tmp_path, check=True, stderr=-3)
    own = (ROOT / "deploy" / "nginx.conf").read_text()
    for theirs, ours in (
        ("127.0.0.1:8000", f"127.0.0.1:{bare}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        ("/etc/ssl/opora", str(tmp_path)),
    ):
        assert own.count(theirs) >= 1, theirs
        own = own.replace(theirs, ours)
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; {folders}\n{own} }}\n"
    )
    server = subprocess.Popen([program, "-c", tmp_path / "nginx.conf", "-p", tmp_path], stderr=subprocess.DEVNULL)
    try:
        until(lambda: asked(f"https://127.0.0.1:{secure}/health") == 200)
        yield secure
    finally:
        server.terminate()
        server.wait(PATIENCE)


def test_slow_clients_before_nginx_stop_nobody_and_its_limits_hold(nginx):
    house, trusting = f"https://127.0.0.1:{nginx}", ssl._create_unverified_context()
    for first, piece in ((HEAD, b"X-More: yes\r\n"), (UPLOAD, b"a")):
        with slow_clients(nginx, first, piece, trusting.wrap_socket):
            answers_others(f"{house}/health")
    page = urllib.request.urlopen(f"{house}/sign-in", timeout=PATIENCE, context=trusting)
    assert page.headers["Cache-Control"] == "no-store"
    with pytest.raises((urllib.error.HTTPError, OSError)) as refused:
        urllib.request.urlopen(f"{house}/sign-in", b"x" * (22 * 1024 * 1024), timeout=PATIENCE, context=trusting)
    assert getattr(refused.value, "code", 413) == 413


def test_the_limit_of_the_proxy_is_that_of_the_house():
    from app.settings import Settings

    said = re.search(r"client_max_body_size (\d+)m;", (ROOT / "deploy" / "nginx.conf").read_text())[1]
    assert int(said) == Settings.model_fields["upload_limit_mb"].default + 1
