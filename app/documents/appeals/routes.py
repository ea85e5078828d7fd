"""The pages of appeals: a school asks where it needs it; who decides answers in place, or in the list."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.documents.appeals import queries, services
from app.documents.appeals.models import Appeal
from app.documents.appeals.services import Answer
from app.documents.evidence.forms import read_late
from app.documents.models import Document
from app.documents.reopening_routes import NO_REASON, with_reason
from app.documents.routes import again, slot_named
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.dated import as_of, may
from app.kernel.reader import current_user
from app.kernel.ways import safe_redirect_target
from app.refusals import Refusal, Refused
from app.year.cycle.models import EvidenceWindow, Participation
from app.year.cycle.queries import current_cycle

bp = Blueprint("appeals", __name__)
SENT = "Просьба отправлена. Ответ появится здесь и\u00a0на\u00a0странице «Сейчас»."
ANSWERED = {"grant": "Просьба выполнена, школа это увидит.", "refuse": "Отказ записан, школа прочтёт ваши слова."}


def about_document(document: Document) -> Appeal | None:
    """What the school asks about the document; of the past nothing is asked."""
    return None if as_of().past else queries.about_document(document)


def about_window(school: Participation, window: EvidenceWindow) -> Appeal | None:
    """What the school asks about the window; of the past nothing is asked."""
    return None if as_of().past else queries.about_window(school, window)


def hindrance_of(appeal: Appeal) -> Refusal | None:
    """Why the appeal can't be granted now."""
    return services.hindrance(appeal, clock.now())


def may_answer(appeal: Appeal) -> bool:
    """Whether the reader decides about it now."""
    action = "document.reopen" if appeal.document_id else "evidence.permit"
    return appeal.state == "asked" and may(action, appeal)


@bp.get("/appeals")
@access("appeal.answer")
def every() -> ResponseReturnValue:
    """What schools ask for, the unanswered first."""
    return _page()


def _page(problem: str = "", of: Appeal | None = None) -> str:
    cycle = current_cycle()
    return render_template(
        "documents/appeals/every.html",
        waiting=queries.waiting(cycle, current_user),
        answered=queries.answered(cycle, current_user),
        problem=problem,
        problem_of=of.id if of else 0,
        typed=request.form,
    )


@bp.post("/documents/<int:document_id>/appeal")
@access("appeal.ask")
def ask(document_id: int) -> ResponseReturnValue:
    """Ask to open an approved document."""
    document = one_visible(Document, document_id, "appeal.ask")
    return with_reason(document, services.ask_to_open, SENT, NO_REASON)


@bp.post("/schools/<int:participation_id>/kit/<key>/appeal")
@access("appeal.ask")
def ask_to_prolong(participation_id: int, key: str) -> ResponseReturnValue:
    """Ask to prolong the window of a slot."""
    school = one_visible(Participation, participation_id, "appeal.ask")
    slot, reason = slot_named(school, key), request.form.get("reason", "").strip()
    if slot.window is None:
        return again(school, slot, None, "Продлевают только окна для\u00a0подтверждающих документов.")
    if not reason:
        return again(school, slot, None, NO_REASON)
    try:
        services.ask_to_prolong(school, slot.window, reason, current_user, clock.now())
    except Refused as refused:
        return again(school, slot, None, refused.sentence)
    flash(SENT)
    return redirect(url_for("documents.slot", participation_id=school.id, key=key), 303)


def _read(appeal: Appeal, verdict: str, words: str) -> tuple[Answer, str]:
    """What was typed, and what is amiss in it; a window is prolonged to a day, as the Department does it anyway."""
    if verdict not in ANSWERED:
        return Answer(verdict), "Выберите: разрешить или отказать."
    if verdict == "refuse" or appeal.window is None:
        return Answer(verdict, words), ""
    typed = {"window": str(appeal.window.number), "until_on": request.form.get("until_on", ""), "reason": appeal.reason}
    form = read_late(MultiDict(typed), [appeal.window], clock.today())
    return Answer(verdict, words, form.until_on), form.error


@bp.post("/appeals/<int:appeal_id>/answer")
@access("appeal.answer")
def answer(appeal_id: int) -> ResponseReturnValue:
    """Grant or refuse; the reader goes on where they answered."""
    appeal = one_visible(Appeal, appeal_id, "appeal.answer")
    verdict, words = request.form.get("verdict", ""), request.form.get("words", "").strip()
    said, problem = _read(appeal, verdict, words)
    if problem:
        return _page(problem, appeal), 422
    try:
        services.answer(appeal, said, current_user, clock.now())
    except Refused as refused:
        return _page(refused.sentence, appeal), 422
    flash(ANSWERED[verdict])
    back = request.form.get("back")
    return redirect(safe_redirect_target(back) if back else url_for(".every"), 303)
