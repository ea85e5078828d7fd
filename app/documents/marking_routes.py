"""The school marks a remark; the region comes back with its state."""

from flask import url_for
from flask.typing import ResponseReturnValue

from app.documents import services
from app.documents.kit import slot_of
from app.documents.models import Document, Remark
from app.documents.routes import bp, context_of, document_again
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid, wants_region
from app.kernel.reader import current_user
from app.refusals import Refused

PAGE, REGION = "documents/document.html", "documents/_remarks.html"


@bp.post("/remarks/<int:remark_id>/<any(fix, unfix):move>")
@access("document.submit")
def mark_remark(remark_id: int, move: str) -> ResponseReturnValue:
    """The school says that a remark is mended in the new version, or takes the word back."""
    remark = one_visible(Remark, remark_id, "document.submit")
    document = remark.document
    try:
        services.mark(remark, move, current_user, clock.now())
    except Refused as refused:
        if not wants_region():
            return document_again(document, refused.sentence)
        return invalid(PAGE, REGION, **_context(document, refused.sentence))
    return answer(url_for(".document", document_id=document.id), REGION, of=PAGE, **_context(document))


def _context(document: Document, error: str = "") -> dict:
    return context_of(document.participation, slot_of(document), document, error)
