"""«Could not look» is never told as «dangerous»: a child that was killed or had no time says nothing (A7)."""

import os
import signal
import time

import pytest
from PIL import Image
from sqlalchemy import func, select

from app.archive import files, photos
from app.documents.models import Version
from app.kernel import child
from tests.documents.steps import count, docx, empty_place, upload_to

VERSIONS = select(func.count(Version.id))
NOT_LOOKED = "Не удалось проверить файл: сервер занят. Файл не сохранён, попробуйте ещё раз."
DANGEROUS = "опасно открывать"


def killed(*_) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def waiting(*_) -> None:
    time.sleep(60)


def endless(*_) -> None:
    while True:
        pass


def too_large(*_) -> None:
    bytes(10**12)


@pytest.mark.parametrize("what", [killed, waiting])
def test_an_honest_file_that_nobody_could_look_at_is_refused_for_now_and_taken_the_next_time(
    what, school, app, monkeypatch
):
    before, place = count(app, VERSIONS), empty_place(school)
    with monkeypatch.context() as bad:
        bad.setattr(files, "look_at_zip", what)
        bad.setattr(files, "SECONDS", 1)
        answer = upload_to(school, place, docx(), "Честный.docx")
    assert answer.status_code == 503
    assert NOT_LOOKED in school.text
    assert "«Честный.docx»" in school.text
    assert DANGEROUS not in school.text
    assert count(app, VERSIONS) == before
    assert upload_to(school, place, docx(), "Честный.docx").status_code == 200
    assert count(app, VERSIONS) == before + 1


@pytest.mark.parametrize("what", [endless, too_large])
def test_a_file_that_eats_time_or_memory_is_judged_by_its_child(what, school, app, monkeypatch):
    before = count(app, VERSIONS)
    monkeypatch.setattr(files, "look_at_zip", what)
    monkeypatch.setattr(files, "SECONDS", 1)
    monkeypatch.setattr(child, "PATIENCE", 60)  # of the clock: the machine may be busy
    answer = upload_to(school, empty_place(school), docx(), "Бомба.docx")
    assert answer.status_code == 422
    assert DANGEROUS in school.text
    assert count(app, VERSIONS) == before


def test_a_picture_whose_cleaning_was_killed_is_not_called_broken(school, app, monkeypatch, tmp_path):
    Image.new("RGB", (20, 20)).save(tmp_path / "а.png")
    before = count(app, VERSIONS)
    monkeypatch.setattr(photos, "cleaned", killed)
    answer = upload_to(school, empty_place(school), (tmp_path / "а.png").read_bytes(), "Фото.png")
    assert answer.status_code == 503
    assert NOT_LOOKED in school.text
    assert count(app, VERSIONS) == before
