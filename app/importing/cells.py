"""The cells of a file of unknown origin, XLSX or CSV; whatever reads them does so in a child process (P7)."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias, TypeVar, TypeVarTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

from app.importing.raw import Merged, merged_of, uncounted_in
from app.importing.strict import loosened_book
from app.kernel.child import Overrun, in_child
from app.refusals import Refusal, Refused

HEAD_WITHIN, WIDEST = 20, 60  # rows among which the heads stand, columns
BROKEN = "Файл не\u00a0открывается как XLSX. Сохраните таблицу в\u00a0Excel ещё раз и\u00a0загрузите снова."
NOT_TEXT = "Это не\u00a0похоже на\u00a0CSV. Сохраните таблицу в\u00a0Excel как XLSX или CSV и\u00a0загрузите снова."
TOO_HEAVY = "Таблица слишком сложная. Оставьте в\u00a0файле один лист со\u00a0списком и\u00a0загрузите его снова."
UNCOUNTED = (
    "В\u00a0ячейке {} стоит формула без значения: файл сделала программа, которая их не\u00a0считает. "
    "Откройте его в\u00a0Excel, сохраните и\u00a0загрузите снова."
)
TOO_LONG = "В\u00a0таблице больше {} строк. Разделите её на\u00a0части."
Cell: TypeAlias = ReadOnlyCell | EmptyCell
Found = TypeVar("Found")
Given = TypeVarTuple("Given")


class NoTable(Refused):
    """What was brought can't be read as such a table, and why."""

    def __init__(self, sentence: str):
        super().__init__(Refusal("no_table", sentence))


def read_in_child(task: Callable[[*Given], Found], *args: *Given, heavy: str = TOO_HEAVY) -> Found:
    """What the task finds. Raises NoTable: as the task does, or `heavy`, because the file was too much for it."""
    try:
        found, sentence = in_child(_told, task, *args)
    except Overrun as error:
        raise NoTable(error.said(heavy)) from error
    if found is None:
        raise NoTable(sentence)
    return found


def _told(task: Callable[[*Given], Found], *args: *Given) -> tuple[Found | None, str]:
    try:
        return task(*args), ""
    except NoTable as refused:
        return None, refused.sentence


def _book(data: bytes) -> Workbook:
    """The workbook, read row by row. Raises NoTable."""
    try:
        return load_workbook(io.BytesIO(loosened_book(data)), read_only=True, data_only=True)
    except Exception as error:  # a broken package has as many exceptions as ways to break
        raise NoTable(BROKEN) from error


def sheets_of(data: bytes, at_most: int | None = None) -> Iterator[Iterator[Sequence[Cell]]]:
    """The sheets of a workbook, each as its rows, whatever size the file says it has. Raises NoTable."""
    for page in _book(data).worksheets:
        page.reset_dimensions()
        yield page.iter_rows(max_row=at_most, max_col=WIDEST)


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet as words, the cells that stand over several, the first one that nobody has counted."""

    rows: list[list[str]]
    merged: Merged = field(default_factory=dict)
    uncounted: str = ""

    def whole(self) -> None:
        """Raises NoTable when a formula was left uncounted: its cell only looks empty."""
        if self.uncounted:
            raise NoTable(UNCOUNTED.format(self.uncounted))


def grids_of(data: bytes, at_most: int) -> Iterator[Grid]:
    """The sheets of a workbook with their first rows, as Excel shows them. Raises NoTable."""
    for page in _book(data).worksheets:
        page.reset_dimensions()
        rows = [[text_of(cell) for cell in cells] for cells in page.iter_rows(max_row=at_most, max_col=WIDEST)]
        yield Grid(rows, merged_of(page), uncounted_in(page, len(rows)))


def text_of(cell: Cell) -> str:
    """As Excel shows it: a share is a per cent, a whole number has no tail, a day is 28.02.2022."""
    value = cell.value
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date | time):
        return f"{value:%H:%M}" if isinstance(value, time) else f"{value:%d.%m.%Y}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        percent = "%" in (cell.number_format or "")
        exact = Decimal(repr(value)) * (100 if percent else 1)
        shown = f"{exact.normalize():f}".replace(".", ",")
        return f"{shown}\u00a0%" if percent else shown
    return "" if value is None else str(value)


def rows_of_csv(data: bytes) -> list[list[str]]:
    """UTF-8 with or without its mark, else cp1251; cells parted by «;», «,» or tabs. Raises NoTable."""
    text = _decoded(data)
    return max((list(csv.reader(io.StringIO(text), delimiter=sign)) for sign in ";,\t"), key=_width)


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise NoTable(NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def _width(rows: list[list[str]]) -> int:
    return max((sum(bool(cell.strip()) for cell in row) for row in rows[:HEAD_WITHIN]), default=0)
