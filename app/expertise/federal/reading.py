"""A table of the federal coordinator, XLSX or CSV → its heads and its rows of text."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

from app.kernel.child import Overrun, in_child
from app.refusals import Refusal, Refused

LIMIT, HEAD_WITHIN, WIDEST = 5000, 20, 60  # rows, rows above the heads, columns
NOT_TEXT = "Это не\u00a0похоже на\u00a0CSV. Сохраните таблицу в\u00a0Excel как XLSX или CSV и\u00a0загрузите снова."
NOT_XLSX = "Файл не\u00a0открывается как XLSX. Сохраните таблицу в\u00a0Excel ещё раз и\u00a0загрузите снова."
NO_TABLE = "В\u00a0файле не\u00a0нашлась таблица: нужна строка с\u00a0названиями столбцов и\u00a0строки под ней."
TOO_HEAVY = "Таблица слишком сложная. Оставьте в\u00a0файле один лист и\u00a0загрузите его снова."
TOO_LONG = f"В\u00a0таблице больше {LIMIT} строк. Разделите её на\u00a0части."


class NoTable(Refused):
    """What was loaded can't be read as a table, and why."""

    def __init__(self, sentence: str):
        super().__init__(Refusal("no_table", sentence))


@dataclass(frozen=True)
class Table:
    """Heads, and rows under them: number in the file and cells, all of the width of the heads."""

    heads: list[str]
    rows: list[tuple[int, list[str]]]


def read_safely(data: bytes, ending: str) -> Table:
    """In a child process, for a file of unknown origin (P7); NoTable with a sentence."""
    try:
        found = in_child(_read, data, ending)
    except Overrun as error:
        raise NoTable(error.said(TOO_HEAVY)) from error
    if isinstance(found, str):
        raise NoTable(found)
    return found


def _read(data: bytes, ending: str) -> Table | str:
    try:
        return read_csv(data) if ending == "csv" else read_xlsx(data)
    except NoTable as refused:
        return refused.sentence


def read_csv(data: bytes) -> Table:
    """UTF-8 with or without its mark, else cp1251; cells parted by «;», «,» or tabs."""
    text = _decoded(data)
    rows = max((list(csv.reader(io.StringIO(text), delimiter=sign)) for sign in ";,\t"), key=_width)
    return _table(rows) or _none()


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise NoTable(NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def _width(rows: list[list[str]]) -> int:
    return max((sum(bool(cell.strip()) for cell in row) for row in rows[:HEAD_WITHIN]), default=0)


def read_xlsx(data: bytes) -> Table:
    """The first sheet that has a table."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # a broken package has as many exceptions as ways to break
        raise NoTable(NOT_XLSX) from error
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_row=LIMIT + HEAD_WITHIN + 1, max_col=WIDEST)
        if found := _table([[_text(cell) for cell in row] for row in rows]):
            return found
    return _none()


def _text(cell: ReadOnlyCell | EmptyCell) -> str:
    """As Excel shows it: a share is a per cent, a whole number has no tail."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        percent = "%" in (cell.number_format or "")
        exact = Decimal(repr(value)) * (100 if percent else 1)
        shown = f"{exact.normalize():f}".replace(".", ",")
        return f"{shown}\u00a0%" if percent else shown
    return "" if value is None else str(value)


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
    if len(under) > LIMIT:
        raise NoTable(TOO_LONG)
    return Table(heads, under) if under else None


def _none() -> NoReturn:
    raise NoTable(NO_TABLE)
