"""A file in the page that can't hurt: through LibreOffice when there is one, else a download with a plain sentence."""

import contextlib
import sqlite3
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from app.archive.models import Blob
from app.documents import office
from app.documents.checks.services import check_pending
from app.documents.conversion import convert_unshown, draw
from app.documents.models import Preview, Version
from app.documents.preview import may_be_drawn
from app.extensions import db
from app.kernel.child import Overrun
from tests.documents import hostile
from tests.documents.steps import document_of, docx, empty_place, upload_to
from tests.servers import lacking

PAPERS = Path(__file__).parent / "papers"
HANGS = "#!/bin/sh\nsleep 60 & echo $! > {pid}\nsleep 60\n"


def newest(app) -> int:
    with app.app_context():
        return db.session.scalar(select(Version.id).order_by(Version.id.desc()))


@pytest.fixture
def soffice():
    """The real LibreOffice."""
    if office.program() is None:
        lacking("LibreOffice (soffice)")


@pytest.fixture
def no_worker(app, monkeypatch):
    """Jobs are asked for and not done."""
    monkeypatch.setitem(app.extensions, "jobs", lambda *_: None)


@pytest.fixture
def pretended(tmp_path, monkeypatch):
    """A program in the place of LibreOffice: pretended("#!/bin/sh …")."""

    def put(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        (folder / "soffice").write_text(script)
        (folder / "soffice").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return put


@pytest.mark.parametrize("name", ["справка.odt", "программа.doc", "таблица.xlsx", "программа.docx"])
def test_an_office_file_is_shown_quickly_and_as_printed_when_that_is_asked_for(name, school, app, soffice):
    ending = name.rpartition(".")[2]
    papers = {"odt": hostile.odt(), "doc": (PAPERS / "programme.doc").read_bytes(), "xlsx": hostile.xlsx()}
    data = papers.get(ending) or hostile.docx()
    upload_to(school, empty_place(school), data, name)
    version = newest(app)
    school.get(f"/versions/{version}")
    words = {"odt": "Справка", "doc": "Антирисковая программа", "xlsx": "Диагностика", "docx": "Цель"}
    assert words[ending] in school.page.xpath('string(//*[@id="preview"])')
    assert not school.page.xpath("//iframe")
    with app.app_context():
        assert db.session.get(Preview, db.session.get(Version, version).blob_id).pdf is None
    school.get(f"/versions/{version}?view=printed")
    assert "Готовим файл к показу" in school.text
    school.get(f"/versions/{version}?view=printed")
    assert school.page.xpath("//iframe/@src") == [f"/versions/{version}/pdf#navpanes=0&view=FitH"]
    answer = school.get(f"/versions/{version}/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert answer.mimetype == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert school.download(f"/versions/{version}/file") == data
    with app.app_context():
        made = db.session.get(Preview, db.session.get(Version, version).blob_id)
        assert made.pdf.derived
        assert not db.session.get(Version, version).blob.derived


def test_a_doc_is_read_with_its_tables_through_libreoffice(school, app, soffice):
    upload_to(school, empty_place(school), (PAPERS / "table.doc").read_bytes(), "программа.doc")
    school.get(f"/versions/{newest(app)}")
    cells = school.page.xpath('//*[@id="preview"]//td')
    assert [cell.text_content() for cell in cells] == ["Задача", "Мера", "Срок", "А", "Диагностика", "апрель"]


def test_without_libreoffice_a_doc_is_its_words_and_the_page_says_what_is_missing(school, app, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    upload_to(school, empty_place(school), (PAPERS / "programme.doc").read_bytes(), "программа.doc")
    school.get(f"/versions/{newest(app)}")
    assert "одни слова файла" in school.text
    assert "Снизить долю обучающихся группы риска" in school.text
    assert "Как в Word" not in school.text


def drawn(school, app, name: str = "справка.odt") -> int:
    """The version of a file that somebody has asked to see as printed."""
    upload_to(school, empty_place(school), hostile.odt(), name)
    school.get(f"/versions/{newest(app)}?view=printed")
    return newest(app)


def test_another_school_sees_no_derived_pdf(school, browser, app, soffice):
    version = drawn(school, app)
    assert browser("school2").get(f"/versions/{version}/pdf").status_code == 404
    assert browser("school2").get(f"/versions/{version}/printed").status_code == 404


def test_while_the_pdf_is_made_the_page_says_so_and_asks_again_by_itself(school, app, no_worker, soffice):
    version = drawn(school, app)
    assert "Готовим файл к показу" in school.text
    asks = school.page.xpath('//*[@id="preview-asks"]/@hx-get')
    assert asks[0].startswith(f"/versions/{version}/printed")
    with app.app_context():
        draw(db.session.get(Version, version).blob_id, "odt")
    assert "iframe" in school.get(asks[0], **{"HX-Request": "true"}).text


def test_a_promise_of_the_quick_page_that_is_not_kept_ends(school, app, at, no_worker):
    upload_to(school, empty_place(school), hostile.odt(), "справка.odt")
    at(2022, 3, 24, 9, 20)
    school.get(f"/versions/{newest(app)}")
    assert "Готовим" not in school.text
    assert "Скачайте его" in school.text


def test_without_libreoffice_there_is_no_second_view(school, app, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    version = drawn(school, app)
    assert "Справка" in school.page.xpath('string(//*[@id="preview"])')
    assert "Как в Word" not in school.text
    assert school.get(f"/versions/{version}/pdf").status_code == 404


def test_a_conversion_that_hangs_is_killed_with_all_its_children_and_the_page_lives(
    school, app, pretended, monkeypatch, tmp_path
):
    pretended(HANGS.format(pid=tmp_path / "pid"))
    monkeypatch.setattr("app.documents.conversion.as_pdf", lambda data, ending: office.as_pdf(data, ending, seconds=1))
    upload_to(school, empty_place(school), hostile.odt(), "справка.odt")
    version, started = newest(app), time.monotonic()
    school.get(f"/versions/{version}?view=printed")
    assert time.monotonic() - started < 50  # it hangs for a minute; the rest is a busy machine
    child = Path("/proc") / (tmp_path / "pid").read_text().strip() / "status"
    assert not child.exists() or "zombie" in child.read_text()
    school.get(f"/versions/{version}?view=printed")
    assert "так не получилось" in school.text
    with app.app_context():
        made = db.session.get(Preview, db.session.get(Version, version).blob_id)
        assert (made.pdf, made.pdf_tries) == (None, 1)  # tried again after ten minutes, three times in all
    school.get(f"/versions/{version}")
    assert "Справка" in school.page.xpath('string(//*[@id="preview"])')


@pytest.mark.parametrize(
    ("tries", "minutes", "may"), [(0, None, True), (1, 9, False), (1, 10, True), (2, 10, True), (3, 600, False)]
)
def test_libreoffice_tries_at_a_file_three_times_ten_minutes_apart(tries, minutes, may):
    now = datetime(2022, 3, 24, 12, tzinfo=UTC)
    tried_at = None if minutes is None else now - timedelta(minutes=minutes)
    assert may_be_drawn(tries, tried_at, now) is may


@pytest.mark.parametrize(
    "script",
    [
        "#!/bin/sh\nexit 3\n",
        "#!/bin/sh\nexit 0\n",
        '#!/bin/sh\nexec perl -e \'$x = "x" x (3 * 1024 * 1024 * 1024); open F, ">document.pdf"; print F "%PDF-"\'\n',
    ],
)
def test_a_conversion_that_fails_or_takes_too_much_memory_is_an_overrun(script, pretended):
    pretended(script)
    with pytest.raises(Overrun):
        office.as_pdf(hostile.odt(), "odt", seconds=10)


def test_libreoffice_sees_none_of_our_secrets(pretended, monkeypatch, tmp_path):
    monkeypatch.setenv("OPORA_SECRET_KEY", "hidden")
    pretended(f"#!/bin/sh\nenv > {tmp_path}/env\nexit 1\n")
    with pytest.raises(Overrun):
        office.as_pdf(hostile.odt(), "odt")
    assert "hidden" not in (tmp_path / "env").read_text()


def test_a_picture_at_an_address_is_not_fetched(soffice):
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        office.as_pdf(hostile.odt(picture=f"http://127.0.0.1:{server.server_port}/spy.png"), "odt")
    finally:
        server.shutdown()
    assert asked == []


@pytest.mark.sqlite
def test_while_the_worker_reads_and_converts_others_can_write(school, app, no_worker, monkeypatch, soffice):
    first, second = hostile.odt(), hostile.xlsx()
    upload_to(school, empty_place(school), first, "справка.odt")
    with app.app_context():
        document = db.session.get(Version, newest(app)).document_id
    upload_to(school, f"/documents/{document}", second, "таблица.xlsx")
    path, written = app.config["SETTINGS"].database.removeprefix("sqlite:///"), []

    def write_meanwhile(*_, **__):
        with contextlib.closing(sqlite3.connect(path, timeout=0.1, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        written.append(1)
        raise Overrun

    monkeypatch.setattr("app.documents.conversion.in_child", write_meanwhile)
    monkeypatch.setattr("app.documents.checks.services.in_child", write_meanwhile)
    monkeypatch.setattr("app.documents.checks.queries.BATCH", 2)
    with app.app_context():
        convert_unshown()
        check_pending()
    assert len(written) == 4


def test_a_pdf_that_a_person_brings_is_no_longer_only_derived(school, app, soffice):
    made = school.download(f"/versions/{drawn(school, app)}/pdf")
    with app.app_context():
        document = db.session.get(Version, newest(app)).document_id
    upload_to(school, f"/documents/{document}", made, "справка.pdf")
    with app.app_context():
        blob = db.session.get(Version, newest(app)).blob
        assert not blob.derived
        assert db.session.scalar(select(Blob).where(Blob.derived)) is None


def test_a_pdf_and_a_picture_run_nothing_in_our_origin(school, app):
    upload_to(school, empty_place(school), hostile.pdf(), "приказ.pdf")
    policy = school.get(f"/versions/{newest(app)}/file?show=1").headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy


def test_the_bytes_of_an_earlier_version_are_recognised_and_named(school, app):
    first, second = docx("Первая"), docx("Вторая")
    upload_to(school, empty_place(school), first)
    document = document_of(school)
    upload_to(school, f"/documents/{document}", second)
    answer = upload_to(school, f"/documents/{document}", first)
    assert answer.status_code == 422
    assert "Это тот же файл, что версия 1 от 24.03.2022" in school.text
    answer = upload_to(school, f"/documents/{document}", second)
    assert answer.status_code == 422
    assert "что версия 2 от 24.03.2022" in school.text


def test_a_name_is_kept_composed_and_without_its_path(school, app):
    upload_to(school, empty_place(school), docx(), "..\\И\u0306од.docx")
    with app.app_context():
        assert db.session.get(Version, newest(app)).filename == "Йод.docx"


def test_the_school_reads_why_a_file_with_macros_is_not_taken(school):
    answer = upload_to(school, empty_place(school), hostile.with_project(), "программа.docx")
    assert answer.status_code == 422
    assert "макросы" in school.text


def test_a_photograph_of_a_telephone_becomes_a_jpg_and_the_page_says_so(school):
    upload_to(school, empty_place(school), (PAPERS / "photo.heic").read_bytes(), "IMG_0001.HEIC")
    school.get(f"/documents/{document_of(school)}")
    assert "IMG_0001.jpg" in school.text
    assert "переведена из HEIC в JPG" in school.text
