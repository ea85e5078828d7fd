"""The archive fails: what is said to the school is what is stored, the file is named, nothing is half there (S4)."""

import hashlib
import io
import os
import shutil

import pytest
from sqlalchemy import func, select

from app.archive.models import Blob
from app.documents.models import Version
from storage import open_store
from tests.documents.steps import count, document_of, docx, empty_place, form_to, hidden_of, upload_to
from tests.documents.test_parts import Line
from tests.storage.failing import fill, make_read_only, small_disk

PAPER = b"%PDF-1.7\n" + os.urandom(1_000_000)
NAME = "Отчёт №\u00a03.pdf"
FULL = "не сохранён: на диске архива кончилось место. Прежние версии на месте."
AWAY = "не сохранён: архив сейчас не отвечает. Прежние версии на месте."


def stored(app) -> tuple:
    """What the house holds: rows, and objects and half files where the archive is there to be asked."""
    store = app.extensions["store"]
    there = (sum(1 for _ in store.walk()), len(list(store.halves()))) if store.staging.is_dir() else ()
    return count(app, select(func.count(Version.id))), count(app, select(func.count(Blob.id))), *there


def fill_but_for(room: int):
    return lambda disk: fill(disk, room)


FAILURES = {
    "full": (fill_but_for(0), FULL),
    "full in the body": (fill_but_for(500_000), FULL),
    "read-only": (make_read_only, AWAY),
    "gone": (lambda disk: shutil.rmtree(disk / "archive"), AWAY),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_next_version_is_refused_by_name_and_nothing_is_kept(failure, school, app, disk):
    fail, sentence = FAILURES[failure]
    upload_to(school, empty_place(school), docx("Первая"), "первая.docx")
    before, document = stored(app), document_of(school)
    fail(disk)
    answer = upload_to(school, f"/documents/{document}", PAPER, NAME)
    assert answer.status_code == 503
    assert f"Файл «{NAME}» {sentence}".replace("\xa0", " ") in school.text
    assert "Версия 1 сохранена" in school.text
    assert school.get(f"/documents/{document}").status_code == 200
    after = stored(app)
    assert after == before[: len(after)]


def test_when_there_is_room_again_the_same_file_is_taken(school, app, disk):
    fill(disk)
    place, before = empty_place(school), stored(app)
    assert upload_to(school, place, PAPER, NAME).status_code == 503
    (disk / "filler").unlink()
    assert upload_to(school, place, PAPER, NAME).status_code == 200
    assert "Сохранена версия 1" in school.text
    assert stored(app) == (before[0] + 1, before[1] + 1, before[2] + 1, 0)
    assert app.extensions["store"].open(hashlib.sha256(PAPER).hexdigest()).read() == PAPER


@pytest.mark.parametrize("failure", FAILURES)
def test_the_script_that_sent_the_file_gets_the_sentence_and_the_status(failure, school, app, disk):
    fail, sentence = FAILURES[failure]
    school.get(empty_place(school))
    form = form_to(school, "versions")
    hidden, before = hidden_of(form), stored(app)
    fail(disk)
    answer = school.client.post(
        form.get("action"), data={**hidden, "file": (io.BytesIO(PAPER), NAME)}, headers={"X-Upload": "1"}
    )
    assert answer.status_code == 503
    assert f"«{NAME}»" in answer.text
    assert "Location" not in answer.headers
    assert sentence in answer.text.replace("\xa0", " ").replace("&nbsp;", " ")
    assert stored(app)[:2] == before[:2]


def test_a_full_folder_of_parts_is_told_and_what_came_before_stays(school, app, tmp_path):
    digest = hashlib.sha256(PAPER).hexdigest()
    with small_disk(tmp_path / "parts", 512) as parts:
        app.config["SETTINGS"].parts = str(parts)
        line = Line(school, digest)
        assert line.send(0, PAPER[:100_000]).status_code == 200
        assert line.send(100_000, PAPER[100_000:]).status_code == 503
        came = line.come()
        assert 100_000 <= came < len(PAPER)
        assert next(parts.iterdir()).read_bytes() == PAPER[:came]
    assert upload_to(school, empty_place(school), PAPER, NAME).status_code == 200


def test_a_folder_of_parts_that_is_away_or_read_only_is_told(school, app, tmp_path):
    digest = hashlib.sha256(PAPER).hexdigest()
    with small_disk(tmp_path / "parts", 512) as parts:
        app.config["SETTINGS"].parts = str(parts)
        make_read_only(parts)
        assert Line(school, digest).send(0, PAPER[:1000]).status_code == 503


def test_a_file_that_came_in_parts_meets_a_full_archive(school, app, disk):
    line = Line(school, digest := hashlib.sha256(PAPER).hexdigest())
    line.send(0, PAPER)
    fill(disk)
    before, answer = stored(app), line.finish(digest)
    assert answer.status_code == 503
    assert "«Отчёт №3.pdf»" in answer.text
    assert stored(app) == before
    assert line.come() == len(PAPER)
    (disk / "filler").unlink()
    assert line.finish(digest).status_code == 201


def test_an_archive_that_comes_back_needs_no_restart(school, app, disk):
    store = app.extensions["store"]
    store.root.rename(disk / "elsewhere")
    assert upload_to(school, empty_place(school), docx(), "а.docx").status_code == 503
    (disk / "elsewhere").rename(store.root)
    assert upload_to(school, empty_place(school), docx(), "а.docx").status_code == 200


def test_a_house_starts_while_its_archive_is_away():
    assert open_store("file:/proc/nowhere/archive").root.name == "archive"
