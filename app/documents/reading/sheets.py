"""The walk over an XLSX: each sheet a heading and its table, as its cells are shown. What is not read is counted."""

import io
import re
from collections import Counter
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from app.documents.reading.package import BROKEN, Parts
from app.documents.reading.tree import Block, Cell, Document, Paragraph, Table, Unreadable, Words
from app.importing.cells import text_of
from app.importing.raw import Merged, Over, merged_of
from app.importing.strict import loosened_book

ROWS, COLUMNS, CELLS = 5000, 63, 60_000  # that are read of a sheet, of a row, of the whole book
HIDDEN = "скрытый лист"


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
        for page in self._book.worksheets:
            hidden = page.sheet_state != "visible"
            blocks.append(Paragraph((Words(f"{page.title} [{HIDDEN}]" if hidden else page.title),), heading=1))
            page.reset_dimensions()
            if rows := self._rows(page):
                blocks.append(Table(rows))
        self._count()
        return Document(tuple(blocks), unseen=dict(+self.unseen))

    def _rows(self, page: ReadOnlyWorksheet) -> tuple[tuple[Cell, ...], ...]:
        found: list[tuple[Cell, ...]] = []
        below: dict[tuple[int, int], int] = {}  # the cells under a first one, and how wide it is
        try:
            merged = merged_of(page)
            for number, cells in enumerate(page.iter_rows(max_row=ROWS + 1, max_col=COLUMNS), 1):
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
        self, number: int, texts: list[str], merged: Merged, below: dict[tuple[int, int], int]
    ) -> Iterator[Cell]:
        while texts and not texts[-1].strip() and (number, len(texts)) not in below:
            texts.pop()
        column = 1
        while column <= len(texts):
            self._left -= 1
            over = merged.get((number, column), Over(1, 1))
            for more in range(1, min(over.rows, ROWS)):
                below[number + more, column] = min(over.columns, COLUMNS)
            is_below = (number, column) in below
            wide = below.get((number, column), min(over.columns, COLUMNS))
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
