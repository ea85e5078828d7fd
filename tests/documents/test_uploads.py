"""What may go wrong with an upload, and that each time it is told in words and nothing is stored by halves."""

import hashlib
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import func, select

from app.archive.services import keep
from app.documents.models import Version
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from tests.documents.steps import at_once, count, document_of, docx, empty_place, form_to, hidden_of, upload_to

VERSIONS = select(func.count(Version.id))
MB = 1024 * 1024


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


def bomb() -> bytes:
    """A small DOCX that unpacks to 210 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, made.open("word/document.xml", "w") as member:
        for _ in range(210):
            member.write(bytes(MB))
    return out.getvalue()


WRONG = {
    "empty": (b"", "пусто.docx", "Файл пустой, 0 байт"),
    "a pdf": (b"%PDF-1.4 not a docx", "на самом деле pdf.docx", "не похоже на DOCX"),
    "an old doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "программа.docx", "не похоже на DOCX"),
    "html": (b"<html><script>alert(1)</script>", "страница.pdf", "не похоже на PDF"),
    "html as docx": (b"<!doctype html><p>text", "страница.docx", "не похоже на DOCX"),
    "a zip": (package("фото.jpg"), "архив.docx", "не похоже на DOCX"),
    "a zip by name": (package("фото.jpg"), "архив.zip", "Файлы ZIP мы не принимаем. Распакуйте архив"),
    "with macros": (package("word/document.xml", "word/vbaProject.bin"), "макрос.docx", "не похоже на DOCX"),
    "a broken zip": (b"PK\x03\x04" + bytes(100), "обрыв.docx", "не похоже на DOCX"),
    "svg": (
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "схема.svg",
        "Файлы SVG мы не принимаем. Откройте картинку и сохраните её как JPG",
    ),
    "a program": (b"MZ\x90\x00", "программа.exe", "не похоже на EXE"),
    "no ending": (b"%PDF-1.4", "программа", "не похоже на"),
    "a bomb": (bomb(), "бомба.docx", "опасно открывать"),
    "a long name": (docx(), "я" * 1000 + ".docx", "Имя файла слишком длинное"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_in_words_and_leaves_nothing(what, school, app):
    data, name, sentence = WRONG[what]
    before, place = count(app, VERSIONS), empty_place(school)
    answer = upload_to(school, place, data, name)
    assert answer.status_code == 422
    assert sentence in school.text
    assert count(app, VERSIONS) == before
    assert hashlib.sha256(data).hexdigest() not in {digest for digest, _ in app.extensions["store"].walk()}


def test_after_a_refusal_the_page_says_that_the_file_must_be_chosen_again(school):
    upload_to(school, empty_place(school), b"MZ\x90\x00", "Программа №1.exe")
    assert "Файл «Программа №1.exe» не сохранён. Браузер забыл выбор: выберите файл ещё раз." in school.text
    assert form_to(school, "versions").xpath('.//input[@type="file"]')


def test_a_form_without_a_file_says_so(school):
    school.get(empty_place(school))
    answer = school.submit(form_to(school, "versions").get("action"))
    assert answer.status_code == 422
    assert "Файл не выбран" in school.text
    assert "Браузер забыл" not in school.text


def test_a_file_over_the_limit_is_told_in_megabytes(school, app):
    before, place = count(app, VERSIONS), empty_place(school)
    for size in (20 * MB + 1, 22 * MB):
        answer = upload_to(school, place, b"%PDF-" + bytes(size), "большой.pdf")
        assert answer.status_code in (413, 422)
        assert "больше 20 МБ" in school.text
    assert count(app, VERSIONS) == before


@pytest.mark.parametrize("with_file", [False, True], ids=["urlencoded", "multipart"])
def test_a_long_cyrillic_remark_passes_the_limits_of_forms(with_file, curator, sent, school):
    curator.get(f"/desk/{sent}")
    more = {"attachment": (io.BytesIO(docx()), "образец.docx")} if with_file else {}
    curator.submit(f"/documents/{sent}/decision", verdict="return", remark="я" * 400_000, **more)
    school.get(f"/documents/{sent}")
    assert "я" * 400_000 in school.text


def test_a_text_beyond_every_limit_is_told_in_words(curator, sent):
    curator.get(f"/desk/{sent}")
    answer = curator.submit(f"/documents/{sent}/decision", verdict="return", remark="я" * 4_000_000)
    assert answer.status_code == 413
    assert "Текст слишком длинный" in curator.text
    assert "больше 20 МБ" not in curator.text


def test_the_same_click_twice_makes_one_version(school, app):
    school.get(empty_place(school))
    form = form_to(school, "versions")
    hidden = hidden_of(form)

    def click() -> int:
        data = {**hidden, "file": (io.BytesIO(docx()), "АРП.docx")}
        return school.client.post(form.get("action"), data=data).status_code

    assert at_once(click, click, click) == [303, 303, 303]
    assert click() == 303
    assert count(app, VERSIONS.where(Version.upload_key == hidden["upload_key"])) == 1


def test_two_people_of_one_school_get_versions_one_after_another(browser, school, app):
    upload_to(school, empty_place(school), docx("Первая"))
    document, people = document_of(school), [browser("school"), browser("school")]
    papers = [docx("Ещё 1"), docx("Ещё 2")]

    def upload(person, paper):
        return lambda: upload_to(person, f"/documents/{document}", paper).status_code

    assert at_once(*map(upload, people, papers)) == [200, 200]
    with app.app_context():
        kept = db.session.scalars(select(Version).where(Version.document_id == document).order_by(Version.number)).all()
        assert [version.number for version in kept] == [1, 2, 3]
        assert {version.blob.sha256 for version in kept[1:]} == {hashlib.sha256(p).hexdigest() for p in papers}


def test_a_place_that_two_people_fill_at_once_holds_one_document(browser, school, app):
    place, people = empty_place(school), [browser("school"), browser("school")]
    papers = [docx("Один"), docx("Другой")]
    pages = at_once(
        *(lambda pair=pair: upload_to(pair[0], place, pair[1]) for pair in zip(people, papers, strict=True))
    )
    assert [page.status_code for page in pages] == [200, 200]
    assert len({document_of(person) for person in people}) == 1


def test_the_same_bytes_brought_twice_at_the_same_moment_are_one_row(app):
    """The second waits for the first on PostgreSQL, and for the right to write on SQLite."""
    written, first_waits = Event(), Event()

    def bring(pause: bool) -> int:
        with app.app_context():
            begin_write()
            number = keep(b"one and the same", clock.now()).id
            if pause:
                written.set()
                first_waits.wait(1)
            db.session.commit()
            return number

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(bring, True)
        assert written.wait(10)
        second = pool.submit(bring, False)
        assert first.result(20) == second.result(20)
