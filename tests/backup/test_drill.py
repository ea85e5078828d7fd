"""The drill (A5): a house that goes on working is copied, brought back elsewhere, compared, and opened by everybody."""

import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.archive.models import Blob
from app.backup.databases import newest_seal
from app.extensions import db
from app.health.models import Backup
from app.journal.models import Event
from tests.archive.test_archive import digest, verify
from tests.browser_like import Browser
from tests.documents.steps import count, docx, empty_place, upload_to
from tests.house import NOON, build

WORDS = "шестнадцать и больше знаков"
EVERYBODY = {"school": "/kit", "curator": "/desk", "department": "/matrix", "expert": "/rounds/1", "admin": "/archive"}
FILES = select(func.count(Blob.id))


def said(app, *words: str) -> tuple[int, str]:
    """What `flask backup …` says, and its exit code."""
    done = app.test_cli_runner().invoke(args=["backup", *words])
    return done.exit_code, done.output


def with_key(app, words: str | None = WORDS):
    own = app.config["SETTINGS"]
    own.backup_key = type(own.secret_key)(words) if words else None
    return app


@contextmanager
def elsewhere(app, tmp_path: Path):
    """An empty house on the same kind of database."""
    database = f"sqlite:///{tmp_path / 'new' / 'opora.db'}"
    with app.app_context():
        kind, url = db.engine.dialect.name, db.engine.url
        if kind == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("DROP DATABASE IF EXISTS drill WITH (FORCE)"))
                connection.execute(text("CREATE DATABASE drill TEMPLATE template0"))
            database = url.set(database="drill").render_as_string(hide_password=False)
    settings = app.config["SETTINGS"].model_copy(
        update={"database": database, "archive": f"file:{tmp_path / 'new' / 'archive'}"}
    )
    house = build(settings)
    house.extensions["clock"] = lambda: NOON
    house.instance_path = str(tmp_path / "new")
    yield house
    with house.app_context():
        db.engine.dispose()


def test_a_house_that_works_on_is_copied_and_stands_elsewhere_as_it_was(app, school, tmp_path):
    with_key(app)
    place, slot, stop = str(tmp_path / "copies"), empty_place(school), threading.Event()

    def work() -> None:
        for number in range(30):
            if not stop.is_set():
                upload_to(school, slot, docx(f"Версия {number}"), f"{number}.docx")

    (busy := threading.Thread(target=work)).start()
    try:
        code, told = said(app, "create", place)
    finally:
        stop.set()
        busy.join(60)
    assert code == 0, told
    assert "encrypted" in told
    assert said(app, "verify", place) == (0, "whole\n")
    with elsewhere(app, tmp_path) as house:
        code, told = said(house, "restore", place)
        assert code == 0, told
        assert "damaged: 0\nmissing: 0\nunreadable: 0" in verify(house)
        assert "whole" in house.test_cli_runner().invoke(args=["journal", "verify"]).output
        with house.app_context(), db.engine.connect() as connection:
            seal = newest_seal(connection)
        with app.app_context():
            assert db.session.scalar(select(Event.id).where(Event.seal == seal))
        for who, page in EVERYBODY.items():
            assert Browser(house, who).get(page).status_code == 200
        assert Browser(house, "school").get("/versions/1/file").status_code == 200
        code, told = said(house, "restore", place)
        assert (code, "не\u00a0пустая" in told) == (1, True)


def test_a_second_copy_takes_only_what_is_new_and_the_page_tells_its_age(app, school, tmp_path):
    place = str(tmp_path / "copies")
    many = count(app, FILES)
    assert f"files: {many} new, 0 there" in said(app, "create", place)[1]
    upload_to(school, empty_place(school), docx("Новое"))
    added = count(app, FILES) - many
    assert f"files: {added} new, {many} there" in said(app, "create", place)[1]
    assert count(app, select(func.count(Backup.id))) == 2
    app.extensions["health"].asked_at = float("-inf")
    assert "не\u00a0зашифрована" in Browser(app, "admin").get("/archive").text


def test_a_copy_that_rots_is_told_and_one_file_comes_back_by_its_digest(app, school, tmp_path):
    upload_to(school, empty_place(school), data := docx("Вернуть"))
    place = str(tmp_path / "copies")
    said(app, "create", place)
    lost = app.extensions["store"].path_of(digest(data))
    lost.unlink()
    assert "missing: 1" in verify(app)
    assert said(app, "file", place, digest(data))[0] == 0
    assert "missing: 0" in verify(app)
    kept = tmp_path / "copies" / "objects" / digest(data)[:2] / digest(data)
    kept.write_bytes(b"rotten")
    assert said(app, "verify", place) == (1, f"damaged: objects/{digest(data)[:2]}/{digest(data)}\n")
    with elsewhere(app, tmp_path) as house:
        assert said(house, "restore", place)[0] == 1


def test_nobody_opens_a_copy_without_its_words(app, tmp_path):
    place = str(tmp_path / "copies")
    assert said(with_key(app), "create", place)[0] == 0
    assert "не\u00a0тот" in said(with_key(app, "совсем другие слова, длинные"), "verify", place)[1]
    assert "зашифрована" in said(with_key(app, None), "verify", place)[1]
    known = digest(docx())
    names = subprocess.run(["find", place], capture_output=True, text=True, check=True).stdout
    assert known not in names


def test_a_set_that_was_cut_counts_for_nothing(app, tmp_path, monkeypatch):
    place = str(tmp_path / "copies")
    assert "ни\u00a0одной" in said(app, "restore", place)[1]
    monkeypatch.setattr("app.backup.making._copy", lambda *_: 1 / 0)
    said(app, "create", place)
    assert "ни\u00a0одной" in said(app, "verify", place)[1]
    assert count(app, select(func.count(Backup.id))) == 0


@pytest.mark.s3
def test_a_bucket_takes_copies_as_a_folder_does(app, s3):
    own, place = app.config["SETTINGS"], f"s3://{s3['bucket']}/copies"
    own.s3_endpoint, own.s3_access_key = s3["endpoint_url"], s3["access_key"]
    own.s3_secret_key = type(own.secret_key)(s3["secret_key"])
    code, told = said(with_key(app), "create", place)
    assert code == 0, told
    assert said(app, "verify", place) == (0, "whole\n")
    assert " 0 new" in said(app, "create", place)[1]
