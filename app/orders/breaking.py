"""How a table breaks over pages: a row goes whole to the next one, unless it is as long as a page itself."""

import io

from docx import Document
from docx.oxml.ns import qn

LONG = 600  # letters of a cell: about a third of a page in the column of remarks


def broken(docx: bytes, said: dict) -> bytes:
    """The paper whose longest rows may split, so that none leaves the page before it empty."""
    if not _is_long(said):
        return docx
    document = Document(io.BytesIO(docx))
    for table in document.tables:
        for row in table.rows:
            whole = row._tr.trPr.find(qn("w:cantSplit")) if row._tr.trPr is not None else None
            if whole is not None and any(_letters(cell) > LONG for cell in row._tr.tc_lst):
                row._tr.trPr.remove(whole)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _letters(cell) -> int:
    return sum(len(text.text or "") for text in cell.iter(qn("w:t")))


def _is_long(value) -> bool:
    match value:
        case str():
            return len(value) > LONG
        case dict():
            return any(map(_is_long, value.values()))
        case list():
            return any(map(_is_long, value))
    return False
