"""A poor line: a file comes in parts, the line breaks anywhere, and the sending goes on or starts cleanly (U5, U14)."""

import hashlib
import io
import os
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.archive.leftovers import sweep_parts
from app.archive.parts import AT_ONCE, KEPT_FOR, PART_LIMIT, parts
from app.documents.models import Version
from app.extensions import db
from tests.documents.steps import count, empty_place, form_to, hidden_of

PAPER = b"%PDF-1.7\n" + random.Random(500).randbytes(300_000)
DIGEST = hashlib.sha256(PAPER).hexdigest()


class Line:
    """Somebody of a school whose line may break."""

    def __init__(self, person, digest: str = DIGEST):
        self.person, self.address = person, f"/uploads/{digest}"
        person.get(empty_place(person))
        form = form_to(person, "versions")
        self.action, self.hidden = form.get("action"), hidden_of(form)

    def come(self) -> int:
        """How far the server says that it has come."""
        return int(self.person.client.get(self.address).text)

    def send(self, at: int, data: bytes, cut: int = 0):
        """Bytes from a place on; the last `cut` of those that were promised never come."""
        return self.person.client.patch(
            f"{self.address}?at={at}",
            input_stream=io.BytesIO(data[: len(data) - cut]),
            environ_overrides={"CONTENT_LENGTH": str(len(data))},
            content_type="application/octet-stream",
            headers={"X-CSRFToken": self.hidden["csrf_token"]},
        )

    def finish(self, digest: str = DIGEST):
        """The form: the name and the digest instead of the file."""
        return self.person.client.post(
            self.action, data={**self.hidden, "parts": digest, "parts_name": "Отчёт №3.pdf"}, headers={"X-Upload": "1"}
        )


@pytest.fixture
def line(school) -> Line:
    return Line(school)


def newest(app) -> Version:
    return db.session.scalars(select(Version).order_by(Version.id.desc()).limit(1)).one()


def test_a_line_that_breaks_ten_times_anywhere_loses_nothing(line, app):
    chance, breaks = random.Random(226), 0
    while (at := line.come()) < len(PAPER):
        rest = PAPER[at : at + 100_000]
        cut = chance.randrange(1, len(rest)) if breaks < 10 and len(rest) > 1 else 0
        breaks += cut > 0
        assert line.send(at, rest, cut).status_code == (400 if cut else 200)
    assert breaks == 10
    assert line.finish().status_code == 201
    with app.app_context():
        version = newest(app)
        assert (version.blob.sha256, version.filename, version.number) == (DIGEST, "Отчёт №3.pdf", 1)
        assert app.extensions["store"].open(DIGEST).read() == PAPER


def test_bytes_whose_kind_is_not_said_are_taken_too(line):
    headers = {"X-CSRFToken": line.hidden["csrf_token"]}
    answer = line.person.client.patch(f"{line.address}?at=0", data=PAPER[:600], headers=headers)
    assert (answer.status_code, answer.text, line.come()) == (200, "600", 600)


def test_an_answer_that_was_lost_is_asked_for_again_and_makes_nothing_more(line, app):
    line.send(0, PAPER)
    assert [line.finish().status_code for _ in range(3)] == [201] * 3
    key = Version.upload_key == line.hidden["upload_key"]
    assert count(app, select(func.count(Version.id)).where(key)) == 1


def test_a_file_that_has_not_come_whole_is_told_and_makes_no_version(line, app):
    before = count(app, select(func.count(Version.id)))
    line.send(0, PAPER[:-1])
    answer = line.finish()
    assert answer.status_code == 422
    assert "Файл дошёл не целиком" in answer.text
    assert count(app, select(func.count(Version.id))) == before
    assert DIGEST not in {digest for digest, _ in app.extensions["store"].walk()}
    assert line.come() == 0  # it starts cleanly
    line.send(0, PAPER)
    assert line.finish().status_code == 201


def test_bytes_beyond_a_gap_are_not_taken(line):
    line.send(0, PAPER[:1000])
    assert line.send(5000, PAPER[5000:]).text == "1000"
    assert line.come() == 1000


def test_the_same_part_twice_or_from_two_tabs_is_one(line):
    line.send(0, PAPER[:2000])
    line.send(500, PAPER[500:3000])
    line.send(0, PAPER[:2000])
    assert line.come() == 3000
    line.send(3000, PAPER[3000:])
    assert line.finish().status_code == 201


def test_nobody_goes_on_with_a_file_of_somebody_else(line, browser):
    line.send(0, PAPER)
    other = Line(browser("school3"))
    assert other.come() == 0
    assert other.finish().status_code == 422


def test_a_part_or_a_file_that_is_too_large_is_refused(line, app):
    assert line.send(0, bytes(PART_LIMIT + 1)).status_code == 413
    assert line.send(app.config["SETTINGS"].upload_limit, b"x").status_code == 413
    assert line.send(-1, b"x").status_code == 413
    assert line.come() == 0
    assert Line(line.person, "not-a-digest").send(0, b"x").status_code == 404


def test_what_comes_in_parts_is_looked_at_like_any_file(school):
    data = b"MZ" + PAPER
    digest = hashlib.sha256(data).hexdigest()
    line = Line(school, digest)
    line.send(0, data)
    answer = line.finish(digest)
    assert answer.status_code == 422
    assert "не похоже на PDF" in answer.text.replace("\xa0", " ")


def test_a_file_begun_two_minutes_before_the_end_of_the_day_is_in_time(line, app, at):
    at(2022, 3, 30, 20, 58)
    line.send(0, PAPER[:1000])
    at(2022, 3, 30, 21, 1)
    line.send(1000, PAPER[1000:])
    line.finish()
    with app.app_context():
        version = newest(app)
        assert version.begun_at == datetime(2022, 3, 30, 20, 58, tzinfo=UTC)
        assert version.uploaded_at == datetime(2022, 3, 30, 21, 1, tzinfo=UTC)
        assert not version.document.late_for(date(2022, 3, 30))


def test_what_is_forgotten_for_a_day_is_thrown_away_and_the_rest_stays(line, app):
    line.send(0, PAPER[:1000])
    with app.app_context():
        sweep_parts()
        assert line.come() == 1000
        [path] = parts().folder.iterdir()
        old = path.stat().st_mtime - KEPT_FOR / timedelta(seconds=1) - 60
        os.utime(path, (old, old))
        sweep_parts()
    assert line.come() == 0


def test_one_person_fills_the_disk_with_a_few_files_at_most(line, app):
    for number in range(AT_ONCE + 3):
        Line(line.person, hashlib.sha256(bytes([number])).hexdigest()).send(0, b"x")
    with app.app_context():
        assert len(list(parts().folder.iterdir())) == AT_ONCE
