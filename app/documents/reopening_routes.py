"""An approved document: opened for a new version, or kept as it stands; each with its reason."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import reopening
from app.documents.models import Document
from app.documents.routes import document_again
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.permissions import Actor
from app.refusals import Refused

bp = Blueprint("reopening", __name__)
Act = Callable[[Document, str, Actor, datetime], object]  # a verb that says why
NO_REASON = "Напишите почему: причину увидят школа, куратор и\u00a0Департамент."


@bp.post("/documents/<int:document_id>/reopening")
@access("document.reopen")
def reopen(document_id: int) -> ResponseReturnValue:
    """Open it for a new version; the approved one stands."""
    document = one_visible(Document, document_id, "document.reopen")
    said = "Документ открыт для\u00a0новой версии. Подтверждённая учитывается, пока куратор не\u00a0решит о\u00a0новой."
    return with_reason(document, reopening.reopen, said)


@bp.post("/documents/<int:document_id>/keeping")
@access("document.keep")
def keep(document_id: int) -> ResponseReturnValue:
    """No newer version, then."""
    document = one_visible(Document, document_id, "document.keep")
    return with_reason(document, reopening.keep, "Документ снова подтверждён: всё осталось, как было.")


def with_reason(document: Document, act: Act, said: str, wanting: str = NO_REASON) -> ResponseReturnValue:
    """Do it with the typed reason, or show the page again with the words that were typed."""
    reason = request.form.get("reason", "").strip()
    if not reason:
        return document_again(document, wanting)
    try:
        act(document, reason, current_user, clock.now())
    except Refused as refused:
        return document_again(document, refused.sentence)
    flash(said)
    return redirect(url_for("documents.document", document_id=document.id), 303)
