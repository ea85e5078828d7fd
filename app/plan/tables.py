"""The tables of a DOCX as logical cells: what is merged stays known, what was removed under review is gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from app.documents.checks.ooxml import W
from app.documents.checks.word import letters_of, runs_of


@dataclass(frozen=True)
class Cell:
    """A cell: its lines, the grid columns that it covers, and how it hangs together with its neighbours."""

    lines: tuple[str, ...] = ()
    column: int = 0
    span: int = 1
    goes_on: bool = False  # merged with the cell above it
    counted: bool = False  # Word writes an automatic number here

    @property
    def text(self) -> str:
        """All lines in one."""
        return " ".join(self.lines)


def blocks_of(body: etree._Element) -> Iterator[str | list[list[Cell]]]:
    """Paragraphs as texts and tables as rows of cells, in the order of the document; what is nested stays inside."""
    for element in body.iter(f"{W}p", f"{W}tbl"):
        if next(element.iterancestors(f"{W}tbl"), None) is None:
            yield _table(element) if element.tag == f"{W}tbl" else " ".join(_lines(element))


def _table(table: etree._Element) -> list[list[Cell]]:
    rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
    return [_row(row) for row in rows if row.find(f"{W}trPr/{W}del") is None]


def _row(row: etree._Element) -> list[Cell]:
    cells, column = [], _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for element in row.iter(f"{W}tc"):
        if next(element.iterancestors(f"{W}tr")) is not row:
            continue
        span, merged = _number(element.find(f"{W}tcPr/{W}gridSpan"), 1), element.find(f"{W}tcPr/{W}vMerge")
        lines = tuple(line for paragraph in element.iter(f"{W}p") for line in _lines(paragraph))
        goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        counted = not lines and element.find(f"{W}p/{W}pPr/{W}numPr") is not None
        cells.append(Cell(lines, column, span, goes_on, counted))
        column += span
    return cells


def _lines(paragraph: etree._Element) -> list[str]:
    text = "".join(letters_of(run) for run in runs_of(paragraph)).replace("\u00ad", "")
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isdigit() else default
