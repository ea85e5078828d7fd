"""The check on documents of every kind by every program and every habit: right on each must-section."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document as Docx

from app.demo import files
from app.documents.checks.template import template
from tests.documents.checks import made, shapes
from tests.documents.checks.test_structure import CONCEPT_TITLE, FACTS, MIDTERM_TITLE, RULES, looked_at

PAPERS = Path(__file__).parent / "papers"
SECTIONS = {"antirisk": made.ANTIRISK, "midterm": made.MIDTERM, "concept": made.CONCEPT}
MORE = {"antirisk": {}, "midterm": {"title": MIDTERM_TITLE}, "concept": {"title": CONCEPT_TITLE, "roadmap": None}}
HANDS = {
    "styled": made.styled,
    "bold": made.bold,
    "spaced": made.spaced,
    "all spaced": shapes.all_spaced,
    "capitals": made.capitals,
    "centred": made.centred,
    "before a colon": made.led,
    "before a dash": shapes.dashed,
    "bold beginning": shapes.run_in,
    "one paragraph": shapes.one_paragraph,
}
PROGRAMS = {
    "WPS": made.by_wps,
    "LibreOffice's styles": made.by_libreoffice,
    "Google Docs": made.by_google,
    "tracked changes": made.with_changes,
    "moved": shapes.moved,
    "content controls": made.with_controls,
    "strict": shapes.strict,
    "text boxes": shapes.in_boxes,
    "text boxes of Word 97": shapes.in_old_boxes,
    "only numbered": shapes.only_numbered,
    "a relation to NULL": shapes.with_null,
    "main part elsewhere": shapes.elsewhere,
}
PASSPORTS = {
    "two columns": made.passport,
    "three columns": lambda sections, **more: made.passport(sections, columns=3, **more),
    "titles over the width": shapes.merged_passport,
    "titles over many rows": shapes.split_passport,
}
KINDS = pytest.mark.parametrize("kind", SECTIONS)


def document(kind: str, write=made.styled, **more) -> bytes:
    return made.programme(SECTIONS[kind], write, **{**MORE[kind], **more})


def amiss(kind: str, data: bytes) -> dict[str, str]:
    """The must-sections that are not simply found."""
    findings = looked_at(kind, data).findings
    assert findings
    return {one.key: one.state for one in findings if one.level == "must" and one.state != "found"}


@KINDS
@pytest.mark.parametrize("hand", HANDS)
def test_every_hand(kind, hand):
    assert amiss(kind, document(kind, HANDS[hand])) == {}


@KINDS
@pytest.mark.parametrize("hand", HANDS)
def test_in_every_hand_a_section_that_is_not_there_is_missed(kind, hand):
    gone = {"antirisk": "methods", "midterm": "management", "concept": "analysis"}[kind]
    assert amiss(kind, document(kind, HANDS[hand], leave_out=(gone,))) == {gone: "missing"}


@KINDS
@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program(kind, program):
    assert amiss(kind, PROGRAMS[program](document(kind))) == {}


@KINDS
@pytest.mark.parametrize("program", PROGRAMS)
def test_by_every_program_a_heading_with_nothing_under_it_is_empty(kind, program):
    empty = {"antirisk": "goal", "midterm": "results", "concept": "goals"}[kind]
    assert amiss(kind, PROGRAMS[program](document(kind, empty=(empty,)))) == {empty: "empty"}


def test_a_title_that_was_moved_away_is_not_there_any_more():
    assert amiss("antirisk", shapes.moved(document("antirisk", leave_out=("executors",)))) == {"executors": "missing"}


@KINDS
@pytest.mark.parametrize("passport", PASSPORTS)
def test_every_passport(kind, passport):
    assert amiss(kind, PASSPORTS[passport](SECTIONS[kind], **MORE[kind])) == {}


@KINDS
@pytest.mark.parametrize("program", ["libreoffice", "old-word"])
def test_as_libreoffice_wrote_it(kind, program):
    """From DOCX through ODT, and from DOCX through DOC, back into DOCX by LibreOffice 7.4."""
    assert amiss(kind, (PAPERS / f"{kind}-{program}.docx").read_bytes()) == {}


@pytest.mark.parametrize("name", ["antirisk-bold", "midterm-passport", "concept-spaced"])
def test_a_real_pdf(name):
    """By LibreOffice from DOCX: bold lines, a passport of two columns, letters spaced by hand over two lines."""
    data = (PAPERS / f"{name}.pdf").read_bytes()
    findings = looked_at(name.partition("-")[0], data, f"{name}.pdf").findings
    assert {one.key: one.state for one in findings if one.level == "must" and one.state != "found"} == {}


def test_the_second_line_of_a_title_in_a_pdf_is_not_a_section():
    findings = looked_at("midterm", (PAPERS / "midterm-no-management.pdf").read_bytes(), "a.pdf").findings
    assert {one.key: one.state for one in findings if one.level == "must" and one.state != "found"} == {
        "management": "missing"
    }


@KINDS
@pytest.mark.parametrize("style", ["tabs", "dots", "bare", "bold", "table"])
def test_a_page_of_contents_is_not_taken_for_the_sections(kind, style):
    assert amiss(kind, shapes.with_contents(document(kind), SECTIONS[kind], style)) == {}


@KINDS
def test_a_title_that_stands_in_the_contents_alone_is_not_a_section(kind):
    gone = {"antirisk": "methods", "midterm": "management", "concept": "analysis"}[kind]
    data = shapes.with_contents(document(kind, leave_out=(gone,)), SECTIONS[kind], "tabs")
    assert amiss(kind, data) == {gone: "missing"}


def test_a_merged_cell_of_the_road_map_is_not_an_empty_one():
    assert amiss("antirisk", shapes.merged_roadmap()) == {}


def test_a_row_that_was_deleted_is_not_a_row():
    assert amiss("antirisk", shapes.with_deleted_row(document("antirisk"))) == {}


def test_a_school_year_that_reaches_into_the_year_is_in_the_term():
    row = ("Проверить", "Итог", "2021/2022 учебный год", "Справка", "Директор", "Учителя")
    assert amiss("antirisk", document("antirisk", roadmap=(*made.ROADMAP, row))) == {}


def test_a_direction_broken_into_lines_is_found():
    title = f"Антирисковая программа\n«{made.DIRECTION[:30]}\n{made.DIRECTION[30:]}»\nна 2022 год"

    docx = Docx(io.BytesIO(made.programme(made.ANTIRISK, title="")))
    for line in reversed(title.split("\n")):
        docx.paragraphs[1].insert_paragraph_before(line)
    assert amiss("antirisk", made.saved(docx)) == {}


def test_a_scan_inside_a_docx_is_a_scan():
    said = looked_at("antirisk", shapes.scan(files.photo(1)))
    assert not said.checked
    assert "скан" in said.said


@KINDS
def test_a_blank_that_was_filled_in_passes_its_own_check(kind):
    title = {"antirisk": f"Антирисковая программа «{made.DIRECTION}»", "midterm": "Среднесрочная программа развития"}
    empty = template(title.get(kind, "Концепция развития"), made.SCHOOL, FACTS.year, RULES[kind])
    assert {*amiss(kind, empty).values()} <= {"empty", "thin"}  # nothing is missing, and nothing is there yet
    said = looked_at(kind, filled(empty, kind))
    assert {one.key: one.state for one in said.findings if one.state != "found" and one.level != "nice"} == {}
    assert said.warnings == ()


def filled(empty: bytes, kind: str) -> bytes:
    """The blank as a school fills it in: a text under every heading, a row of the table for every measure."""
    docx, texts = Docx(io.BytesIO(empty)), {name[:12]: text for name, text in SECTIONS[kind].values()}
    for title, under in pairwise(docx.paragraphs):
        if title.style.name == "Heading 1" and not under.text:
            under.text = texts.get(title.text[:12], "Сведения о школе и о программе на 2022 год, подробно.")
    for table in docx.tables:
        for row, words in zip(table.rows[1:], made.ROADMAP[1:], strict=False):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text
    return made.saved(docx)
