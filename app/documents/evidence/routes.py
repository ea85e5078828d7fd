"""The pages of a school: a slot of evidence, a new piece for several directions, the same file for more of them."""

from collections.abc import Sequence

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.photos import said_of
from app.archive.services import Kept
from app.documents.evidence import queries, services
from app.documents.evidence.forms import EvidenceForm, read_evidence
from app.documents.kit import Slot, slot_of
from app.documents.models import Document, Version
from app.documents.receiving import KEY_LENGTH, NotTaken, Received, receive
from app.documents.routes import again, context_of, document_again, slot_named, taken
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.dated import as_of, may
from app.kernel.numbers import row_id, row_ids
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.kernel.words import pluralize
from app.refusals import Refused
from app.year.cycle.models import Participation
from app.year.cycle.opening import opening
from app.year.cycle.queries import late_until

bp = Blueprint("evidence", __name__)
ONLY_EVIDENCE = "К нескольким направлениям прикладывают только подтверждающие документы."
DIRECTIONS = ("направлению", "направлениям", "направлениям")


def page(
    school: Participation,
    slot: Slot,
    document: Document | None,
    error: str = "",
    forgotten: str = "",
    form: EvidenceForm | None = None,
) -> str:
    """A slot with what stands there and the form, or one document of it."""
    risk, window = slot.of_evidence
    moment, known_by = as_of().at, as_of().at if as_of().past else None
    stands = opening(window, late_until(school.id, window.id, known_by), moment)
    takes = stands.takes or (document is not None and document.stands)
    there = queries.of_window(school, window, current_user, as_of())
    context = context_of(school, slot, document, error, forgotten)
    is_school = may("document.upload", school)
    uploads = context["may_upload"] and takes
    if not uploads and context["error_at"] == "upload":
        context["error_at"] = "state"
    if stands.state == "closed" and request.endpoint == "appeals.ask_to_prolong":
        context["error_at"] = "ask"
    return render_template(
        "documents/evidence/document.html" if document else "documents/evidence/slot.html",
        **{**context, "due_on": stands.until, "may_upload": uploads},
        stands=stands,
        form=form or EvidenceForm(risk_ids=[risk.id], url=request.form.get("url", "")),
        kinds=queries.kinds() if uploads else [],
        risks=queries.active_risks(school) if is_school else [],
        standing=[one for one in there if one.school_risk_id == risk.id],
        together=queries.same_content(document, there) if document else [],
        is_school=is_school,
    )


@bp.post("/schools/<int:participation_id>/evidence/<key>")
@access("document.upload", streams=True)
def attach(participation_id: int, key: str) -> ResponseReturnValue:
    """One file or link becomes a document for each chosen direction."""
    school = one_visible(Participation, participation_id, "document.upload")
    slot = slot_named(school, key)
    if slot.window is None:
        return again(school, slot, None, ONLY_EVIDENCE)
    form = read_evidence(request.form, queries.kinds(), queries.active_risks(school))
    if form.error:
        return page(school, slot, None, form.error, form=form), 422
    try:
        got = receive(request, current_user.person_id, g.begun_at, links=True)
    except NotTaken as refused:
        return page(school, slot, None, refused.sentence, refused.forgotten, form), refused.status
    begin_write()
    risks = [risk for risk in school.risks if risk.id in form.risk_ids]
    try:
        made = services.attach(school, slot.window, risks, got, form, current_user, clock.now())
    except Refused as refused:
        return page(school, slot, None, refused.sentence, got.forgotten, form), 422
    return _saved(made, said_of(",".join(got.mended)))


def _saved(made: Sequence[Version], more: str = "") -> ResponseReturnValue:
    flash(f"Приложено по {pluralize(len(made), *DIRECTIONS)}. Куратору ещё не отправлено. {more}".strip())
    return taken(url_for("documents.document", document_id=made[0].document_id))


@bp.post("/documents/<int:document_id>/directions")
@access("document.upload")
def attach_also(document_id: int) -> ResponseReturnValue:
    """The same file for more directions; nothing is uploaded again."""
    document = one_visible(Document, document_id, "document.upload")
    slot, chosen = slot_of(document), row_ids(request.form, "risk")
    risks = [risk for risk in queries.active_risks(document.participation) if risk.id in chosen]
    if slot.window is None or not risks:
        return document_again(document, "Отметьте хотя бы одно направление." if slot.window else ONLY_EVIDENCE)
    try:
        made = services.attach_also(document, risks, _received_before(document), current_user, clock.now())
    except Refused as refused:
        return document_again(document, refused.sentence)
    return _saved(made)


def _received_before(document: Document) -> Received:
    version, key = document.newest, request.form.get("upload_key", "")[:KEY_LENGTH]
    content = version.link or Kept(version.kept_blob.sha256, version.kept_blob.size)
    done = tuple(filter(None, version.mended.split(",")))
    return Received(content, version.filename, key or f"{version.id}", clock.now(), done)


@bp.post("/documents/<int:document_id>/submissions")
@access("document.submit")
def submit_together(document_id: int) -> ResponseReturnValue:
    """Send a document and the others that hold the same file."""
    document = one_visible(Document, document_id, "document.submit")
    if document.kind != "evidence":
        return document_again(document, ONLY_EVIDENCE)
    version_id = row_id(request.form, "version_id", 0)
    try:
        sent = services.submit_together(document, version_id, current_user, clock.now())
    except Refused as refused:
        return document_again(document, refused.sentence)
    flash(f"Отправлено куратору по {pluralize(sent, *DIRECTIONS)}. Ответ появится здесь и на странице «Сейчас».")
    return redirect(url_for("documents.document", document_id=document.id), 303)
