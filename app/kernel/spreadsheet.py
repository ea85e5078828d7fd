"""Tables as a workbook for Excel: text stays text, and no cell of it can become a formula (E2, E6)."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

WIDEST = 60
RISKY = ("=", "+", "-", "@", "\t", "\r")


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
    for (row, column), address in sheet.links.items():
        cell = page.cell(top + 1 + row, column + 1)
        cell.hyperlink, cell.font = quote(address, safe="/:?=&#"), Font(color="0563C1", underline="single")
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
