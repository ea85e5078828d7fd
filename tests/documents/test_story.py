"""The heart of the year: upload, return, second version, approval; and what must not happen on the way."""

import hashlib
import io
import re
import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.archive.models import Blob
from app.demo import files
from app.documents.models import Decision, Document, Version
from app.extensions import db
from app.journal.models import Event
from app.journal.services import broken_links

KIT = "/schools/1/kit"


def docx(text_: str = "Цель") -> bytes:
    return files.programme(text_, "МБОУ «Заречная СОШ» (демо)")


def empty_place(school) -> str:
    school.get("/")
    return next(href for href in school.page.xpath("//a/@href") if re.fullmatch(KIT + r"/antirisk-\d+", href))


def upload_to(school, place: str, data: bytes, name: str = "АРП.docx"):
    school.get(place)
    action = next(f.get("action") for f in school.page.forms if "versions" in (f.get("action") or ""))
    return school.upload(action, data, name)


def document_of(school) -> int:
    href = next(f.get("action") for f in school.page.forms if "/documents/" in (f.get("action") or ""))
    return int(re.search(r"/documents/(\d+)", href).group(1))


def version_of(curator, document: int) -> str:
    curator.get(f"/desk/{document}")
    return curator.page.xpath('//form[contains(@action, "decision")]//input[@name="version_id"]/@value')[0]


@pytest.fixture
def sent(school):
    """A document that waits for the curator."""
    upload_to(school, empty_place(school), docx())
    document = document_of(school)
    school.submit(f"/documents/{document}/submission")
    return document


def test_a_returned_document_comes_back_as_a_second_version_and_is_approved(school, curator, sent, app):
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/decision", verdict="return", reason="dates_wrong", remark="Назовите месяц.")
    school.get(f"/documents/{sent}")
    assert "Назовите месяц." in school.text and "Возвращён на доработку" in school.text
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    assert "Куратору она ещё не отправлена" in school.text
    school.submit(f"/documents/{sent}/submission")
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/decision", verdict="approve")
    school.get(f"/documents/{sent}")
    assert "Подтверждён куратором" in school.text
    with app.app_context():
        decision = db.session.scalars(
            select(Decision).where(Decision.document_id == sent).order_by(Decision.id.desc())
        ).first()
        assert decision.version.number == 2
        assert broken_links() == []


def test_a_return_without_a_reason_keeps_what_was_typed(curator, sent):
    curator.get(f"/desk/{sent}")
    version = version_of(curator, sent)
    answer = curator.post(
        f"/documents/{sent}/decision", {"version_id": version, "remark": "Долгий текст " * 40}, htmx=True
    )
    assert answer.status_code == 422
    assert "Долгий текст" in answer.text and "<html" not in answer.text


def test_a_long_cyrillic_remark_passes_the_form_limit(curator, sent, school):
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/decision", verdict="return", remark="я" * 400_000)
    school.get(f"/documents/{sent}")
    assert "я" * 1000 in school.text


def test_the_curator_never_approves_a_version_that_was_not_looked_at(school, curator, sent, app):
    seen = version_of(curator, sent)
    school.get(f"/documents/{sent}")
    school.submit(f"/documents/{sent}/withdrawal")
    upload_to(school, f"/documents/{sent}", docx("Новая"))
    school.submit(f"/documents/{sent}/submission")
    answer = curator.post(f"/documents/{sent}/decision", {"version_id": seen, "verdict": "approve"})
    assert answer.status_code == 422 and "версию 2" in answer.text
    with app.app_context():
        assert db.session.get(Document, sent).state == "submitted"


def test_of_an_approval_and_a_return_at_once_exactly_one_wins(app, browser, sent):
    people = [browser("curator") for _ in range(4)]
    version = version_of(people[0], sent)
    answers = []

    def decide(person, verdict):
        data = {
            "version_id": version,
            "verdict": verdict,
            "reason": "other",
            "remark": "Так",
            "csrf_token": person.token,
        }
        answers.append(person.client.post(f"/documents/{sent}/decision", data=data).status_code)

    threads = [threading.Thread(target=decide, args=(p, ("approve", "return")[i % 2])) for i, p in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 422, 422, 422]
    with app.app_context():
        assert db.session.scalar(select(func.count(Decision.id)).where(Decision.document_id == sent)) == 1


def test_the_same_click_twice_makes_one_version(school, app):
    place = empty_place(school)
    school.get(place)
    form = next(f for f in school.page.forms if "versions" in (f.get("action") or ""))
    hidden = {i.get("name"): i.get("value") for i in form.iterfind('.//input[@type="hidden"]')}
    codes = []

    def click():
        data = {**hidden, "file": (io.BytesIO(docx()), "АРП.docx")}
        codes.append(school.client.post(form.get("action"), data=data).status_code)

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [303, 303]
    with app.app_context():
        assert db.session.scalar(select(func.count(Version.id)).where(Version.upload_key == hidden["upload_key"])) == 1


