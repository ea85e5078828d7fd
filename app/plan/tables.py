"""The tables of a DOCX as logical cells: what is merged stays known, what was removed under review is gone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.documents.reading.tree import Block, Paragraph, Table, paragraphs
from app.documents.reading.tree import Cell as ReadCell


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


def blocks_of(blocks: Iterable[Block]) -> Iterator[str | list[list[Cell]]]:
    """Paragraphs as texts and tables as rows of cells, in the order of the document; what is nested stays inside."""
    for block in blocks:
        if isinstance(block, Table):
            yield [[_cell(cell) for cell in row] for row in block.rows]
        else:
            yield " ".join(line for one in paragraphs((block,)) for line in _lines(one))


def _cell(cell: ReadCell) -> Cell:
    lines = tuple(line for one in paragraphs(cell.blocks) for line in _lines(one))
    counted = not lines and any(isinstance(one, Paragraph) and one.label for one in cell.blocks)
    return Cell(lines, cell.column, cell.span, cell.below, counted)


def _lines(paragraph: Paragraph) -> list[str]:
    return [" ".join(line.split()) for line in paragraph.text.replace("\u00ad", "").split("\n") if line.strip()]
