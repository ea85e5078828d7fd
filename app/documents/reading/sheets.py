"""The walk over an XLSX: each sheet a heading and its table, as its cells are shown. What is not read is counted."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from app.documents.reading.package import BROKEN, Parts
from app.documents.reading.tree import Block, Cell, Document, Paragraph, Table, Unreadable, Words
from app.importing.cells import text_of
from app.importing.strict import loosened_book

ROWS, COLUMNS, CELLS = 5000, 63, 60_000  # that are read of a sheet, of a row, of the whole book
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MOST_MERGED, PART = 5000, 60 * 1024 * 1024
HIDDEN = "скрытый лист"


class Over(NamedTuple):
    """How many columns and rows a cell stands over, both from 1."""

    columns: int
    rows: int


class Sheets:
    """An open XLSX while it is read. Raises Unreadable when there is none."""

    def __init__(self, data: bytes) -> None:
        self.package = Parts(data, "xl/workbook.xml")
        self.unseen, self._left = Counter[str](), CELLS
        try:
            self._book = load_workbook(io.BytesIO(loosened_book(data)), read_only=True, data_only=True)
        except Exception as error:  # a broken package has as many exceptions as ways to break
            raise Unreadable(str(error)) from error

    def document(self) -> Document:
        """The tree of it."""
        blocks: list[Block] = []
        parts = self._sheet_parts()
        for page in self._book.worksheets:
            hidden = page.sheet_state != "visible"
            blocks.append(Paragraph((Words(f"{page.title} [{HIDDEN}]" if hidden else page.title),), heading=1))
            page.reset_dimensions()
            if rows := self._rows(page, self._merged(parts.get(page.title, ""))):
                blocks.append(Table(rows))
        self._count()
        return Document(tuple(blocks), unseen=dict(+self.unseen))

    def _sheet_parts(self) -> dict[str, str]:
        relations = self.package.relations(self.package.main)
        found = {}
        for one in self.package.root.iter("{*}sheet"):
            key = next((said for name, said in one.attrib.items() if name.endswith("}id")), "")
            if key in relations:
                found[one.get("name", "")] = relations[key].target
        return found

    def _merged(self, part: str) -> dict[tuple[int, int], Over]:
        """By row and column, both from 1, of the first cell."""
        data = self.package.bytes_of(part, PART) or b""
        found = {}
        for number, one in enumerate(MERGED.finditer(data)):
            if number == MOST_MERGED:
                break
            left, top, right, bottom = range_boundaries(one[1].decode())
            found[top, left] = Over(min(right - left + 1, COLUMNS), min(bottom - top + 1, ROWS))
        return found

    def _rows(self, page: object, merged: dict[tuple[int, int], Over]) -> tuple[tuple[Cell, ...], ...]:
        found: list[tuple[Cell, ...]] = []
        below: dict[tuple[int, int], int] = {}  # the cells under a first one, and how wide it is
        try:
            for number, cells in enumerate(page.iter_rows(max_row=ROWS + 1, max_col=COLUMNS), 1):  # type: ignore[attr-defined]
                if number > ROWS or self._left <= 0:
                    self.unseen["row"] += 1
                    break
                found.append(tuple(self._cells(number, [text_of(cell) for cell in cells], merged, below)))
        except (*BROKEN, TypeError, AttributeError, IndexError):
            self.unseen["damaged"] += 1
        while found and not any(cell.blocks for cell in found[-1]):
            found.pop()
        first = next((at for at, row in enumerate(found) if any(cell.blocks for cell in row)), 0)
        return tuple(row for row in found[first:] if row)

    def _cells(
        self, number: int, texts: list[str], merged: dict[tuple[int, int], Over], below: dict[tuple[int, int], int]
    ) -> Iterator[Cell]:
        while texts and not texts[-1].strip() and (number, len(texts)) not in below:
            texts.pop()
        column = 1
        while column <= len(texts):
            self._left -= 1
            over = merged.get((number, column), Over(1, 1))
            for more in range(1, over.rows):
                below[number + more, column] = over.columns
            is_below = (number, column) in below
            wide = below.get((number, column), over.columns)
            said = tuple(Paragraph((Words(line),)) for line in texts[column - 1].splitlines() if line.strip())
            yield Cell(() if is_below else said, column - 1, wide, below=is_below)
            column += wide

    def _count(self) -> None:
        for name in self.package.names:
            folder = name.lower()
            if folder.startswith("xl/media/"):
                self.unseen["picture"] += 1
            elif re.fullmatch(r"xl/charts/chart(ex)?\d+\.xml", folder):
                self.unseen["chart"] += 1
            elif folder.startswith("xl/embeddings/"):
                self.unseen["embedded"] += 1
