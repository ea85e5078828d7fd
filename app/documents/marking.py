"""The school marks a remark; the region comes back with its state."""

from flask import url_for
from flask_login import current_user

from app.documents import services
from app.documents.kit import place_of
from app.documents.models import Remark
from app.documents.routes import again, bp, context_of
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid, wants_region
from app.permissions import Refused

PAGE = "documents/document.html"


@bp.post("/remarks/<int:remark_id>/<any(fix, unfix):move>")
@access("document.submit")
def mark_remark(remark_id: int, move: str):
    """The school says that a remark is mended in the new version, or takes the word back."""
    remark = one_visible(Remark, remark_id, "document.submit")
    document, done = remark.document, services.mark(remark, move, current_user, clock.now())
    region, context = "documents/_remarks.html", context_of(document.participation, place_of(document), document)
    if isinstance(done, Refused) and not wants_region():
        return again(document.participation, place_of(document), document, done.sentence)
    if isinstance(done, Refused):
        return invalid(PAGE, region, **{**context, "error": done.sentence})
    return answer(url_for(".document", document_id=document.id), region, of=PAGE, **context)
