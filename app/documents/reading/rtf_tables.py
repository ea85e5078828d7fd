"""The rows of a table of an RTF: each says where its cells end, and which go on with those beside and above."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.documents.reading.tables import COLUMNS
from app.documents.reading.tree import Block, Cell, Table

NEAR = 40  # twentieths of a point: edges so near are one


@dataclass
class Edge:
    """A cell as its row defines it: where it ends; whether it goes on with the one beside it or above it."""

    right: int
    beside: bool = False
    below: bool = False


@dataclass
class Rows:
    """A table while it is read."""

    rows: list[tuple[list[tuple[Block, ...]], list[Edge]]] = field(default_factory=list)

    def table(self) -> Table:
        """It on one grid."""
        lines = _lines([edge.right for _, edges in self.rows for edge in edges])
        return Table(tuple(tuple(_cells(cells, edges, lines)) for cells, edges in self.rows if cells))


def _lines(edges: Sequence[int]) -> list[int]:
    """The edges of all rows, those that stand near as one."""
    found: list[int] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > NEAR:
            found.append(edge)
    return found[:COLUMNS]


def _cells(cells: Sequence[tuple[Block, ...]], edges: Sequence[Edge], lines: Sequence[int]) -> list[Cell]:
    made: list[Cell] = []
    column = 0
    for at, blocks in enumerate(cells[:COLUMNS]):
        edge = edges[at] if at < len(edges) else None
        until = bisect_left(lines, edge.right - NEAR) + 1 if edge else column + 1
        span = max(1, until - column)
        if edge and edge.beside and made:
            last = made.pop()
            made.append(Cell((*last.blocks, *blocks), last.column, last.span + span, last.below))
        else:
            made.append(Cell(blocks, column, span, below=bool(edge and edge.below)))
        column += span
    return made
