"""A paper is drawn up once and knows what it says: whoever has it reads nothing back from its DOCX."""

import io
from dataclasses import replace

import pytest
from docx import Document

from app.papers.drawing import draw
from app.papers.kinds import KINDS
from app.papers.layout import layout_of
from app.papers.rendering import built_in, render, text_of
from app.papers.retouch import text_in
from app.papers.templates.samples import sample
from tests.orders.sample_facts import plan, school, stage

OWN = {"preamble": "В целях № 5", "points": ("1. Один & <два>.", "2. Кому:", "2.1. Что;", "2.2. Ещё.")}


@pytest.mark.parametrize("layout", ["department", "gost-2025"])
@pytest.mark.parametrize("own", [{}, OWN], ids=["blank", "own"])
@pytest.mark.parametrize("code", KINDS)
def test_what_a_paper_says_of_itself_is_what_is_read_in_its_docx(code, own, layout):
    facts = replace(sample(code), **own)
    paper = draw(code, facts, layout=layout_of(layout))
    assert paper.text == text_in(Document(io.BytesIO(paper.docx)))
    assert paper.words == text_of(paper.docx)
    assert paper.docx == render(code, facts, layout=layout_of(layout))
    assert paper.facts is facts
    assert paper.template == built_in(KINDS[code].template).read_bytes()


def test_a_row_that_may_split_and_a_cell_that_goes_down_are_told_as_they_are_printed():
    rows = tuple(replace(school(at, "А"), remarks="Слово. " * 300) for at in range(3))
    paper = draw("O_STAGE1", stage(rows=rows))
    printed = Document(io.BytesIO(paper.docx)).tables[0]
    for row in printed.rows:
        assert "\t".join(cell.text for cell in row.cells) in paper.words


def test_a_paper_knows_the_lines_to_write_on_that_are_left_in_its_text():
    assert draw("O_PLAN", plan()).gaps == []
    (gap,) = draw("O_PLAN", replace(plan(), basis=None)).gaps
    assert "______" in gap
    titled = replace(plan(), title="О плане от ____ мая", points=("1. До « » мая.",))
    assert [gap.strip("…") for gap in draw("O_PLAN", titled).gaps] == ["О плане от ____ мая", "1. До « » мая."]
