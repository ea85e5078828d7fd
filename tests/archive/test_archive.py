"""The archive behind the whole house: what an upload leaves when a part of it fails, and when the store is away."""

import hashlib

import pytest
from sqlalchemy import func, select

from app.archive.models import Blob
from app.archive.services import blob_of
from app.documents.models import Preview, Version
from app.extensions import db
from app.settings import Settings
from storage import Unreachable, open_store
from tests.browser_like import Browser
from tests.documents.steps import count, document_of, docx, empty_place, send, upload_to
from tests.documents.test_names import file_of, name_in
from tests.house import NOON, SECRET, build

ROWS = (select(func.count(Version.id)), select(func.count(Blob.id)))
AWAY = "s3://docs/away"
LONG = "ж" * 300 + " №3 “риск”.docx"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def verify(app) -> str:
    """What `flask archive verify` says, and its exit code."""
    done = app.test_cli_runner().invoke(args=["archive", "verify"])
    return f"{done.output}exit: {done.exit_code}"


@pytest.fixture
def away(app):
    """The bucket does not answer any more."""
    app.extensions["store"] = open_store(AWAY, endpoint_url="http://127.0.0.1:9", access_key="a", secret_key="b")


@pytest.fixture
def on_s3(app, s3):
    """The same house with its archive in a real bucket, as OPORA_ARCHIVE=s3://… opens it."""
    keys = {"s3_access_key": s3["access_key"], "s3_secret_key": s3["secret_key"], "s3_endpoint": s3["endpoint_url"]}
    database, archive = app.config["SETTINGS"].database, f"s3://{s3['bucket']}/whole-house"
    house = build(Settings(demo=True, secret_key=SECRET, database=database, archive=archive, queue="at-once", **keys))
    house.extensions["clock"] = lambda: NOON
    return house


def test_bytes_whose_row_was_lost_are_the_orphan_that_the_checker_names(school, app, monkeypatch):
    data, place = docx("Сирота"), empty_place(school)
    before = [count(app, rows) for rows in ROWS]
    monkeypatch.setattr("app.documents.services.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        upload_to(school, place, data)
    assert [count(app, rows) for rows in ROWS] == before
    for _ in range(2):
        assert f"orphans: 1\n  {digest(data)}\nexit: 0" in verify(app)


def test_a_store_that_fails_leaves_no_row_and_the_page_lives(school, app, monkeypatch):
    upload_to(school, empty_place(school), docx("Первая"))
    document, before = document_of(school), [count(app, rows) for rows in ROWS]
    monkeypatch.setattr(type(app.extensions["store"]), "put", lambda *_: (_ for _ in ()).throw(Unreachable("full")))
    answer = upload_to(school, f"/documents/{document}", docx("Вторая"), "вторая.docx")
    assert answer.status_code == 503
    assert "Версия 1" in school.text
    assert "Файл «вторая.docx» не сохранён: архив сейчас не отвечает." in school.text
    assert [count(app, rows) for rows in ROWS] == before
    assert "missing: 0" in verify(app)
    assert "orphans: 0" in verify(app)


def test_bytes_are_put_before_any_row_is_written(school, app, monkeypatch):
    put, place, order = type(app.extensions["store"]).put, empty_place(school), []
    monkeypatch.setattr(type(app.extensions["store"]), "put", lambda *a: (order.append("put"), put(*a))[1])
    monkeypatch.setattr("app.documents.services.blob_of", lambda *a: (order.append("row"), blob_of(*a))[1])
    upload_to(school, place, docx("По порядку"))
    assert order == ["put", "row"]


def test_a_lost_object_is_a_page_and_not_a_crash_and_the_checker_is_loud(school, curator, app):
    upload_to(school, empty_place(school), docx())
    document = document_of(school)
    send(school, document)
    with app.app_context():
        version = db.session.scalars(select(Version).where(Version.document_id == document)).one()
        key, lost = version.id, version.blob.sha256
        db.session.execute(db.delete(Preview).where(Preview.blob_id == version.blob_id))
        db.session.commit()
    (app.extensions["store"].root / lost[:2] / lost[2:4] / lost[4:]).unlink()
    for person, url in ((school, f"/versions/{key}"), (curator, f"/desk/{document}")):
        assert person.get(url).status_code == 200
        assert "Файл сейчас недоступен" in person.text
    assert school.get(f"/documents/{document}").status_code == 200
    answer = school.get(f"/versions/{key}/file")
    assert answer.status_code == 503
    assert "Архив недоступен" in school.text
    for _ in range(2):
        assert f"missing: 1\n  {lost}" in verify(app)
        assert "exit: 1" in verify(app)


def test_one_lost_object_does_not_stop_the_checks_of_the_others(school, app):
    from app.documents.checks.models import Check
    from app.documents.checks.queries import unseen
    from app.documents.checks.services import check_pending

    with app.app_context():
        for row in db.session.scalars(select(Check)):
            db.session.delete(row)
        first = db.session.scalars(select(Version).order_by(Version.id)).first()
        lost = first.blob.sha256
        db.session.commit()
        (app.extensions["store"].root / lost[:2] / lost[2:4] / lost[4:]).unlink()
        while unseen():
            check_pending()
        seen = set(db.session.scalars(select(Check.version_id)))
        assert set(db.session.scalars(select(Version.id))) == seen


def test_while_the_archive_is_away_pages_live_and_an_upload_is_refused_in_a_sentence(school, curator, app, away):
    before, place = [count(app, rows) for rows in ROWS], empty_place(school)
    for url in ("/", "/kit", "/documents/1", "/versions/1", "/health"):
        assert school.get(url).status_code == 200, url
    answer = upload_to(school, place, docx(), "моя.docx")
    assert answer.status_code == 503
    assert "Файл «моя.docx» не сохранён: архив сейчас не отвечает" in school.text
    assert school.get("/versions/1/file").status_code == 503
    assert curator.get("/desk").status_code == 200
    assert [count(app, rows) for rows in ROWS] == before


def test_while_the_archive_is_away_an_order_is_not_registered_and_stays_a_draft(browser, app, at):
    at(2022, 4, 30, 9)
    department = browser("department")
    department.get("/orders")
    department.post("/orders", {"kind": "O_PLAN"})
    url = department.last.request.path
    words = {"basis_date": "22.11.2021", "basis_number": "02-21/683", "basis_title": "О реализации проекта"}
    department.submit(f"{url}/text", **words)
    app.extensions["store"] = open_store(AWAY, endpoint_url="http://127.0.0.1:9", access_key="a", secret_key="b")
    answer = department.submit(f"{url}/registration", number="226", signed_on="2022-02-28")
    assert answer.status_code == 503
    assert "Ничего не сохранено: архив сейчас не отвечает" in department.text
    assert department.get(url).status_code == 200
    assert "Зарегистрировать" in department.text


@pytest.mark.s3
def test_upload_and_download_through_a_real_bucket(on_s3):
    school, data = Browser(on_s3, "school"), docx("В ведре")
    upload_to(school, empty_place(school), data, LONG)
    assert LONG in school.text
    answer = school.get(file_of(school))
    assert answer.data == data
    assert name_in(answer) == LONG
    store = on_s3.extensions["store"]
    assert type(store).__name__ == "BucketStore"
    assert store.size(digest(data)) == len(data)
    with store.open(digest(data)) as kept:
        assert kept.read() == data
    said = verify(on_s3)
    assert "sound: 1\n" in said
    assert "orphans: 0" in said
