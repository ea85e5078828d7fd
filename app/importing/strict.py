"""ISO 29500 Strict speaks of the same things under other names: here it is told in the usual ones."""

import io
import re
import zipfile

MARK = b"purl.oclc.org/ooxml/"
NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
LISTS = (".xml", ".rels")


def loosened(part: bytes) -> bytes:
    """A part of a package in the usual names."""
    return NAME.sub(USUAL, part) if MARK in part else part


def loosened_book(data: bytes) -> bytes:
    """A whole package in the usual names; what is no Strict one stays as it is. Raises what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if not any(MARK in package.read(name) for name in package.namelist() if name.endswith("workbook.xml")):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as loose:
            for name in package.namelist():
                part = package.read(name)
                loose.writestr(name, loosened(part) if name.endswith(LISTS) else part)
    return out.getvalue()
