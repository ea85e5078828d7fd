"""The labels of lists: the same as Word prints."""

import pytest

from app.documents.reading.numerals import numeral
from tests.documents.reading.made import docx, item, labels, level, lists, p

TWO = (level(0, "%1."), level(1, "%1.%2."))


def printed(body: str, *levels: str, **more: str) -> list[str]:
    styles = {"styles": more.pop("styles")} if "styles" in more else {}
    return labels(docx(body, numbering=lists(*levels, **more), **styles))


def test_a_deeper_level_begins_anew_after_a_higher_one():
    body = item("а") + item("б", depth=1) + item("в", depth=1) + item("г") + item("д", depth=1)
    assert printed(body, *TWO) == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_a_list_goes_on_after_a_paragraph_of_the_text():
    assert printed(item("а") + p("текст") + item("б"), *TWO) == ["1.", "", "2."]


def test_two_lists_of_one_definition_count_on_together():
    assert printed(item("а") + item("б", list_id=2) + item("в"), *TWO) == ["1.", "2.", "3."]


def test_a_list_that_is_told_to_begin_anew_does_so_once():
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("а") + item("б") + item("в", list_id=2) + item("г", list_id=2)
    assert printed(body, *TWO, over=over) == ["1.", "2.", "1.", "2."]


def test_a_level_that_is_overridden_is_printed_in_its_own_way():
    over = f'<w:lvlOverride w:ilvl="0">{level(0, "§ %1", start=7)}</w:lvlOverride>'
    assert printed(item("а", list_id=2), *TWO, over=over) == ["§ 7"]


def test_a_level_that_never_restarts_goes_on():
    levels = (level(0, "%1."), level(1, "(%2)", more='<w:lvlRestart w:val="0"/>'))
    body = item("а") + item("б", depth=1) + item("в") + item("г", depth=1)
    assert printed(body, *levels) == ["1.", "(1)", "2.", "(2)"]


def test_a_higher_level_that_was_not_used_counts_from_its_start():
    assert printed(item("а", depth=1) + item("б", depth=1), level(0, "%1", start=3), TWO[1]) == ["3.1.", "3.2."]


def test_legal_numbers_are_arabic_on_every_level():
    levels = (level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert printed(item("а") + item("б", depth=1), *levels) == ["I", "1.1"]


def test_a_number_may_come_from_the_style():
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    styles = f'<w:style w:styleId="Item"><w:name w:val="Пункт"/><w:pPr>{numbered}</w:pPr></w:style>'
    styles += '<w:style w:styleId="Child"><w:basedOn w:val="Item"/></w:style>'
    body = item("а") + p("б", '<w:pStyle w:val="Child"/>') + p("в", '<w:pStyle w:val="Item"/>')
    assert printed(body, *TWO, styles=styles) == ["1.", "1.1.", "1.2."]


def test_a_list_of_number_nought_is_none():
    assert printed(item("а", list_id=0), *TWO) == [""]


def test_an_item_that_was_deleted_takes_no_number():
    gone = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    body = item("а") + f"<w:p><w:pPr>{gone}</w:pPr><w:del><w:r><w:delText>б</w:delText></w:r></w:del></w:p>" + item("в")
    assert printed(body, *TWO) == ["1.", "2."]


def test_a_bullet_of_a_font_of_signs_is_a_bullet():
    font = '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'
    bullet = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>{font}</w:lvl>'
    assert printed(item("а"), bullet) == ["•"]


@pytest.mark.parametrize(
    ("form", "count", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 5, "05"),
        ("upperRoman", 1944, "MCMXLIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 26, "Z"),
        ("lowerLetter", 28, "bb"),
        ("russianLower", 7, "ж"),
        ("russianLower", 9, "и"),
        ("russianLower", 10, "к"),
        ("russianUpper", 29, "Я"),
        ("russianLower", 30, "аа"),
        ("none", 3, ""),
        ("hindiVowels", 3, "3"),
    ],
)
def test_a_number_is_written_as_the_list_asks(form, count, written):
    assert numeral(count, form) == written
