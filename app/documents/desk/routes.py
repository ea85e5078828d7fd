"""The pages of the desk."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents import deciding, queries
from app.documents.checks.comparing import count
from app.documents.checks.comparisons import changes, places_changed
from app.documents.checks.layout import drawn
from app.documents.desk import services
from app.documents.desk.forms import DecisionForm, read_decision
from app.documents.desk.queue import evidence, queue
from app.documents.kit import slot_of
from app.documents.models import Document, Version
from app.documents.preview import shown
from app.documents.reopening_routes import with_reason
from app.documents.routes import kit_page
from app.kernel import calendar, clock
from app.kernel.access import access, one_visible, visible
from app.kernel.htmx import answer, invalid, wants_region
from app.kernel.numbers import row_ids
from app.kernel.reader import current_user
from app.refusals import Refused
from app.year.cycle.models import Participation

bp = Blueprint("desk", __name__)
PAGE, REGION = "documents/desk/desk.html", "documents/desk/_desk.html"
UNDONE = "Решение отменено: документ снова в\u00a0очереди."
NO_REASON = "Напишите, почему отменяете решение: причина останется в\u00a0истории документа."
VIEWS = ("changes", "text", "printed", "check")


def _context(
    document: Document | None,
    form: DecisionForm | None = None,
    said: str = "",
    problem: str = "",
    decided: Document | None = None,
) -> dict:
    waiting = queue(current_user)
    g.queue_length = len(waiting)  # the menu says the same
    open_now = document or (queries.bring(waiting[0].id) if waiting else None)
    sent = queries.sent_as_seen(open_now, current_user) if open_now else None
    return {
        "waiting": waiting,
        "document": open_now,
        "version": sent,
        "form": form or DecisionForm(),
        "said": said,
        "decided": decided,
        "problem": problem,
        "slot_of": slot_of,
        "days_waiting": lambda one: max((clock.today() - calendar.local(one.state_since).date()).days, 0),
        **(_document(open_now, sent) if open_now and sent else {"preview": None, "ending": ""}),
    }


def _document(document: Document, sent: Version) -> dict:
    """The middle pane: the text, what changed since the version that was answered last, or the check."""
    answered = [one.version for one in document.decisions if one.version_id != sent.id]
    before = next((version for version in reversed(answered) if version in document.versions), None)
    found = changes(before, sent) if before else None
    lines = found.lines if found else None
    wanted = request.args.get("view", "")
    view = wanted if wanted in VIEWS else "changes" if lines else "text"
    return {
        "before": before,
        "changes": found,
        "changed": drawn(lines) if lines is not None else None,
        "changed_count": count([line.paragraph for line in lines or ()]),
        "view": "text" if view == "changes" and found is None else view,
        "places_changed": places_changed(document, sent, before),
        "may_undo": services.may_undo(document, current_user),
        **shown(sent, as_printed=view == "printed"),
    }


@bp.get("/desk")
@access("desk.view")
def first() -> ResponseReturnValue:
    """The oldest of the queue."""
    return render_template(PAGE, **_context(None))


@bp.get("/desk/<int:document_id>")
@access("desk.view")
def one(document_id: int) -> ResponseReturnValue:
    """One document of the queue."""
    return render_template(PAGE, **_context(visible(queries.bring(document_id), "document.decide")))


@bp.post("/documents/<int:document_id>/decision")
@access("document.decide")
def decide(document_id: int) -> ResponseReturnValue:
    """Approve or return the version that was looked at; the next document follows."""
    document = one_visible(Document, document_id, "document.decide")
    form = read_decision(request.form)
    if form.errors:
        return invalid(PAGE, REGION, **_context(document, form))
    title = slot_of(document).short_title
    answer_ = (form.verdict, form.reasons, form.remark)
    try:
        deciding.decide(document, form.version_id, *answer_, current_user, clock.now(), form.accepted)
    except Refused as refused:
        unsaid = "" if document.state == "submitted" else form.as_typed
        return invalid(PAGE, REGION, **_context(document, form, problem=refused.sentence), unsaid=unsaid)
    said = f"{title}: {'подтверждено' if form.verdict == 'approve' else 'возвращено школе'}."
    if not wants_region():  # the page that follows finds the next document, not under the lock
        return answer(url_for(".first"), said=said)
    context = _context(None, said=said, decided=document)
    following = context["document"]
    address = url_for(".one", document_id=following.id) if following else url_for(".first")
    return answer(url_for(".first"), REGION, of=PAGE, address=address, **context)


@bp.post("/documents/<int:document_id>/undoing")
@access("document.undo")
def undo(document_id: int) -> ResponseReturnValue:
    """Take back the last decision, with the reason: at the desk, or on the document's own page."""
    document = one_visible(Document, document_id, "document.undo")
    if not wants_region():
        return with_reason(document, deciding.undo, UNDONE, NO_REASON)
    reason = request.form.get("reason", "").strip()
    if not reason:
        return invalid(PAGE, REGION, **_context(document, problem=NO_REASON), unsaid="")
    try:
        deciding.undo(document, reason, current_user, clock.now())
    except Refused as refused:
        return invalid(PAGE, REGION, **_context(document, problem=refused.sentence), unsaid=reason)
    return answer(url_for(".one", document_id=document.id), REGION, of=PAGE, **_context(document, said=UNDONE))


@bp.get("/desk/many")
@access("desk.view")
def many() -> ResponseReturnValue:
    """The evidence that waits, as a list to look through and confirm at once."""
    return render_template("documents/desk/many.html", lines=evidence(current_user), chosen=(), problem="")


@bp.post("/desk/many")
@access("document.decide")
def approve_many() -> ResponseReturnValue:
    """First the list to confirm, then the approval of exactly the versions that were listed."""
    chosen = row_ids(request.form, "version")
    lines = evidence(current_user)
    if not chosen:
        problem = "Отметьте хотя бы один документ."
        return render_template("documents/desk/many.html", lines=lines, chosen=(), problem=problem), 422
    if request.form.get("confirmed") != "yes":
        picked = [line for line in lines if line.version_id in chosen]
        return render_template("documents/desk/confirm.html", lines=picked)
    done, left = services.approve_many(chosen, current_user, clock.now())
    why = (
        f" Не\u00a0подтверждено {left}: их\u00a0версии изменились или\u00a0остались непринятые замечания."
        if left
        else ""
    )
    flash(f"Подтверждено документов: {done}.{why}")
    return redirect(url_for(".first"), 303)


@bp.post("/schools/<int:participation_id>/kit/approval")
@access("document.decide")
def approve_set(participation_id: int) -> ResponseReturnValue:
    """Approve all that waits of a whole set; a set with a missing part can't be approved as a set."""
    school = one_visible(Participation, participation_id, "document.decide")
    try:
        approved = services.approve_set(school, current_user, clock.now())
    except Refused as refused:
        return kit_page(school, refused.sentence), 422
    flash(f"Комплект подтверждён целиком: документов {approved}.")
    return redirect(url_for("documents.kit", participation_id=school.id), 303)
