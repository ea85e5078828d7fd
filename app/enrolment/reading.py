"""An XLSX list of schools → rows of text. Columns are known by their heads, in any order."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import load_workbook

from app.directory.names import plain
from app.kernel.child import Overrun, in_child

LIMIT = 2000
# How each column may be called, as the beginning of its head; the longer beginning is asked first.
HEADS = {
    "head_email": ("почта директора", "e-mail директора", "email директора", "эл. почта директора"),
    "curator_email": ("почта куратора", "e-mail куратора", "email куратора", "эл. почта куратора"),
    "full_name": ("полное наименование", "полное название"),
    "short_name": ("краткое наименование", "краткое название", "наименование", "название", "школа", "оо"),
    "municipality": ("муниципал", "район", "городской округ"),
    "code": ("код", "логин"),
    "head": ("директор", "руководитель", "фио директора"),
    "curator": ("куратор", "фио куратора"),
}
NOT_A_TABLE = (
    "В\u00a0файле не\u00a0нашлась таблица: нужны столбцы «Муниципалитет» и\u00a0«Краткое название», "
    "остальные по\u00a0желанию."
)
TOO_HEAVY = "Таблица слишком сложная. Оставьте в\u00a0файле один лист со\u00a0списком и\u00a0загрузите его снова."
TOO_LONG = f"В\u00a0таблице больше {LIMIT} строк. Разделите её на\u00a0части."


class NoList(Exception):
    """What was loaded is not a list of schools; the text is for the person."""


@dataclass(frozen=True)
class Row:
    """A row as written; `number` is its number in the file."""

    number: int
    municipality: str = ""
    short_name: str = ""
    full_name: str = ""
    code: str = ""
    head: str = ""
    head_email: str = ""
    curator: str = ""
    curator_email: str = ""


def read_list(stream: BinaryIO) -> list[Row]:
    """The rows that are not empty; NoList with a sentence when there is no such table."""
    try:
        book = load_workbook(stream, read_only=True, data_only=True)
    except Exception as error:  # a broken package has as many exceptions as ways to break
        raise NoList(
            "Файл не\u00a0открывается как XLSX. Сохраните таблицу в\u00a0Excel ещё раз и\u00a0загрузите снова."
        ) from error
    for sheet in book.worksheets:
        found = _rows_of(sheet)
        if found is not None:
            return found
    raise NoList(NOT_A_TABLE)


def read_list_safely(data: bytes) -> list[Row]:
    """The same in a child process, for a file of unknown origin (must-survive P7)."""
    try:
        found = in_child(_read, data)
    except Overrun as error:
        raise NoList(TOO_HEAVY) from error
    if isinstance(found, str):
        raise NoList(found)
    return found


def _read(data: bytes) -> list[Row] | str:
    try:
        return read_list(io.BytesIO(data))
    except NoList as error:
        return str(error)


def _rows_of(sheet) -> list[Row] | None:
    columns, found = None, []
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=LIMIT + 20), 1):
        words = [_text(cell) for cell in cells]
        if columns is None:
            columns = _columns(words)
            if columns is None and number > 20:
                return None
        elif any(words):
            found.append(Row(number, **{name: words[at] for name, at in columns.items() if at < len(words)}))
    if len(found) > LIMIT:
        raise NoList(TOO_LONG)
    return found if columns else None


def _columns(heads: list[str]) -> dict[str, int] | None:
    """Field → column, when the row is a head at all."""
    known: dict[str, int] = {}
    for at, head in enumerate(heads):
        name = next((n for n, starts in HEADS.items() if n not in known and plain(head).startswith(starts)), None)
        if name:
            known[name] = at
    return known if {"municipality", "short_name"} <= set(known) else None


def _text(cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())
