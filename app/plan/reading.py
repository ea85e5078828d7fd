"""A DOCX → the raw rows of the plan: its table is found by its head, on several pages, in any order of columns."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.reading.body import read
from app.documents.reading.package import Package
from app.documents.reading.tree import Unreadable
from app.importing.cells import NoTable, read_in_child
from app.plan.rows import Line, RawRow, digits, gathered
from app.plan.tables import Cell, blocks_of

HEADS = {  # column → the stems of its head; the first that fits takes the cell
    "number": r"№|п/п|номер",
    "period": r"срок|период|дат[аы]",
    "executors": r"исполнител|ответствен",
    "indicator": r"показател|результат|критери",
    "info": r"информац|сопровожд|ссылк",
    "title": r"задач|мероприят|наименован|содержан|действи",
}
NEEDED = {"title", "period", "executors"}
HEAD_ROWS = 4  # the head stands in one of the first rows of its table
YEAR = re.compile(r"\b(20\d\d)(?=\s*(?:год|г\.|учебн))")
NOT_DOCX = "Это не документ DOCX: прочитать его не получилось. Сохраните план в Word как .docx и попробуйте ещё раз."
NO_TABLE = "Таблицы плана в файле нет. Её узнают по шапке: «Задачи», «Сроки реализации», «Исполнители»."
TOO_MUCH = "Файл слишком сложен: прочитать его за 20 секунд не получилось. Сохраните таблицу плана отдельным файлом."
NO_ROWS = "Таблица плана в файле пуста: под шапкой нет ни одной строки."


@dataclass(frozen=True)
class Paper:
    """What the file holds: the year that it speaks of, and the rows."""

    year: int | None
    rows: list[RawRow]


@dataclass(frozen=True)
class Head:
    """The head of the plan's table: its cells, and which of them is which column."""

    cells: list[Cell]
    columns: dict[str, int]

    def of(self, row: list[Cell]) -> dict[str, Cell]:
        """The cells of a row by the names of their columns; in a row of another grid, by where the cells begin."""
        if len(row) == len(self.cells):
            return {name: row[at] for name, at in self.columns.items()}
        starts = {cell.column: cell for cell in row}
        return {name: starts.get(self.cells[at].column, Cell()) for name, at in self.columns.items()}


def read_plan(data: bytes) -> Paper:
    """The plan of a DOCX. Raises NoTable when there is none."""
    try:
        blocks = list(blocks_of(read(Package(data)).blocks))
    except Unreadable as error:
        raise NoTable(NOT_DOCX) from error
    texts: list[str] = []
    lines: list[Line] = []
    head: Head | None = None
    for block in blocks:
        if not isinstance(block, str):
            head = _take(block, head, lines)
        elif head is None:
            texts.append(block)
    if head is None:
        raise NoTable(NO_TABLE)
    rows = gathered(lines)
    if not rows:
        raise NoTable(NO_ROWS)
    return Paper(_year(texts, rows), rows)


def read_plan_safely(data: bytes) -> Paper:
    """The same in a child process, for a file of unknown origin (must-survive P7)."""
    return read_in_child(read_plan, data, heavy=TOO_MUCH)


def head_of(row: list[Cell]) -> Head | None:
    """The head of the plan's table, or None when the row is something else."""
    columns = {}
    for at, cell in enumerate(row):
        words = re.sub(r"(?<=\b\w) (?=\w\b)", "", cell.text.lower())
        name = next((name for name, stem in HEADS.items() if name not in columns and re.search(stem, words)), None)
        if name:
            columns[name] = at
    return Head(row, columns) if columns.keys() >= NEEDED else None


def _take(table: list[list[Cell]], head: Head | None, lines: list[Line]) -> Head | None:
    """Add the lines of a table when it is the plan's: it has the head, or goes on where the last one stopped."""
    own = next(((at, found) for at, row in enumerate(table[:HEAD_ROWS], 1) if (found := head_of(row))), None)
    if own is not None:
        starts, head = own
        table = table[starts:]
    elif head is None or not _goes_on(table, head, lines):
        return head
    lines += _lines(table, head)
    return head


def _lines(table: list[list[Cell]], head: Head) -> Iterator[Line]:
    for row in table:
        texts = [cell.text.rstrip(".") for cell in row]
        counts_columns = texts == [str(at) for at in range(1, len(row) + 1)]
        if head_of(row) or counts_columns or not any(cell.text or cell.counted for cell in row):
            continue
        yield row[0].text if len(row) == 1 else head.of(row)


def _goes_on(table: list[list[Cell]], head: Head, lines: list[Line]) -> bool:
    """A table without a head: as wide as the plan, and its first number is none or the next one."""
    if not table or len(table[0]) != len(head.cells):
        return False
    cell = head.of(table[0]).get("number", Cell())
    number = digits(cell.text)
    told = [digits(line["number"].text) for line in lines if isinstance(line, dict) and "number" in line]
    last = next((one for one in reversed(told) if one), 0)
    return not cell.text or number in (last, last + 1)


def _year(texts: list[str], rows: list[RawRow]) -> int | None:
    """The year that stands nearest before the table; else the one that the periods name most often."""
    said = [year for text in texts for year in YEAR.findall(text)]
    named = Counter(year for row in rows for year in re.findall(r"\b20\d\d\b", row.source["period"]))
    if said:
        return int(said[-1])
    return int(named.most_common(1)[0][0]) if named else None
