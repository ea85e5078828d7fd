"""Small files in which a fault was seen once, each with its right reading."""

import io
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest
from docx import Document
from lxml import html
from PIL import Image

from app.archive.files import refusal
from app.demo import files
from app.documents.checks.word import read_docx
from app.documents.preview import html_of

PAPERS = Path(__file__).parent / "papers"


def data(name: str) -> bytes:
    return next(PAPERS.glob(f"{name}-*.docx")).read_bytes()


def page(name: str):
    return html.fromstring(f"<div>{html_of(data(name))}</div>")


def text(name: str) -> str:
    return read_docx(data(name)).text


def test_a_merged_cell_stands_over_what_it_stands_over_in_word():
    heads, under, first, second = page("01").xpath("//tr")
    assert [(cell.text_content(), cell.get("colspan"), cell.get("rowspan")) for cell in heads] == [
        ("Задача", None, "2"),
        ("Мероприятие", None, "2"),
        ("Сроки", "2", None),
    ]
    assert [cell.text_content() for cell in under] == ["начало", "конец"]
    assert [cell.get("rowspan") for cell in first] == ["2", None, None, None]
    assert [cell.text_content() for cell in second] == ["Мера А2", "02.05.2022", "20.05.2022"]


def test_the_numbers_of_a_list_are_those_that_word_prints():
    labels = page("02").xpath('//*[@class="doc-label"]/text()')
    assert labels == ["5.", "5.1.", "6."]
    assert [line.partition(" ")[0] for line in text("02").splitlines() if line[0].isdigit()] == labels


def test_a_bullet_is_seen_and_is_no_word():
    items = page("03").xpath('//*[contains(@class, "doc-item--0")]')
    assert [item.text_content() for item in items] == ["• первая с точкой слева", "• вторая с точкой слева"]
    assert "•" not in text("03")


@pytest.mark.parametrize("read", [text, lambda name: page(name).text_content()])
def test_every_box_to_tick_is_seen(read):
    said = read("05")
    for line in ("☒ согласовано с советом", "☐ не согласовано", "☒ размещено на сайте", "☐ не размещено"):
        assert line in said


def test_the_result_of_a_simple_field_and_a_change_of_direction_are_read():
    assert "Школа: Сельская школа № 0" in page("06").text_content()
    assert "Абзац внутри знака направления." in page("06").text_content()


def test_a_footnote_is_read_under_its_mark():
    assert "Доля учащихся 45 %[1]" in text("08")
    assert "[1] Показатель взят из отчёта за 2021 год, тетрапод." in text("08").splitlines()
    assert page("08").xpath("string(//sup)") == "[1]"


def test_a_picture_is_shown_with_its_words():
    picture = page("12").xpath("//img")[0]
    assert picture.get("src").startswith("data:image/png;base64,")
    assert picture.get("alt") == "Печать и подпись"


def test_a_style_without_a_type_is_no_obstacle():
    assert "Этот текст должен быть виден в странице." in page("13").text_content()


def test_two_pages_are_two_lines_and_a_deep_heading_a_paragraph():
    assert page("15").xpath("//p[br]/text()") == ["первая страница", "вторая страница"]
    assert page("15").xpath("string(//p[strong])") == "Глубокий заголовок"


def test_a_binary_sheet_inside_is_no_macro():
    assert refusal(io.BytesIO(data("17")), "программа.docx", len(data("17")), 10**8) is None


def test_a_binary_sheet_with_macros_inside_is_one():
    out = io.BytesIO(data("17"))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/embeddings/more.xlsb", b"PK..xl/vbaProject.bin..")
    assert refusal(out, "программа.docx", len(out.getvalue()), 10**8).code == "macros"


def test_a_photograph_in_the_file_loses_where_it_was_taken():
    photo, out, paper = io.BytesIO(), io.BytesIO(), Document()
    marks = Image.Exif()
    marks[0x010F] = "Телефон директора"
    Image.open(io.BytesIO(files.photo(1))).save(photo, "JPEG", exif=marks)
    paper.add_picture(photo)
    paper.save(out)
    address = html.fromstring(html_of(out.getvalue())).xpath("//img/@src")[0]
    assert not Image.open(io.BytesIO(b64decode(address.partition(",")[2]))).getexif()
