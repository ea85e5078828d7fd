"""Rows under heads: of columns that are known by name in any order, or of whatever columns the file has."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from app.importing.cells import (
    HEAD_WITHIN,
    TOO_LONG,
    WIDEST,
    Grid,
    NoTable,
    grids_of,
    read_in_child,
    rows_of_csv,
)
from app.importing.heads import heads_at
from app.importing.raw import Merged
from app.kernel.names import plain

LIMIT, LONGEST = 2000, 5000  # rows of columns that are known, rows of any table
WORKBOOK = b"PK\x03\x04"  # how an XLSX begins
ENOUGH = 0.7  # of the cells of the fullest row: some columns may have no head
NO_HEADS_THERE = (
    "В\u00a0строке {} нет названий столбцов или под\u00a0ней нет строк. Посмотрите номер строки в\u00a0Excel."
)
NO_HEADS = "В\u00a0файле не\u00a0нашлась таблица: нужна строка с\u00a0названиями столбцов и\u00a0строки под ней."


@dataclass(frozen=True)
class Columns:
    """How the head of each column may begin, in plain words, the longer beginning first; without the `needed` it is
    no such table, and `missing` says so."""

    heads: Mapping[str, tuple[str, ...]]
    needed: frozenset[str]
    missing: str

    def rows(self, data: bytes) -> list[tuple[int, dict[str, str]]]:
        """Number in the file and words by column of each row of an XLSX that is not empty. Raises NoTable."""
        return read_in_child(self._read, data)

    def _read(self, data: bytes) -> list[tuple[int, dict[str, str]]]:
        for grid in grids_of(data, LIMIT + HEAD_WITHIN):
            rows = [[" ".join(cell.split()) for cell in row] for row in grid.rows]
            for at in range(min(len(rows), HEAD_WITHIN)):
                heads, depth = heads_at(rows, grid.merged, at)
                lowest = [own or head for own, head in zip_longest(rows[at + depth - 1], heads, fillvalue="")]
                if places := self._places(heads, lowest):
                    grid.whole()
                    return _bounded(_under(rows, at + depth, places), LIMIT)
        raise NoTable(self.missing)

    def _places(self, heads: list[str], lowest: list[str]) -> dict[str, int] | None:
        """Name → place, when these are heads at all: known as a whole, or by the lower of two that stand together."""
        known: dict[str, int] = {}
        for place, said in enumerate(zip_longest(heads, lowest, fillvalue="")):
            words = [plain(one) for one in said]
            names = (n for n, starts in self.heads.items() if any(one.startswith(starts) for one in words))
            if name := next((n for n in names if n not in known), None):
                known[name] = place
        return known if self.needed <= set(known) else None


def _under(rows: list[list[str]], begin: int, places: Mapping[str, int]) -> list[tuple[int, dict[str, str]]]:
    return [
        (number, {name: words[place] for name, place in places.items() if place < len(words)})
        for number, words in enumerate(rows[begin:], begin + 1)
        if any(words)
    ]


@dataclass(frozen=True)
class Table:
    """Heads, and rows under them: number in the file and cells, all of the width of the heads.

    `head` is the row of the heads in the file, from 1.
    """

    heads: list[str]
    rows: list[tuple[int, list[str]]]
    head: int = 1


def any_table(data: bytes, head: int | None = None) -> Table:
    """The table of a CSV, or of the first sheet of an XLSX that has one; `head`: the row of heads. Raises NoTable."""
    return read_in_child(table_of, data, head)


def table_of(data: bytes, head: int | None = None) -> Table:
    """The same in this process, of bytes that the house has made itself."""
    is_book = data.startswith(WORKBOOK)
    for grid in grids_of(data, LONGEST + HEAD_WITHIN + 1) if is_book else [Grid(rows_of_csv(data))]:
        if table := _table(grid, head):
            grid.whole()
            return table
    raise NoTable(NO_HEADS if head is None else NO_HEADS_THERE.format(head))


def _table(grid: Grid, head: int | None) -> Table | None:
    rows = [[" ".join(cell.replace("\ufeff", "").split(" ")).strip() for cell in row] for row in grid.rows]
    at = _head(rows, grid.merged) if head is None else head - 1
    if at is None or not 0 <= at < len(rows) or not any(rows[at]):
        return None
    heads, depth = heads_at(rows, grid.merged, at)
    heads = heads[:WIDEST]
    while not heads[-1]:
        heads.pop()
    width = len(heads)
    under = [(number, (row + [""] * width)[:width]) for number, row in enumerate(rows, 1) if number > at + depth]
    under = [(number, row) for number, row in under if any(row)]
    return Table(heads, _bounded(under, LONGEST), at + 1) if under else None


def _head(rows: list[list[str]], merged: Merged) -> int | None:
    """The first row that is nearly as full as the fullest near it: a line of preface has few cells."""
    wide = Counter[int]()
    for (row, _), over in merged.items():
        wide[row - 1] += over.columns - 1
    filled = [sum(map(bool, row)) for row in rows[:HEAD_WITHIN]]
    full = [cells + wide[at] if cells > 1 else 0 for at, cells in enumerate(filled)]
    enough = max(2, ENOUGH * max(full, default=0))
    return next((at for at, cells in enumerate(full) if cells >= enough), None)


def _bounded(rows: list, at_most: int) -> list:
    if len(rows) > at_most:
        raise NoTable(TOO_LONG.format(at_most))
    return rows
