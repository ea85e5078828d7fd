"""The version of an order for publication: without telephones and e-mails (152-ФЗ, domain.md §7.3, §9.1)."""

import io
import re

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.table import Table

from app.papers.rendering import sealed

PRIVATE = re.compile(r"телефон|почт|e-?mail", re.I)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# «+7 (4862) 47-53-00», «8-4862-475300», «тел. 47-53-00», «(4862) 47-53-00»: six digits after the word or the code
PHONE = re.compile(
    r"(?:тел\.?\s{0,3}:?\s{0,3})?(?:\+7|\b8)[\s(-]{0,5}\d{3,5}[\s)-]{0,5}\d[\d\s-]{3,8}\d"
    r"|тел\.?\s{0,3}:?\s{0,3}\d[\d\s-]{4,40}\d"
    r"|(?:тел\.?\s{0,3}:?\s{0,3})?\([\d-]{3,7}\)\s{0,3}\d[\d\s-]{3,8}\d",
    re.I,
)


def for_publication(docx: bytes) -> bytes:
    """The same paper without columns of telephones and addresses, and without those in its text."""
    document = Document(io.BytesIO(docx))
    for table in document.tables:
        _without_private_columns(table)
    for paragraph in document.element.body.iter(qn("w:p")):
        _clean(paragraph)
    out = io.BytesIO()
    document.save(out)
    return sealed(out.getvalue())


def _without_private_columns(table: Table) -> None:
    """Columns are known by their heads; what they leave goes to the widest of the others."""
    grid = table._tbl.tblGrid.findall(qn("w:gridCol"))
    heads = table.rows[0]._tr.tc_lst
    private = [number for number, cell in enumerate(heads) if PRIVATE.search("".join(cell.itertext()))]
    if not private or len(grid) != len(heads):
        return
    widths = [int(column.get(qn("w:w"))) for column in grid]
    widest = max((n for n in range(len(grid)) if n not in private), key=widths.__getitem__)
    freed = sum(widths[number] for number in private)
    grid[widest].set(qn("w:w"), str(widths[widest] + freed))
    for row in table.rows:
        cells = row._tr.tc_lst
        if len(cells) != len(grid):
            continue
        if cells[widest].width is not None:
            cells[widest].width += freed * 635  # twentieths of a point to the units of a drawing
        for number in private:
            row._tr.remove(cells[number])
    for number in private:
        grid[number].getparent().remove(grid[number])


def _clean(paragraph: CT_P) -> None:
    texts = list(paragraph.iter(qn("w:t")))
    words = "".join(text.text or "" for text in texts)
    clean = PHONE.sub("", EMAIL.sub("", words))
    if clean != words:
        texts[0].text = clean.rstrip(" ,;")
        for text in texts[1:]:
            text.text = ""
