"""A PDF by page: what is a scan is said of a page, and stamps of signatures count for nothing."""

import io
from pathlib import Path

import pytest
from fpdf import FPDF

from app.archive.files import refusal
from app.demo import files
from app.documents.checks import pdf
from app.documents.checks.pdf import read_pdf, without_stamps
from app.documents.checks.report import SCAN, look
from tests.documents.checks.test_structure import FACTS, RULES

PAPERS = Path(__file__).parent / "papers"
GOLOS = Path(files.__file__).parent / "golos.ttf"


def data(name: str) -> bytes:
    return next(PAPERS.glob(f"{name}-*.pdf")).read_bytes()


def paper(*pages: str) -> bytes:
    """A PDF: a page of words, or a picture for «скан»."""
    made = FPDF()
    made.add_font("Golos", fname=str(GOLOS))
    made.set_font("Golos", size=12)
    for said in pages:
        made.add_page()
        if said == "скан":
            made.image(io.BytesIO(files.photo(1)), 0, 0, 210, 297)
        else:
            made.multi_cell(0, 8, said)
    return bytes(made.output())


def warnings(read: bytes) -> dict[str, str]:
    return {one.kind: one.sentence for one in look(read, "a.pdf", RULES["antirisk"], FACTS)[0].warnings}


def test_a_short_note_is_no_scan_and_its_words_are_kept():
    report, text, _ = look(data("20"), "справка.pdf", [], FACTS)
    assert report.said == ""
    assert "рассмотрена на педсовете" in text


def test_a_scan_under_a_stamp_of_a_signature_is_a_scan():
    report, text, _ = look(data("21"), "программа.pdf", RULES["antirisk"], FACTS)
    assert report.said == SCAN
    assert report.findings == ()
    assert "ДОКУМЕНТ ПОДПИСАН" in text  # whatever words there are can be found


def test_a_pdf_with_bytes_before_its_header_is_taken_and_read():
    read = data("22")
    assert not read.startswith(b"%PDF-")
    assert refusal(io.BytesIO(read), "отчёт.pdf", len(read), 10**8) is None
    assert "Строка 0 отчёта школы" in look(read, "отчёт.pdf", [], FACTS)[1]


def test_the_header_of_a_pdf_far_inside_makes_no_pdf():
    read = b"x" * 1024 + b"%PDF-1.4"
    assert refusal(io.BytesIO(read), "отчёт.pdf", len(read), 10**8).code == "wrong_type"


def test_pages_that_are_scans_are_named():
    read = paper("Слова программы. " * 20, "скан", "скан", "скан", "Ещё слова. " * 20)
    assert read_pdf(read).scans == [2, 3, 4]
    assert warnings(read)["scan"] == "Скан без слов: страницы\u00a02, 3, 4. Что там написано, программа не читала."


def test_a_page_of_words_under_a_letterhead_is_no_scan():
    made = FPDF()
    made.add_font("Golos", fname=str(GOLOS))
    made.set_font("Golos", size=12)
    made.add_page()
    made.image(io.BytesIO(files.photo(1)), 0, 0, 210, 40)
    made.multi_cell(0, 8, "Коротко.")
    assert read_pdf(bytes(made.output())).scans == []


def test_a_pdf_that_is_longer_than_the_limit_says_so(monkeypatch):
    monkeypatch.setattr(pdf, "PAGES", 1)
    assert "дальше ещё 2\u00a0страницы" in warnings(paper("Слова. " * 40, "а", "б"))["long"]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["Отчёт", "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Сертификат 00AA", "Владелец Иванова"], ["Отчёт"]),
        (["Подлинник электронного документа, подписанного ЭП", "Кем выдан: УЦ", "Далее"], ["Далее"]),
        (["Организация питания", "Должность учителя"], ["Организация питания", "Должность учителя"]),
    ],
)
def test_a_stamp_of_a_signature_is_known_by_its_words(lines, left):
    assert without_stamps(lines) == left
