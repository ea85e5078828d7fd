"""Tables as a workbook for Excel and back: text stays text, and no cell of it can become a formula (E2, E6)."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.kernel.child import Overrun, in_child
from app.kernel.names import plain

WIDEST = 60
RISKY = ("=", "+", "-", "@", "\t", "\r")
LIMIT, HEAD_WITHIN = 2000, 20
BROKEN = "Файл не\u00a0открывается как XLSX. Сохраните таблицу в\u00a0Excel ещё раз и\u00a0загрузите снова."
TOO_HEAVY = "Таблица слишком сложная. Оставьте в\u00a0файле один лист со\u00a0списком и\u00a0загрузите его снова."
TOO_LONG = f"В\u00a0таблице больше {LIMIT} строк. Разделите её на\u00a0части."


@dataclass(frozen=True)
class Sheet:
    """A title, the heads of its columns, its rows; `links` are addresses by row and column, both from 0.

    `above` stands in a line of its own over the heads: of what moment the sheet is.
    """

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence]
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    above: str = ""


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX; heads stay in sight, repeat in print and filter the rows."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    widths, top = [len(head) for head in sheet.heads], 2 if sheet.above else 1
    if sheet.above:
        _write(page, 1, 1, sheet.above)
    for row, values in enumerate([sheet.heads, *sheet.rows], top):
        for column, value in enumerate(values, 1):
            _write(page, row, column, value)
            widths[column - 1] = max(widths[column - 1], len(str(value)))
    for cell in page[top]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = min(width, WIDEST) + 2
    page.freeze_panes = f"A{top + 1}"
    page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.heads))}{max(page.max_row, top)}"
    page.print_title_rows = f"1:{top}"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _write(page: Worksheet, row: int, column: int, value: object) -> None:
    cell = page.cell(row, column, value)
    if isinstance(value, str):
        # «057», «1/2» and «=1+1» alike: a string that Excel neither counts nor turns into a date.
        cell.data_type, cell.number_format = "s", "@"
        cell.quotePrefix = value.startswith(RISKY)


class NoTable(Exception):
    """What was loaded is not such a table; the text is for the person."""


@dataclass(frozen=True)
class Columns:
    """How the head of each column may begin, in plain words, the longer beginning first; without the `needed` it is
    no such table, and `missing` says so."""

    heads: Mapping[str, tuple[str, ...]]
    needed: frozenset[str]
    missing: str


def rows_of(data: bytes, columns: Columns) -> list[tuple[int, dict[str, str]]]:
    """Number in the file and words by column of each row that is not empty; NoTable when there is no such table.

    The file is of unknown origin and is read in a child process (must-survive P7).
    """
    try:
        found = in_child(_read, data, columns)
    except Overrun as error:
        raise NoTable(error.said(TOO_HEAVY)) from error
    if isinstance(found, str):
        raise NoTable(found)
    return found


def _read(data: bytes, columns: Columns) -> list[tuple[int, dict[str, str]]] | str:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception:  # a broken package has as many exceptions as ways to break
        return BROKEN
    for page in book.worksheets:
        found = _rows(page, columns)
        if found is not None:
            return found if len(found) <= LIMIT else TOO_LONG
    return columns.missing


def _rows(page: Worksheet, columns: Columns) -> list[tuple[int, dict[str, str]]] | None:
    at, found = None, []
    for number, cells in enumerate(page.iter_rows(values_only=True, max_row=LIMIT + HEAD_WITHIN), 1):
        words = [_text(cell) for cell in cells]
        if at is None:
            at = _heads(words, columns)
            if at is None and number > HEAD_WITHIN:
                return None
        elif any(words):
            found.append((number, {name: words[place] for name, place in at.items() if place < len(words)}))
    return found if at else None


def _heads(words: list[str], columns: Columns) -> dict[str, int] | None:
    """Name → place, when the row is a head at all."""
    known: dict[str, int] = {}
    for place, head in enumerate(words):
        begins = (n for n, starts in columns.heads.items() if n not in known and plain(head).startswith(starts))
        if name := next(begins, None):
            known[name] = place
    return known if columns.needed <= set(known) else None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())