def test_two_people_of_one_school_get_versions_one_after_another(browser, school, app):
    upload_to(school, empty_place(school), docx("Первая"))
    document = document_of(school)
    people = [browser("school"), browser("school")]

    def upload(person, number):
        upload_to(person, f"/documents/{document}", docx(f"Ещё {number}"))

    threads = [threading.Thread(target=upload, args=pair) for pair in zip(people, (1, 2), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        numbers = db.session.scalars(
            select(Version.number).where(Version.document_id == document).order_by(Version.number)
        ).all()
        assert numbers == [1, 2, 3]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "пусто.docx", "Файл пустой"),
        (b"%PDF-1.4 not a docx", "на самом деле pdf.docx", "не похоже на DOCX"),
        (b"<html><script>alert(1)</script>", "страница.pdf", "не похоже на PDF"),
        (b"MZ\x90\x00", "программа.exe", "не похоже на EXE"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_leaves_nothing(school, app, data, name, sentence):
    with app.app_context():
        before = db.session.scalar(select(func.count(Version.id)))
    answer = upload_to(school, empty_place(school), data, name)
    assert answer.status_code == 422 and sentence in school.text
    with app.app_context():
        assert db.session.scalar(select(func.count(Version.id))) == before


def test_a_file_over_the_limit_is_told_in_megabytes(school):
    answer = upload_to(school, empty_place(school), b"%PDF-" + bytes(22 * 1024 * 1024), "большой.pdf")
    assert answer.status_code == 413 and "больше 20 МБ" in school.text


def test_the_name_survives_upload_page_and_download(school):
    name = "Антирисковая программа №3 (риск «Низкая мотивация»); 100%, {v2}.docx"
    data = docx()
    upload_to(school, empty_place(school), data, name)
    assert name in school.text
    href = next(h for h in school.page.xpath("//a/@href") if h.startswith("/versions/") and h.endswith("/file"))
    answer = school.get(href)
    assert hashlib.sha256(answer.data).digest() == hashlib.sha256(data).digest()
    disposition = answer.headers["Content-Disposition"]
    assert disposition.isascii() and disposition.startswith("attachment") and "filename*=UTF-8''" in disposition
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_form_outlives_two_hours(school, app, at):
    place = empty_place(school)
    school.get(place)
    at(2022, 3, 24, 11, 30)
    action = next(f.get("action") for f in school.page.forms if "versions" in (f.get("action") or ""))
    assert school.upload(action, docx(), "АРП.docx").status_code == 200


def test_a_missing_file_is_a_page_and_not_a_crash(school, app, tmp_path):
    upload_to(school, empty_place(school), docx())
    document = document_of(school)
    with app.app_context():
        version = db.session.scalars(select(Version).where(Version.document_id == document)).one()
        digest, key = version.blob.sha256, version.id
    (tmp_path / "archive" / digest[:2] / digest[2:4] / digest[4:]).unlink()
    answer = school.get(f"/versions/{key}")
    assert answer.status_code == 503 and "Архив недоступен" in school.text
    assert school.get(f"/documents/{document}").status_code == 200


def test_bytes_are_kept_before_their_row_so_a_lost_commit_leaves_only_an_orphan(school, app, monkeypatch):
    monkeypatch.setattr(
        "app.documents.services.add_version", lambda *_: (_ for _ in ()).throw(RuntimeError("commit lost"))
    )
    with pytest.raises(RuntimeError):
        upload_to(school, empty_place(school), docx("Сирота"))
    with app.app_context():
        known = set(db.session.scalars(select(Blob.sha256)))
        orphans = {digest for digest, _ in app.extensions["store"].walk()} - known
        assert hashlib.sha256(docx("Сирота")).hexdigest() in orphans or len(orphans) == 1


def test_the_journal_can_only_grow(app):
    with app.app_context():
        for statement in ("UPDATE events SET kind = 'x'", "DELETE FROM events"):
            with pytest.raises(DBAPIError):
                db.session.execute(text(statement))
            db.session.rollback()
        event = db.session.scalars(select(Event)).first()
        assert event.happened_at != event.recorded_at


def test_the_last_second_of_the_deadline_is_in_time():
    from datetime import UTC, date, datetime

    from app.kernel.clock import is_late

    assert not is_late(datetime(2022, 3, 30, 20, 59, 59, tzinfo=UTC), date(2022, 3, 30))
    assert is_late(datetime(2022, 3, 30, 21, 0, 0, tzinfo=UTC), date(2022, 3, 30))


def test_the_home_page_costs_the_same_for_any_kit(school, app):
    from sqlalchemy import event

    counted = []
    with app.app_context():
        engine = db.engine
    listener = lambda *args: counted.append(args[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listener)
    school.get("/")
    event.remove(engine, "before_cursor_execute", listener)
    statements = [s for s in counted if s.lstrip().upper().startswith("SELECT")]
    assert len(statements) <= 14, statements
