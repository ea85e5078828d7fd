"""A file that proves an item goes the way of a document: in parts, shown in the page, and what was chosen stays."""

import hashlib
import io
import random

import pytest
from sqlalchemy import select

from app.documents import conversion, preview
from app.documents.conversion import convert_unshown
from app.extensions import db
from app.kernel import spreadsheet
from app.plan.execution.models import Proof
from tests.documents.steps import docx, form_to, hidden_of

SCAN = b"%PDF-1.7\n" + random.Random(226).randbytes(300_000)
DIGEST = hashlib.sha256(SCAN).hexdigest()


@pytest.fixture
def municipal(browser):
    """МОУО at item 25."""
    person = browser("municipal")
    person.get("/plan/25")
    return person


def send(person, at: int, data: bytes, token: str):
    return person.client.patch(
        f"/uploads/{DIGEST}?at={at}",
        input_stream=io.BytesIO(data),
        content_type="application/octet-stream",
        headers={"X-CSRFToken": token},
    )


def test_a_scan_goes_in_parts_over_a_poor_line_and_stands_beside_the_report(municipal, browser, app):
    form = form_to(municipal, "/proofs")
    assert form.get("data-parts") == "/uploads/-"
    assert "Файл больше 20 МБ" in form.get("data-limit-sentence")
    assert municipal.page.xpath('//script[contains(@src, "parts.js")]')
    typed = {**hidden_of(form), "parts": DIGEST, "parts_name": "Постановление №12.pdf"}
    send(municipal, 0, SCAN[:200_000], municipal.token)
    assert municipal.client.get(f"/uploads/{DIGEST}").text == "200000"
    early = municipal.client.post("/plan/25/proofs", data=typed, headers={"X-Upload": "1"})
    assert early.status_code == 422
    assert "дошёл не целиком" in early.text
    send(municipal, 0, SCAN, municipal.token)
    for _ in range(2):  # the answer was lost, the same click comes again
        done = municipal.client.post("/plan/25/proofs", data=typed, headers={"X-Upload": "1"})
        assert (done.status_code, done.headers["Location"]) == (201, "/plan/25#attached")
    with app.app_context():
        proof = db.session.scalars(select(Proof)).one()
        assert (proof.title, proof.blob.sha256, proof.blob.size) == ("Постановление №12.pdf", DIGEST, len(SCAN))
    municipal.get("/plan/25")
    municipal.submit("/plan/25/execution", note="Принято.")
    department = browser("department")
    department.get("/plan/25")
    department.get(department.page.xpath('//a[text()="Постановление №12.pdf"]/@href')[0])
    assert department.page.xpath("//iframe/@src")[0].startswith(f"/plan/proofs/{proof.id}/file?show=1")
    assert department.download(f"/plan/proofs/{proof.id}/file") == SCAN


def test_a_text_is_read_in_the_page_by_whom_the_part_concerns_and_is_absent_for_others(municipal, browser):
    municipal.upload("/plan/25/proofs", docx("Меры поддержки района"), "Меры.docx")
    address = municipal.page.xpath('//a[text()="Меры.docx"]/@href')[0]
    municipal.get(address)
    assert "Меры поддержки района" in municipal.text
    assert "ещё не отправлено" in municipal.text
    for who in ("curator", "department"):
        person = browser(who)
        for way in ("", "/file", "/preview", "/pdf"):
            assert person.client.get(f"{address}{way}").status_code == 404, (who, way)
    municipal.get("/plan/25")
    municipal.submit("/plan/25/execution", note="Готово.")
    department = browser("department")
    department.get(address)
    assert "Меры поддержки района" in department.text
    assert browser("curator").client.get(address).status_code == 404


def test_a_table_is_made_readable_by_the_same_worker_as_of_documents(municipal, browser, app, monkeypatch):
    for room in (conversion, preview):
        monkeypatch.setattr(room, "program", lambda: "soffice")
    monkeypatch.setattr(conversion, "as_pdf", lambda data, ending: b"%PDF-1.4 made")
    table = spreadsheet.workbook([spreadsheet.Sheet("Меры", ("Школа",), [("Заречная",)])])
    municipal.upload("/plan/25/proofs", table, "Меры.xlsx")
    with app.app_context():
        convert_unshown()
        db.session.commit()
        proof = db.session.scalars(select(Proof)).one()
    municipal.get(f"/plan/proofs/{proof.id}")
    assert "Заречная" in municipal.page.xpath('string(//*[@id="preview"])')
    municipal.get(f"/plan/proofs/{proof.id}?view=printed")
    municipal.get(f"/plan/proofs/{proof.id}?view=printed")
    assert municipal.page.xpath("//iframe/@src")[0].startswith(f"/plan/proofs/{proof.id}/pdf")
    assert municipal.download(f"/plan/proofs/{proof.id}/pdf") == b"%PDF-1.4 made"


def test_addresses_in_the_words_of_the_plan_say_where_they_really_lead(browser):
    person = browser("expert")
    person.get("/plan/1")
    link = person.page.xpath('//aside//a[starts-with(@href, "http://оиро.рф/")]')[0]
    assert (link.get("rel"), link.get("target")) == ("noopener noreferrer", "_blank")
    assert "оиро.рф (xn--h1albh.xn--p1ai)" in person.text


def test_what_was_sent_with_a_returned_report_needs_no_sending_again(municipal, browser):
    municipal.upload("/plan/25/proofs", docx("Меры"), "Меры.docx")
    municipal.submit("/plan/25/execution", note="Готово.")
    department = browser("department")
    department.get("/plan/25")
    part = department.page.xpath('//form[contains(@action, "/plan/parts/")]/@action')[0]
    department.submit(part, verdict="return", remark="Нужна подпись.")
    municipal.get("/plan/25")
    assert "Приложенное к прежнему отчёту (1) осталось при нём" in municipal.text
