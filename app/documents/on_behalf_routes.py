"""The region uploads for a school that can't: with the reason, and with both named on the page and in the journal."""

import secrets

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive import files
from app.documents.kit import Slot, concept_slots
from app.documents.on_behalf import upload_on_behalf
from app.documents.receiving import NotTaken, receive
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.refusals import Refused
from app.year.cycle.models import Participation

bp = Blueprint("standing_in", __name__)
NO_REASON = "Напишите, почему загружаете за школу: причину увидят школа и куратор."


def _slot(school: Participation, key: str) -> Slot:
    return next((slot for slot in concept_slots(school.risks) if slot.key == key), None) or abort(404)


@bp.get("/schools/<int:participation_id>/kit/<key>/for-school")
@access("document.on_behalf")
def page(participation_id: int, key: str) -> ResponseReturnValue:
    """The form."""
    school = one_visible(Participation, participation_id, "document.on_behalf")
    return _page(school, _slot(school, key))


def _page(school: Participation, slot: Slot, error: str = "", forgotten: str = "") -> str:
    settings = current_app.config["SETTINGS"]
    return render_template(
        "documents/on_behalf.html",
        school=school,
        slot=slot,
        error=error,
        forgotten=forgotten,
        because=request.form.get("because", ""),
        sends=request.form.get("send") == "1",
        upload_key=secrets.token_hex(16),
        limit=settings.upload_limit,
        limit_mb=settings.upload_limit_mb,
        accepted=files.ACCEPTED,
        endings=files.ENDINGS,
    )


@bp.post("/schools/<int:participation_id>/kit/<key>/for-school")
@access("document.on_behalf", streams=True)
def upload(participation_id: int, key: str) -> ResponseReturnValue:
    """The next version of the slot, uploaded for the school; sent to the curator at once when so asked."""
    school = one_visible(Participation, participation_id, "document.on_behalf")
    slot, because = _slot(school, key), " ".join(request.form.get("because", "").split())
    if not because:
        return _page(school, slot, NO_REASON), 422
    try:
        got = receive(request, current_user.person_id, g.begun_at)
    except NotTaken as refused:
        return _page(school, slot, refused.sentence, refused.forgotten), refused.status
    begin_write()
    sends = request.form.get("send") == "1"
    try:
        version = upload_on_behalf(school, slot, got, because, sends, current_user, clock.now())
    except Refused as refused:
        return _page(school, slot, refused.sentence, got.forgotten), 422
    flash(f"За школу сохранена версия {version.number}" + (", она отправлена куратору." if sends else "."))
    target = url_for("documents.document", document_id=version.document_id)
    return ("", 201, {"Location": target}) if request.headers.get("X-Upload") else redirect(target, 303)
