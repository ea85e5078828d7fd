"""The pages of the trash: a draft goes there, is out of every list, and comes back."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.documents.drafts import discard, restore, trashed
from app.documents.guards import TRASH_DAYS
from app.documents.kit import slot_of
from app.documents.models import Document
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.permissions import can
from app.refusals import Refused
from app.year.cycle.models import Participation

bp = Blueprint("trash", __name__)


def trashed_of(school: Participation) -> list[Document]:
    """What a kit says of its trash, to whom may put drafts there."""
    return trashed(school, clock.now()) if can(current_user, "document.discard", school) else []


@bp.get("/schools/<int:participation_id>/trash")
@access("document.discard")
def page(participation_id: int) -> ResponseReturnValue:
    """What was put away and can be brought back: drafts, which are their school's alone."""
    return _page(one_visible(Participation, participation_id, "document.discard"))


def _page(school: Participation, error: str = "") -> str:
    lines = [(document, slot_of(document)) for document in trashed(school, clock.now())]
    return render_template(
        "documents/trash.html", school=school, lines=lines, error=error, term=timedelta(days=TRASH_DAYS)
    )


@bp.post("/documents/<int:document_id>/trash")
@access("document.discard")
def put(document_id: int) -> ResponseReturnValue:
    """Into the trash."""
    document = one_visible(Document, document_id, "document.discard")
    try:
        discard(document, current_user, clock.now())
    except Refused as refused:
        return _page(document.participation, refused.sentence), 422
    flash("Черновик убран в корзину.")
    return redirect(url_for(".page", participation_id=document.participation_id), 303)


@bp.post("/documents/<int:document_id>/trash/return")
@access("document.discard")
def bring_back(document_id: int) -> ResponseReturnValue:
    """Out of the trash."""
    document = one_visible(Document, document_id, "document.discard")
    try:
        restore(document, current_user, clock.now())
    except Refused as refused:
        return _page(document.participation, refused.sentence), 422
    flash("Черновик возвращён из корзины.")
    return redirect(url_for("documents.document", document_id=document.id), 303)
