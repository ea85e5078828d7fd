"""`flask archive verify` over a damaged archive: each file by school and document, all of them, and code 1 (S2, S7)."""

import io

import pytest
from sqlalchemy import select

from app.documents.models import Version
from app.extensions import db
from app.health.models import Verification
from app.verifying import OWNERS, columns
from storage import open_store
from tests.archive.test_archive import verify
from tests.documents.steps import docx, empty_place, upload_to


@pytest.fixture
def papers(school, app) -> list[str]:
    """The digests of four versions of one document, the oldest first."""
    upload_to(school, place := empty_place(school), docx("Первая"), "первая.docx")
    for name in ("вторая", "третья", "четвёртая"):
        upload_to(school, place, docx(name), f"{name}.docx")
    with app.app_context():
        newest = db.session.scalars(select(Version).order_by(Version.id.desc()).limit(4)).all()
        return [version.blob.sha256 for version in reversed(newest)]


def test_what_is_amiss_is_named_by_school_and_document_and_nothing_hides_the_rest(papers, app):
    store = app.extensions["store"]
    damaged, missing, unreadable, sound = papers
    store.path_of(damaged).chmod(0o640)
    store.path_of(damaged).write_bytes(b"evil")
    store.path_of(missing).unlink()
    store.path_of(unreadable).unlink()
    store.path_of(unreadable).mkdir()
    half = store.intake()
    half.write(b"half of a file")
    said = verify(app)
    for kind, digest, number, name in (
        ("damaged", damaged, 1, "первая"),
        ("missing", missing, 2, "вторая"),
        ("unreadable", unreadable, 3, "третья"),
    ):
        named = f"МБОУ «Заречная СОШ» (демо) · Антирисковая программа «…» · версия {number} · {name}.docx"
        begin, _, end = named.partition("«…»")
        line = next(line for line in said.splitlines() if digest in line)
        assert f"{kind}: 1\n{line}\n" in said
        assert begin in line
        assert line.endswith(end)
    assert sound not in said
    assert "halves: 1" in said
    assert "exit: 1" in said
    store.path_of(unreadable).rmdir()
    half.close()
    with app.app_context():
        last = db.session.scalars(select(Verification).order_by(Verification.id.desc())).first()
        assert (last.damaged, last.missing, last.unreadable, last.halves, last.amiss) == (1, 1, 1, 1, 3)


def test_a_sound_archive_is_told_and_kept(app):
    said = verify(app)
    assert "damaged: 0\nmissing: 0\nunreadable: 0\nhalves: 0\norphans: 0\nexit: 0" in said
    with app.app_context():
        assert db.session.scalars(select(Verification)).one().amiss == 0


def test_an_archive_that_cannot_be_listed_is_told(app):
    app.extensions["store"] = open_store("file:/proc/nowhere")
    said = verify(app)
    assert "could not be listed" in said
    assert "exit: 1" in said


def test_every_column_that_speaks_of_a_file_says_whose_it_is(app):
    assert {f"{column.table.name}.{column.name}" for column, _ in columns()} == set(OWNERS)


def test_every_file_of_the_demo_year_has_an_owner_with_a_name(app, school, browser):
    department = browser("department")
    department.get("/profiles/1")
    department.client.post(
        "/profiles/1/file",
        data={"csrf_token": department.token, "file": (io.BytesIO(b"%PDF-1.7\n" + bytes(100)), "РПШ.pdf")},
    )
    store = app.extensions["store"]
    lost = [digest for digest, _ in store.walk()]
    for digest in lost:
        store.path_of(digest).unlink()
    said = verify(app)
    assert f"missing: {len(lost)}\n" in said
    assert "рисковый профиль · РПШ.pdf" in said
    assert "ни один документ на него не ссылается" not in said
