"""Rows under heads: of columns that are known by name in any order, or of whatever columns the file has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.importing.cells import HEAD_WITHIN, TOO_LONG, WIDEST, NoTable, read_in_child, rows_of_csv, sheets_of, text_of
from app.kernel.names import plain

LIMIT, LONGEST = 2000, 5000  # rows of columns that are known, rows of any table
WORKBOOK = b"PK\x03\x04"  # how an XLSX begins
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
        for page in sheets_of(data, LIMIT + HEAD_WITHIN):
            found = self._under([" ".join(text_of(cell).split()) for cell in cells] for cells in page)
            if found is not None:
                return _bounded(found, LIMIT)
        raise NoTable(self.missing)

    def _under(self, rows: Iterable[list[str]]) -> list[tuple[int, dict[str, str]]] | None:
        at, found = None, []
        for number, words in enumerate(rows, 1):
            if at is None:
                at = self._places(words)
                if at is None and number > HEAD_WITHIN:
                    return None
            elif any(words):
                found.append((number, {name: words[place] for name, place in at.items() if place < len(words)}))
        return found if at else None

    def _places(self, words: list[str]) -> dict[str, int] | None:
        """Name → place, when the row is a head at all."""
        known: dict[str, int] = {}
        for place, head in enumerate(words):
            begins = (n for n, starts in self.heads.items() if n not in known and plain(head).startswith(starts))
            if name := next(begins, None):
                known[name] = place
        return known if self.needed <= set(known) else None


@dataclass(frozen=True)
class Table:
    """Heads, and rows under them: number in the file and cells, all of the width of the heads."""

    heads: list[str]
    rows: list[tuple[int, list[str]]]


def any_table(data: bytes) -> Table:
    """The table of a CSV, or of the first sheet of an XLSX that has one. Raises NoTable."""
    return read_in_child(table_of, data)


def table_of(data: bytes) -> Table:
    """The same in this process, of bytes that the house has made itself."""
    for rows in _texts(data) if data.startswith(WORKBOOK) else [rows_of_csv(data)]:
        if table := _table(rows):
            return table
    raise NoTable(NO_HEADS)


def _texts(data: bytes) -> Iterable[list[list[str]]]:
    for page in sheets_of(data, LONGEST + HEAD_WITHIN + 1):
        yield [[text_of(cell) for cell in cells] for cells in page]


def _table(rows: list[list[str]]) -> Table | None:
    rows = [[" ".join(cell.replace("\ufeff", "").split(" ")).strip() for cell in row] for row in rows]
    head = next((at for at, row in enumerate(rows[:HEAD_WITHIN]) if sum(map(bool, row)) > 1), None)
    if head is None:
        return None
    heads = rows[head][:WIDEST]
    while not heads[-1]:
        heads.pop()
    width = len(heads)
    under = [(at, (row + [""] * width)[:width]) for at, row in enumerate(rows, 1) if at > head + 1 and any(row)]
    return Table(heads, _bounded(under, LONGEST)) if under else None


def _bounded(rows: list, at_most: int) -> list:
    if len(rows) > at_most:
        raise NoTable(TOO_LONG.format(at_most))
    return rows
