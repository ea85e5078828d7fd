"""A receipt that proves a sending, and a page that knows a file by its bytes; both for those who see the document."""

import hashlib
import re

import pytest
from sqlalchemy import func, select

from app.archive.models import Blob
from app.documents.models import Submission
from app.extensions import db
from tests.search.conftest import docx

FILE = docx("Учёт каракатиц")
DIGEST = hashlib.sha256(FILE).hexdigest()
COPIED = ("as it is", "in capitals", "in groups", "with a line feed")
MISTYPED = ("short", "one lacks", "one too many", "Cyrillic", "markup")
UNKNOWN = "Такого файла среди документов, которые вам видны, нет"


@pytest.fixture
def document(school, upload):
    """A document that was sent."""
    number = upload(FILE, "Каракатицы.docx")
    school.submit(f"/documents/{number}/submission")
    return number


@pytest.fixture
def receipt(school, document):
    """The address of its receipt, as the page of the document links it."""
    school.get(f"/documents/{document}")
    return school.page.xpath('//main//a[contains(@href, "/receipts/")]/@href')[0]


def check(person, data: bytes, name: str = "файл.docx"):
    person.get("/check-file")
    return person.upload("/check-file", data, name)


def test_a_sending_leaves_a_receipt_with_all_that_proves_it(school, receipt):
    school.get(receipt)
    assert re.fullmatch(r"/receipts/2022-\d{6}", receipt)
    said = school.text
    assert f"Квитанция № {receipt.rpartition('/')[2]}" in said
    assert "24.03.2022 в 12:00:00 мск" in said
    assert "Каракатицы.docx" in said
    assert "Версия 1" in said
    assert "Директор 1 (демо)" in said
    digests = ["".join(one.text_content().split()) for one in school.page.xpath('//*[contains(@class, "sha")]')]
    assert digests == [f"{DIGEST[:12]}…", DIGEST]
    assert f"http://localhost{receipt}" in said
    assert "http://localhost/check-file" in said


def test_each_sending_has_a_number_of_its_own(app, school, curator, document, receipt, upload, give_back):
    give_back(document, "Ещё раз.")
    upload(docx("Учёт осьминогов"), "Новая.docx")
    school.submit(f"/documents/{document}/submission")
    links = school.page.xpath('//aside//a[contains(@href, "/receipts/")]/@href')
    assert len(links) == len(set(links)) == 2
    assert receipt in links
    with app.app_context():
        numbers = [one.receipt for one in db.session.scalars(select(Submission))]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("who", ["school2", "curator2"])
def test_a_strangers_receipt_is_not_there(browser, receipt, who):
    person = browser(who)
    assert person.get(receipt).status_code == 404
    for false in ("2022-999999", "2021-" + receipt[-6:], receipt[-6:], "2022-0", "2022-1", "x"):
        assert browser("school").get(f"/receipts/{false}").status_code == 404, false


def test_the_curator_and_the_region_open_the_receipt(browser, receipt):
    for who in ("curator", "department", "expert"):
        assert browser(who).get(receipt).status_code == 200


def test_a_file_is_known_by_its_bytes_whatever_its_name(school, curator, document, give_back):
    give_back(document, "Нет осьминогов.")
    for person in (school, curator):
        check(person, FILE, "совсем другое имя.docx")
        assert "Это версия документа" in person.text
        assert "Каракатицы.docx" in person.text
        assert "Отправлена куратору 24.03.2022 в 12:00:00 мск" in person.text
        assert "Возвращена на доработку 24.03.2022 в 12:00" in person.text
        assert person.page.xpath('//article//a[contains(@href, "/receipts/2022-")]')


def test_it_says_in_which_stages_the_version_was_frozen(app, school, document, at):
    from app.expertise.services import freeze_due
    from app.kernel import clock

    at(2022, 5, 2, 9)
    with app.app_context():
        freeze_due(clock.now())
        db.session.commit()
    check(school, FILE)
    assert "Вошла в набор экспертизы, 1-й этап на 29.04.2022" in school.text.replace("этапна", "этап на")


def test_one_byte_more_is_another_file(school, document):
    check(school, FILE + b" ")
    assert UNKNOWN in school.text


@pytest.mark.parametrize("who", ["school2", "curator2"])
def test_a_foreign_file_is_answered_exactly_as_an_unknown_one(browser, document, who, statements):
    person = browser(who)
    digests = DIGEST, "0" * 64
    answers, reads = [], []
    for digest in digests:
        reads.append(statements(lambda digest=digest: person.get(f"/check-file?sha256={digest}")))
        answers.append(re.sub(r'"csrf[^>]*>|content="[^"]*"|value="[^"]*"', "", person.last.text).replace(digest, "–"))
    assert UNKNOWN in person.text
    assert answers[0] == answers[1]
    assert reads[0] == reads[1]


def test_the_checked_file_is_not_kept(app, school):
    with app.app_context():
        before = db.session.scalar(select(func.count(Blob.id))), set(app.extensions["store"].walk())
    check(school, b"private" * 200_000, "личное.docx")
    assert UNKNOWN in school.text
    with app.app_context():
        assert (db.session.scalar(select(func.count(Blob.id))), set(app.extensions["store"].walk())) == before


@pytest.mark.parametrize(
    "typed", [DIGEST, DIGEST.upper(), " ".join(re.findall(".{8}", DIGEST)), f"  {DIGEST}\n"], ids=COPIED
)
def test_a_digest_copied_from_the_receipt_is_enough(school, document, typed):
    school.client.get("/check-file")
    answer = school.client.get("/check-file", query_string={"sha256": typed})
    assert answer.status_code == 200
    assert "Это версия документа" in answer.text


@pytest.mark.parametrize("typed", ["abc", DIGEST[:63], DIGEST + "0", "ы" * 64, "<b>"], ids=MISTYPED)
def test_what_is_no_digest_is_said_and_kept(school, typed):
    school._read(school.client.get("/check-file", query_string={"sha256": typed}))
    assert school.status == 422
    assert "Это не SHA-256" in school.text
    assert school.page.xpath('//input[@id="sha256"]/@value') == [typed]


def test_a_form_without_a_file_says_so(school):
    school.get("/check-file")
    assert school.submit("/check-file").status_code == 422
    assert "Файл не выбран" in school.text
