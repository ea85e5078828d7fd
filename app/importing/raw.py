"""What a sheet says beside its values: the cells that stand over several, the formulas that nobody has counted."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
PLACE, WORDS = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"'), b't="str"'  # a formula of words may give none
MOST, CHUNK = 5000, 1024 * 1024  # merged cells of a sheet; bytes that are looked at at once
TAIL = 4096  # of the piece before: a cell may stand across two


class Over(NamedTuple):
    """How many columns and rows a cell stands over, itself among them."""

    columns: int
    rows: int


Merged = Mapping[tuple[int, int], Over]  # by row and column of the first cell, both from 1


def merged_of(page: ReadOnlyWorksheet) -> dict[tuple[int, int], Over]:
    """The merged cells of a sheet that is read row by row."""
    found: dict[tuple[int, int], Over] = {}
    for piece in _pieces(page):
        for one in MERGED.finditer(piece):
            left, top, right, bottom = range_boundaries(one[1].decode())
            found[top, left] = Over(right - left + 1, bottom - top + 1)
            if len(found) == MOST:
                return found
    return found


def uncounted_in(page: ReadOnlyWorksheet, last: int) -> str:
    """The first cell, up to the row `last`, with a formula that no program has counted; nothing when there is none."""
    for piece in _pieces(page):
        for one in FORMULA.finditer(piece):
            place = PLACE.search(one[1])
            if place and WORDS not in one[1] and coordinate_to_tuple(place[1].decode())[0] <= last:
                return place[1].decode()
    return ""


def _pieces(page: ReadOnlyWorksheet) -> Iterator[bytes]:
    """The part of the sheet, each piece with the end of the one before: the public ways hold all of it in memory."""
    with page._get_source() as part:
        tail = b""
        while piece := part.read(CHUNK):
            yield tail + piece
            tail = piece[-TAIL:]
