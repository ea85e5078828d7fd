"""How many sheets the appendix of a letter takes: counted from the PDF of the house, by the clock."""

import pypdfium2 as pdfium
from sqlalchemy import select

from app.documents.office import as_pdf, program
from app.extensions import db
from app.kernel.sweeping import each
from app.kernel.transaction import begin_write
from app.orders.models import OPEN, Order
from app.orders.services import paper_of, seen

MARK = "к письму"  # of the appendix: the letter itself ends on the page before


def count_sheets() -> None:
    """Every letter that is being written and whose appendix nobody has counted since its last change."""
    if program() is None:
        return
    waiting = select(Order.id).where(Order.series == "letter", Order.state.in_(OPEN), Order.sheets.is_(None))
    each("sheets of letter", list(db.session.scalars(waiting)), _count)


def _count(order_id: int) -> None:
    order = db.session.get(Order, order_id)
    if order is None:
        return  # somebody has dropped the draft since the list was made
    words = seen(order)
    counted = sheets_in(as_pdf(paper_of(order).docx, "docx"))
    begin_write()
    order = db.session.get(Order, order_id)
    if order is not None and order.is_open and seen(order) == words:
        order.sheets = counted


def sheets_in(pdf: bytes) -> int:
    """The pages from the mark of the appendix to the end; 0 when there is none."""
    pages = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded().replace("\u00a0", " ") for page in pages]
    first = next((at for at, text in enumerate(texts) if MARK in text), len(texts))
    return len(texts) - first
