"""D10: the PDF of an order is made within its limit, or a sentence stands above the DOCX and nothing else stops."""

import io
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.directory.models import Person
from app.documents import office
from app.extensions import db
from app.orders.draft import file_routes
from tests.servers import lacking

DOCX = 'href="/orders/1/file"'


@pytest.fixture
def clerk_here(browser):
    """The Department before a draft of the plan order; no PDF is remembered from before."""
    file_routes.converted.cache_clear()
    client = browser()
    client.post("/orders", data={"kind": "O_PLAN"})
    return client


def test_the_pdf_is_the_paper_and_is_made_once(clerk_here, monkeypatch):
    office.program() or lacking("LibreOffice (soffice)")
    answer = clerk_here.get("/orders/1/pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert answer.mimetype == "application/pdf"
    assert "План-график" in text
    assert "Карлов" in text
    monkeypatch.setattr(file_routes, "as_pdf", None)
    assert clerk_here.get("/orders/1/pdf").data == answer.data


def test_the_pdf_is_set_in_times_new_roman_or_in_its_twin(clerk_here):
    """D6: with another font the lines of the PDF are not those of Word."""
    office.program() or lacking("LibreOffice (soffice)")
    faces = list(Path("/usr/share/fonts").rglob("LiberationSerif-Regular.*"))
    faces or lacking("Liberation Serif, the twin of Times New Roman")
    pages = PdfReader(io.BytesIO(clerk_here.get("/orders/1/pdf").data)).pages
    fonts = {font.get_object()["/BaseFont"] for page in pages for font in page["/Resources"]["/Font"].values()}
    assert fonts, fonts
    assert all("LiberationSerif" in font or "TimesNewRoman" in font for font in fonts), fonts


def test_without_libreoffice_a_sentence_stands_above_the_docx(clerk_here, monkeypatch):
    for place in ("app.orders.draft.file_routes.program", "app.orders.draft.routes.program"):
        monkeypatch.setattr(place, lambda: None)
    page = clerk_here.get("/orders/1").text
    assert "нет LibreOffice" in page
    assert DOCX in page
    assert "/orders/1/pdf" not in page
    answer = clerk_here.get("/orders/1/pdf")
    assert answer.status_code == 503
    assert "нет LibreOffice" in answer.text
    assert DOCX in answer.text


def test_a_conversion_that_hangs_is_ended_while_the_pages_live_on(clerk_here, browser, monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(program))
    monkeypatch.setattr(file_routes, "as_pdf", partial(office.as_pdf, seconds=1.5))
    another = browser()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(clerk_here.get, "/orders/1/pdf")
        assert another.get("/orders/1").status_code == 200
        assert not asked.done()
        db.session.add(Person(name="Тот, кто пишет", email="w@example.org"))
        db.session.commit()
        assert not asked.done()
        answer = asked.result(10)
    assert answer.status_code == 503
    assert "за\u00a0отведённое время" in answer.text
    assert DOCX in answer.text
    assert office.SECONDS == 30
