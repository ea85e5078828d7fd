"""By night the worker reads the archive again; what is lost is told at once, with what to do (S7)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import night
from app.archive.models import Blob, Look
from app.extensions import db
from app.journal.models import Event
from app.kernel import clock
from storage import open_store
from tests.archive.test_archive import digest, verify
from tests.documents.steps import count, docx, empty_place, upload_to
from tests.health.test_health import asked

FILES, LOOKED = select(func.count(Blob.id)), select(func.count(Look.blob_id))
TOLD = select(func.count(Event.id)).where(Event.kind == "archive:spoilt")
ALL = 10**12


def look(app, most: int = ALL) -> int:
    with app.app_context():
        return night.look(app.extensions["store"], most)


@pytest.fixture
def lost(app, school):
    """The bytes of a file of the school that is not in the archive any more."""
    upload_to(school, empty_place(school), data := docx("Потеряется"), "Программа.docx")
    app.extensions["store"].path_of(digest(data)).unlink()
    return data


def test_a_night_reads_within_its_budget_and_the_next_goes_on(app, monkeypatch):
    whole = count(app, FILES)
    first = look(app, 1)
    assert first == 1 == count(app, LOOKED)
    assert look(app) == whole - 1
    assert look(app) == 0
    later = clock.real_now() + night.AGAIN
    monkeypatch.setattr(clock, "real_now", lambda: later)
    assert look(app, 1) == 1


@pytest.mark.parametrize(("hour", "reads"), [(0, False), (1, True), (4, True), (5, False)])
def test_it_is_read_by_night_alone(app, hour, reads, monkeypatch):
    moment = clock.real_now().replace(hour=(hour - 3) % 24, minute=30)
    monkeypatch.setattr(clock, "real_now", lambda: moment)
    with app.app_context():
        night.look_by_night()
    assert (count(app, LOOKED) > 0) is reads


def test_a_lost_file_is_told_once_and_named_with_what_to_do_until_it_is_back(app, lost, browser):
    look(app)
    assert count(app, TOLD) == 1
    admin = browser("admin")
    assert "Верните файл из резервной копии" in admin.get("/messages").text
    admin.get("/archive")
    assert "Потерян" in admin.text
    assert "Программа.docx" in admin.text
    assert digest(lost) in admin.text
    assert asked(app) == (200, "degraded: files")
    with app.app_context():
        db.session.execute(Look.__table__.update().values(looked_at=clock.real_now() - timedelta(days=8)))
        db.session.commit()
    look(app)
    assert count(app, TOLD) == 1
    assert "missing: 1" in verify(app)
    app.extensions["store"].path_of(digest(lost)).write_bytes(lost)
    assert "missing: 0" in verify(app)
    assert "files" not in asked(app)[1]


def test_a_store_that_is_away_says_nothing_of_its_files(app):
    app.extensions["store"] = open_store(
        "s3://docs/away", endpoint_url="http://127.0.0.1:9", access_key="a", secret_key="b"
    )
    assert look(app) == 0
    assert count(app, LOOKED) == count(app, TOLD) == 0
