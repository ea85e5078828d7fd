"""The sheet on the screen has what the sheet of paper has: its sides, widths, weights, cells that go down."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Mm

from app.papers.breaking import longest
from app.papers.kinds import KINDS
from app.papers.preview import Grid, preview_of
from app.papers.rendering import render
from app.papers.templates.samples import sample
from tests.orders.sample_facts import school, stage
from tests.orders.sample_lists import listing

TEXT, ACROSS = 170, 257  # mm


def grids(code: str) -> list[Grid]:
    return [part for sheet in preview_of(render(code, sample(code))) for part in sheet.parts if part.kind == "grid"]


def test_every_appendix_is_a_sheet_of_its_own_on_its_own_side():
    assert [sheet.wide for sheet in preview_of(render("O_EXP", sample("O_EXP")))] == [False] * 4
    assert [sheet.wide for sheet in preview_of(render("O_STAGE1", sample("O_STAGE1")))] == [False, True]
    assert len(grids("O_EXP")) == 2


def test_a_municipality_goes_down_its_schools_and_is_said_once():
    (grid,) = grids("O_STAGE1")
    towns = [
        (cell.text, cell.rows) for row in grid.rows for cell in row if cell.text in ("город Ливны", "Верховский район")
    ]
    assert towns == [("город Ливны", 1), ("Верховский район", 2)]
    assert sum(grid.widths) == pytest.approx(100, abs=0.1)
    assert grid.widths[7] == max(grid.widths)


def test_what_is_bold_on_paper_is_bold_on_the_screen_and_no_more():
    head, kind, *rest = preview_of(render("O_REG", sample("O_REG")))[0].parts
    assert [run.bold for run in (*head.runs, *kind.runs)] == [True, True]
    assert not [run for part in rest for run in part.runs if run.bold]


@pytest.mark.parametrize("code", KINDS)
def test_a_table_is_as_wide_as_the_text_and_its_type_is_by_its_columns(code):
    document = Document(io.BytesIO(render(code, sample(code))))
    for table in document.tables:
        width = sum(column.width.mm for column in table.columns)
        assert min(abs(width - TEXT), abs(width - ACROSS)) < 0.5
    for grid in grids(code):
        assert grid.points == (12 if len(grid.widths) <= 4 else 11 if len(grid.widths) <= 6 else 10)


def whole(docx: bytes) -> list[bool]:
    """Of each row of the last table, whether it may not split."""
    table = Document(io.BytesIO(docx)).tables[-1]
    return ["cantSplit" in row._tr.trPr.xml for row in table.rows]


def test_a_row_goes_whole_to_the_next_page_unless_it_is_long():
    most = longest(Mm(67))
    rows = (
        replace(school(0, "А"), remarks="а" * int(most * 0.95)),
        replace(school(1, "А"), remarks="а" * int(most * 1.05)),
    )
    assert whole(render("O_STAGE1", stage(rows=rows))) == [True, True, False]


@pytest.mark.parametrize(
    ("code", "column", "mm"),
    [("O_PLANMON", "proof", 30), ("O_PLANMON", "remark", 23), ("O_PLANMON", "title", 60), ("O_FINAL", "remarks", 60)],
)
def test_what_is_long_is_told_by_the_width_of_its_column(code, column, mm):
    facts, most = listing(code), longest(Mm(mm))
    short, *_ = facts.tables["rows"]
    rows = tuple({**short, column: "а" * letters} for letters in (int(most * 0.95), int(most * 1.05)))
    assert whole(render(code, replace(facts, tables=facts.tables | {"rows": rows}))) == [True, True, False]


def test_the_head_of_a_table_never_stands_alone_under_its_title():
    document = Document(io.BytesIO(render("O_STAGE1", sample("O_STAGE1"))))
    kept = {
        style.name: style.paragraph_format.keep_with_next
        for style in document.styles
        if hasattr(style, "paragraph_format")
    }
    assert kept["Заголовок приложения"]
    assert kept["Шапка таблицы"]
