"""What could not be looked at or shown just now is tried again, less and less often; what can't be read is not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.documents.checks import services
from app.documents.checks.models import Check, VersionText
from app.documents.checks.queries import unseen
from app.documents.checks.report import NOT_NOW, NOT_READ
from app.documents.conversion import convert_unshown
from app.documents.models import Preview, Version
from app.documents.reading import READER
from app.extensions import db
from app.kernel import clock
from app.kernel.again import MOST_TRIES
from app.kernel.child import Busy, Overrun
from storage import Unreachable
from tests.documents.steps import docx, empty_place, upload_to

READERS = ("app.documents.checks.services.in_child", "app.documents.conversion.in_child")


@pytest.fixture
def later_by(monkeypatch):
    """The clock of the worker goes on by minutes."""

    def go(minutes: int) -> None:
        now = clock.real_now() + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "real_now", lambda: now)
        monkeypatch.setattr("app.documents.checks.queries.real_now", lambda: now)

    return go


def failing(monkeypatch, trouble: type[Exception]) -> None:
    def fails(*_, **__):
        raise trouble

    for reader in READERS:
        monkeypatch.setattr(reader, fails)


def newest() -> Version:
    return db.session.scalar(select(Version).order_by(Version.id.desc()))


@pytest.mark.parametrize("trouble", [Busy, Unreachable])
def test_what_could_not_be_looked_at_now_is_said_so_and_is_looked_at_by_the_sweep(
    school, app, monkeypatch, later_by, trouble
):
    with monkeypatch.context() as busy:
        failing(busy, trouble)
        upload_to(school, empty_place(school), docx("Позже"))
    assert NOT_NOW.replace("\u00a0", " ") in school.text
    with app.app_context():
        version = newest()
        assert version.id not in unseen()
        school.get(f"/versions/{version.id}")
        assert "Готовим файл к показу" in school.text
        later_by(2)
        services.check_pending()
        convert_unshown()
        assert db.session.get(Check, version.id).again_at is None
        assert unseen() == []
        school.get(f"/versions/{version.id}")
    assert "попробует ещё раз" not in school.text
    assert "Готовим" not in school.text
    assert "Позже" in school.page.xpath('string(//*[@id="preview"])')


def test_a_file_that_can_t_be_read_is_not_tried_again(school, app, monkeypatch):
    monkeypatch.setattr("app.documents.conversion.program", lambda: None)
    failing(monkeypatch, Overrun)
    upload_to(school, empty_place(school), docx("Никогда"))
    assert NOT_READ in school.text
    with app.app_context():
        version = newest()
        assert db.session.get(Check, version.id).again_at is None
        assert db.session.get(Preview, version.blob_id).again_at is None
        school.get(f"/versions/{version.id}")
    assert "Показать этот файл здесь не получилось" in school.text


def test_the_tries_are_counted_and_come_to_an_end(school, app, monkeypatch, later_by):
    failing(monkeypatch, Busy)
    upload_to(school, empty_place(school), docx("Без конца"))
    with app.app_context():
        version = newest()
        for turn in range(1, MOST_TRIES):
            assert db.session.get(Check, version.id).tries == turn
            later_by(2**turn)
            services.check_pending()
            convert_unshown()
        check = db.session.get(Check, version.id)
        assert (check.tries, check.again_at, check.report["said"]) == (MOST_TRIES, None, NOT_READ)
        later_by(2**MOST_TRIES)
        convert_unshown()
        preview = db.session.get(Preview, version.blob_id)
        assert (preview.tries, preview.again_at) == (MOST_TRIES, None)


def test_a_busy_minute_takes_nothing_from_what_is_known(school, app, monkeypatch):
    upload_to(school, empty_place(school), docx("Известно"))
    with app.app_context():
        version = newest()
        before = db.session.get(Check, version.id).report
        with monkeypatch.context() as busy:
            failing(busy, Busy)
            services.check_version(version.id)
        check = db.session.get(Check, version.id)
        assert check.report == before
        assert check.again_at
        assert "Известно" in db.session.get(VersionText, version.id).text
        services.check_version(version.id)
        assert db.session.get(Check, version.id).again_at is None


def test_a_page_makes_no_preview_itself(school, app, monkeypatch):
    upload_to(school, empty_place(school), docx("Показ"))
    with app.app_context():
        version = newest()
        db.session.delete(db.session.get(Preview, version.blob_id))
        db.session.commit()
        failing(monkeypatch, ZeroDivisionError)
        school.get(f"/versions/{version.id}")
    assert "Готовим файл к показу" in school.text
    assert [one for one in school.page.xpath("//@hx-get") if one.startswith(f"/versions/{version.id}/preview")]


def by_an_older_reading(version: Version) -> None:
    """As it stands after the migration: kept by the reading before this one."""
    check, preview = db.session.get(Check, version.id), db.session.get(Preview, version.blob_id)
    check.reader = preview.reader = READER - 1
    preview.html, db.session.get(VersionText, version.id).text = "<p>Старый показ</p>", "Старые слова"
    db.session.commit()


def test_what_an_older_reading_made_is_made_anew_and_shown_till_then(school, app, monkeypatch):
    upload_to(school, empty_place(school), docx("Новое"))
    with app.app_context():
        version = newest()
        by_an_older_reading(version)
        school.get(f"/versions/{version.id}")
        assert "Старый показ" in school.text
        with monkeypatch.context() as busy:
            failing(busy, Busy)
            convert_unshown()
        school.get(f"/versions/{version.id}")
        assert "Старый показ" in school.text
        assert version.id in unseen()
        services.check_pending()
        assert version.id not in unseen()
        assert "Новое" in db.session.get(VersionText, version.id).text


def test_a_preview_of_an_older_reading_is_made_anew_by_the_sweep(school, app):
    upload_to(school, empty_place(school), docx("Новое"))
    with app.app_context():
        version = newest()
        by_an_older_reading(version)
        convert_unshown()
        assert "Новое" in db.session.get(Preview, version.blob_id).html


def test_a_file_that_stops_the_reading_is_not_read_for_ever_by_a_new_reader(school, app, monkeypatch):
    upload_to(school, empty_place(school), docx("Опасное"))
    with app.app_context():
        version = newest()
        by_an_older_reading(version)
        failing(monkeypatch, Busy)
        services.check_pending()
        assert version.id not in unseen()  # the try is counted: its turn comes by the clock
        assert db.session.get(Check, version.id).tries == 1
