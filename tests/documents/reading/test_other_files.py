"""ODT, RTF, DOC, PPTX and XLSX give the same tree as a DOCX: the same words, labels, spans and notes."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from app.documents.checks.word import outline_of, read_docx
from app.documents.preview import html_of
from app.documents.reading.readers import READERS, read_file
from app.documents.reading.tree import Unreadable
from tests.documents.reading.slides_made import pptx
from tests.importing.made import book, strict

PAPERS = Path(__file__).parent / "papers"
MADE = sorted((PAPERS / "made").iterdir())  # by LibreOffice, of the DOCX of the same name


def text(data: bytes, ending: str) -> str:
    return outline_of(read_file(data, ending).document).text


def page(data: bytes, ending: str):
    return html.fromstring(f"<div>{html_of(data, ending)}</div>")


@pytest.mark.parametrize("paper", MADE, ids=lambda one: one.name)
def test_a_file_says_the_same_whatever_it_is_saved_as(paper):
    first = read_docx((PAPERS / f"{paper.stem}.docx").read_bytes()).text
    said = text(paper.read_bytes(), paper.suffix[1:])
    assert said.replace("[*]", "[1]") == (first.replace("%[1]", "%") if paper.suffix == ".doc" else first)


@pytest.mark.parametrize("ending", ["odt", "rtf"])
def test_merged_cells_stand_where_they_stand_in_the_docx(ending):
    rows = page((PAPERS / "made" / f"01-merged-cells.{ending}").read_bytes(), ending).xpath("//tr")
    spans = [[(cell.text_content(), cell.get("colspan"), cell.get("rowspan")) for cell in row] for row in rows]
    assert spans[0] == [("Задача", None, "2"), ("Мероприятие", None, "2"), ("Сроки", "2", None)]
    assert [said for said, _, _ in spans[3]] == ["Мера А2", "02.05.2022", "20.05.2022"]


def test_a_picture_of_an_odt_is_shown():
    assert page((PAPERS / "made" / "12-picture-of-a-page.odt").read_bytes(), "odt").xpath("//img[@alt]")


RTF = r"""{\rtf1\ansi\ansicpg1251\deff0
{\fonttbl{\f0\fcharset204 T;}{\f1\fcharset2 S;}{\f2\fcharset0 A;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}}{\info{\title \'d2\'e0\'e9\'ed\'e0}}
{\header \pard \'d8\'ea\'ee\'eb\'e0\par}
\pard\plain\s1 \b \'d6\'e5\'eb\'fc\b0\par
\pard\plain {\listtext\f1\'b7\tab}\u1055?\u1091?\u1085?\u1082?\u1090?\par
\pard {\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt \'f1\'f1\'fb\'eb\'ea\'e0}} {\v \'f2\'e0\'e9\'ed\'ee}
{\deleted \'ed\'e5\'f2}{\f2 caf\'e9} {\super\chftn}{\footnote \pard \'d1\'ed\'ee\'f1\'ea\'e0\par} \u-10179?\u-8694?\par
{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt}} \'e4\'e0\par
{\*\unknown \'ed\'e5\'f2}{\pict\pngblip 89504e47}\par}""".replace("\n", "").encode()


def test_an_rtf_is_read_in_the_letters_of_its_fonts_and_without_what_it_hides():
    found = read_file(RTF, "rtf")
    lines = outline_of(found.document).text.splitlines()
    assert lines == ["Школа", "Цель", "Пункт", "ссылка тайноcafé [1] 😊", "☒ да", "[1] Сноска"]
    first = found.document.blocks[0]
    assert (first.heading, first.inlines[0].bold) == (1, True)
    assert found.document.blocks[1].bullet
    assert found.document.blocks[2].inlines[0].link == "https://example.org"
    assert found.held.bytes_of("picture0.png", 10) == b"\x89PNG"


def test_a_sign_of_another_font_leaves_the_letters_beside_it_as_they_are():
    assert text(rb"{\rtf1\ansi hi \u-3913?\par}", "rtf") == "hi •"


def test_slides_are_headings_with_what_stands_on_them_and_what_the_speaker_reads():
    data = pptx(("Итоги", ["Первая мысль", "Вторая"], [["Мера", "Срок"], ["А", "май"]], "Сказать о школах"))
    assert text(data, "pptx").splitlines() == [
        "Слайд\u00a01. Итоги", "Первая мысль", "Вторая", "Мера", "Срок", "А", "май",
        "[к\u00a0слайду\u00a01] Сказать о школах",
    ]  # fmt: skip
    assert len(page(data, "pptx").xpath("//td")) == 4


def test_a_book_is_its_sheets_as_excel_shows_them():
    data = book(["Школа", "Доля", "Код"], ["А", 0.5, 57001.0], formats=[("B2", "0%")], merged=["A1:A2"])
    rows = page(data, "xlsx").xpath("//tr")
    assert page(data, "xlsx").xpath("string(//h3)") == "Sheet"
    assert rows[0].xpath("td[1]/@rowspan") == ["2"]
    assert [cell.text_content() for cell in rows[1].xpath("td")] == ["50\u00a0%", "57001"]


def test_a_book_that_is_strict_or_says_a_wrong_size_is_read():
    assert "Заречная" in text(strict(book(["Школа"], ["Заречная"])), "xlsx")


@pytest.mark.parametrize("ending", READERS)
@settings(max_examples=15, deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_break_a_reader(ending, data):
    start = {"rtf": b"{\\rtf1", "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}.get(ending, b"PK\x03\x04")
    with suppress(Unreadable):
        read_file(start + data, ending)
