"""The rows and cells of a table of an ODT on its grid: repeated, over several columns, over several rows."""

from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from app.documents.reading.odt_styles import OASIS, whole
from app.documents.reading.tables import COLUMNS
from app.documents.reading.tree import Block, Cell

TABLE = f"{{{OASIS}table:1.0}}"
ROW, CELL, COVERED = f"{TABLE}table-row", f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
REPEATED = 20  # rows that say nothing but that they come again
Blocks = Callable[[Element], Iterator[Block]]


def rows_of(table: Element, blocks: Blocks) -> Iterator[tuple[Cell, ...]]:
    """The rows in order; `blocks` reads what is in a cell."""
    over: dict[int, tuple[int, int]] = {}  # column → the columns of its cell, and the rows that it still takes
    for row in _rows(table):
        for _ in range(min(whole(row.get(f"{TABLE}number-rows-repeated"), 1), REPEATED)):
            if cells := tuple(_cells(row, over, blocks)):
                yield cells


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == ROW:
            yield child
        elif child.tag in GROUPS:
            yield from _rows(child)


def _cells(row: Element, over: dict[int, tuple[int, int]], blocks: Blocks) -> Iterator[Cell]:
    column = 0
    for cell in row.iterchildren(CELL, COVERED):
        for _ in range(min(whole(cell.get(f"{TABLE}number-columns-repeated"), 1), COLUMNS)):
            if column >= COLUMNS:
                return
            if cell.tag == CELL:
                span = max(1, min(whole(cell.get(f"{TABLE}number-columns-spanned"), 1), COLUMNS))
                over[column] = (span, whole(cell.get(f"{TABLE}number-rows-spanned"), 1))
                yield Cell(tuple(blocks(cell)), column, span)
            elif column in over and over[column][1]:
                yield Cell(tuple(blocks(cell)), column, over[column][0], below=True)
            column += 1
    for at, (span, rows) in list(over.items()):
        over[at] = (span, max(0, rows - 1))
