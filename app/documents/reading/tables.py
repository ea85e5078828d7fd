"""The rows and cells of a table of Word, on its grid: over several columns, over several rows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml.etree import _Element as Element

from app.documents.reading.package import W, number, value
from app.documents.reading.tree import Cell

if TYPE_CHECKING:
    from app.documents.reading.body import Story

TR, TC = f"{W}tr", f"{W}tc"
GONE = frozenset({f"{W}del", f"{W}moveFrom"})
COLUMNS = 63  # of a table, as Word has it


def rows_of(table: Element, story: "Story") -> Iterator[tuple[Cell, ...]]:
    """The rows that are left when all changes are accepted."""
    for row in _inside(table, TR):
        if row.find(f"{W}trPr/{W}del") is None:
            cells = tuple(_cells(row, story))
            if cells:
                yield cells


def _cells(row: Element, story: "Story") -> Iterator[Cell]:
    column = min(number(row.find(f"{W}trPr/{W}gridBefore")), COLUMNS)
    cells = [cell for cell in _inside(row, TC) if cell.find(f"{W}tcPr/{W}cellDel") is None]
    at = 0
    while at < len(cells):
        cell, span = cells[at], _span(cells[at])
        blocks = list(story.blocks(cell))
        while at + 1 < len(cells) and _goes_on(cells[at + 1], "hMerge"):
            at += 1
            span += _span(cells[at])
            blocks += story.blocks(cells[at])
        yield Cell(tuple(blocks), column, min(span, COLUMNS), below=_goes_on(cell, "vMerge"))
        column, at = column + span, at + 1


def _span(cell: Element) -> int:
    return max(1, min(number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), COLUMNS))


def _goes_on(cell: Element, merge: str) -> bool:
    found = cell.find(f"{W}tcPr/{W}{merge}")
    return found is not None and value(found) != "restart"


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through controls and marks of changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in GONE and isinstance(child.tag, str) and len(child) and child.tag not in (TR, TC):
            yield from _inside(child, tag)
