"""Workbooks that are made for a test."""

import io
import re
import zipfile

from openpyxl import Workbook


def book(*rows, formats=(), merged=()) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(list(row))
    for cells in merged:
        made.active.merge_cells(cells)
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


def strict(data: bytes) -> bytes:
    """The same workbook as Excel saves it in the strict form of ISO 29500."""
    usual = re.compile(rb"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument|drawingml)/2006/")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, usual.sub(rb"http://purl.oclc.org/ooxml/\1/", old.read(name)))
    return out.getvalue()


def counted_empty(data: bytes) -> bytes:
    """The same workbook after Excel has counted its formulas, which all give empty words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            counted = re.sub(rb'<c r="(\w+)"><f>', rb'<c r="\1" t="str"><f>', old.read(name))
            new.writestr(name, counted)
    return out.getvalue()
