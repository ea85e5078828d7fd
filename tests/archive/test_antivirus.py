"""The optional clamd sees each file before it is kept; when it is silent nothing is taken (features.md 15)."""

import io
import socketserver
import struct
import threading

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from app.archive.models import Blob
from app.documents.models import Version
from app.settings import Settings
from tests.documents.steps import count, empty_place, upload_to

THREAT = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Clamd(socketserver.StreamRequestHandler):
    """As much of clamd as the house speaks with."""

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        answer = b"PONG" if command == b"zPING\0" else self._scan() if command == b"zINSTREAM\0" else b"UNKNOWN COMMAND"
        self.wfile.write(answer + b"\0")

    def _scan(self) -> bytes:
        data = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
        self.server.seen.append(data)
        if self.server.answer:
            return self.server.answer
        return b"stream: Eicar-Signature FOUND" if THREAT.encode() in data else b"stream: OK"


@pytest.fixture
def clamd(app):
    """A watchman on loopback, set in the settings."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.seen, server.answer = [], b""
        threading.Thread(target=server.serve_forever, daemon=True).start()
        setting(app, f"127.0.0.1:{server.server_address[1]}")
        yield server
        server.shutdown()


def setting(app, address: str) -> None:
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"antivirus": address})
    app.extensions["health"].asked_at = float("-inf")  # the page asks anew


def pdf(words: str) -> bytes:
    return b"%PDF-1.7\n" + words.encode()


def test_a_clean_file_is_seen_whole_and_kept(school, clamd, app):
    before = count(app, select(func.count(Version.id)))
    upload_to(school, empty_place(school), pdf("x" * 300_000), "а.pdf")
    assert count(app, select(func.count(Version.id))) == before + 1
    assert clamd.seen == [pdf("x" * 300_000)]


def test_a_threat_is_told_in_words_and_nothing_is_kept(school, clamd, app):
    before = count(app, select(func.count(Blob.id)))
    assert upload_to(school, empty_place(school), pdf(THREAT), "счёт.pdf").status_code == 422
    assert "Антивирус нашёл в файле угрозу" in school.text
    assert "счёт.pdf" in school.text
    assert count(app, select(func.count(Blob.id))) == before


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: OK FOUND?"])
def test_a_watchman_who_says_no_clear_word_lets_nothing_in(answer, school, clamd, app):
    clamd.answer = answer or b"\0"
    assert upload_to(school, empty_place(school), pdf("чисто"), "а.pdf").status_code == 503
    assert "Проверка на вирусы сейчас не отвечает" in school.text


def test_a_watchman_who_is_set_and_away_lets_nothing_in_and_the_page_says_so(school, browser, app):
    setting(app, "127.0.0.1:1")
    assert upload_to(school, empty_place(school), pdf("чисто"), "а.pdf").status_code == 503
    assert "не отвечает, файл не сохранён" in school.text
    department = browser("department")
    department.get("/archive")
    assert "Файлы сейчас не принимаются. Проверьте службу clamd" in department.text


def test_the_page_says_whether_files_are_looked_at(browser, clamd, app):
    department = browser("department")
    department.get("/archive")
    assert "Каждый файл проверяется до сохранения" in department.text
    setting(app, "")
    department.get("/archive")
    assert "Файлы на вирусы не проверяются" in department.text
    assert "OPORA_ANTIVIRUS" in department.text


def test_a_profile_of_the_region_is_looked_at_as_well(browser, clamd):
    department = browser("department")
    department.get("/profiles/1")
    answer = department.client.post(
        "/profiles/1/file",
        data={"csrf_token": department.token, "file": (io.BytesIO(pdf(THREAT)), "РПШ.pdf")},
    )
    assert answer.status_code == 422
    assert "Антивирус нашёл" in answer.text


def test_an_address_without_a_port_is_refused_at_the_start():
    with pytest.raises(ValidationError, match="host:port"):
        Settings(antivirus="localhost")
