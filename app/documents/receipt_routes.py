"""The receipt of a sending: a number that is never given twice, and a page to print."""

import re

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.documents.kit import slot_of
from app.documents.models import Submission
from app.kernel.access import access, one_visible

bp = Blueprint("receipts", __name__)
NUMBER = re.compile(r"[0-9]{4}-0*([1-9][0-9]{0,8})")


@bp.get("/receipts/<receipt_number>")
@access("document.view")
def receipt(receipt_number: str) -> ResponseReturnValue:
    """What was sent, when, by whom, and how to prove it: one A4 page."""
    found = NUMBER.fullmatch(receipt_number) or abort(404)
    sending = one_visible(Submission, int(found[1]), "document.view")
    if sending.receipt != receipt_number:
        abort(404)
    return render_template("documents/receipt.html", sending=sending, slot=slot_of(sending.document))
