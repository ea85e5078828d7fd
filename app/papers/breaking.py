"""How a table breaks over pages: a row goes whole to the next one, unless it is as long as a page itself."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.shared import Length

PER_MM = 9  # letters of a cell for each millimetre of its column: about a third of a page
USUAL, NARROWEST = 67, 15  # mm: the column of remarks, and what no column is narrower than


def break_long_rows(document: Document, said: dict) -> None:
    """Let the longest rows of the paper split, so that none leaves the page before it empty."""
    if not _may_be_long(said):
        return
    for table in document.tables:
        for row in table.rows:
            whole = row._tr.trPr.find(qn("w:cantSplit")) if row._tr.trPr is not None else None
            if whole is not None and any(_letters(cell) > longest(cell.width) for cell in row._tr.tc_lst):
                row._tr.trPr.remove(whole)


def longest(width: Length | None) -> int:
    """How many letters a cell of this width holds without being long."""
    return int(PER_MM * (width.mm if width else USUAL))


def _letters(cell: CT_Tc) -> int:
    return sum(len(text.text or "") for text in cell.iter(qn("w:t")))


def _may_be_long(value: object) -> bool:
    match value:
        case str():
            return len(value) > PER_MM * NARROWEST
        case dict():
            return any(map(_may_be_long, value.values()))
        case list():
            return any(map(_may_be_long, value))
    return False
