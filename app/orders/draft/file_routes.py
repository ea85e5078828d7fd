"""An order as a file: DOCX, PDF when LibreOffice is here, and the version for publication."""

from collections.abc import Callable
from functools import lru_cache

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.archive.sending import download, send
from app.documents.office import as_pdf, program
from app.kernel.access import access, one_visible
from app.kernel.child import Overrun
from app.orders.draft.printing import Unprintable
from app.orders.draft.routes import PAGE, context
from app.orders.models import Order
from app.orders.services import paper_of
from app.papers.drawing import Printed
from app.papers.kinds import KINDS

bp = Blueprint("order_files", __name__, url_prefix="/orders/<int:order_id>")
NO_OFFICE = "PDF здесь не\u00a0делается: на\u00a0сервере нет LibreOffice. Скачайте DOCX: в\u00a0нём тот\u00a0же приказ."
NO_PDF = "PDF не\u00a0получился за\u00a0отведённое время. Скачайте DOCX: в\u00a0нём тот\u00a0же приказ."


@bp.get("/file")
@access("order.view")
def docx(order_id: int) -> ResponseReturnValue:
    """The DOCX: a registered order comes from the archive, byte for byte."""
    order = _ours(order_id)
    if order.edition:
        return send(order.edition, f"{name_of(order)}.docx")
    return _sent(order, lambda paper: paper.docx, "")


@bp.get("/pdf")
@access("order.view")
def pdf(order_id: int) -> ResponseReturnValue:
    """The same paper as PDF (D10): made within its limit, or the page of the order with a sentence and its DOCX."""
    order = _ours(order_id)
    if program() is None:
        return render_template(PAGE, **context(order, error=NO_OFFICE)), 503
    try:
        data = converted(paper_of(order).docx)
    except Unprintable as error:
        return render_template(PAGE, **context(order, error=error.sentence)), 503
    except Overrun:
        return render_template(PAGE, **context(order, error=NO_PDF)), 503
    return download(data, f"{name_of(order)}.pdf")


@lru_cache(maxsize=8)
def converted(data: bytes) -> bytes:
    """A paper that was not changed is not converted again."""
    return as_pdf(data, "docx")


@bp.get("/publication.docx")
@access("order.view")
def publication(order_id: int) -> ResponseReturnValue:
    """The version for the site: no telephones, no e-mails."""
    order = _ours(order_id)
    return _sent(order, lambda paper: paper.public, ". Для публикации")


def _sent(order: Order, part: Callable[[Printed], bytes], more: str) -> ResponseReturnValue:
    """A part of the paper, or the page of the order with the sentence about its template."""
    try:
        return download(part(paper_of(order)), f"{name_of(order)}{more}.docx")
    except Unprintable as error:
        return render_template(PAGE, **context(order, error=error.sentence)), 503


def _ours(order_id: int) -> Order:
    """An order of the past has no paper of ours."""
    order = one_visible(Order, order_id, "order.view")
    return order if order.imported_at is None else abort(404)


def name_of(order: Order) -> str:
    """The name of the file without its ending."""
    if order.is_open:
        return f"Проект. {KINDS[order.kind].name}"
    paper = "Письмо" if KINDS[order.kind].letter else "Приказ"
    return f"{paper} № {order.number} от {order.signed_on:%d.%m.%Y}".replace("/", "-")
