"""Workbooks that are made for a test."""

import io
import re
import zipfile

from openpyxl import Workbook


def book(*rows, formats=()) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(list(row))
    for cell, shown in formats:
        made.active[cell].number_format = shown
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def saying_it_is_small(data: bytes) -> bytes:
    """The same workbook, but that it says to have one cell, as some exporters do."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1"', old.read(name)))
    return out.getvalue()
