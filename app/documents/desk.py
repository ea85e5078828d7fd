"""The curator's desk: the queue, the document, the decision."""

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from app.documents import queries, services
from app.documents.forms import DecisionForm, read_decision
from app.documents.kit import place_of
from app.documents.models import Document
from app.documents.routes import preview_of
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.permissions import Refused

bp = Blueprint("desk", __name__)


def _context(document: Document | None, form: DecisionForm | None = None, said: str = "", problem: str = "") -> dict:
    waiting = queries.queue(current_user)
    shown = document or (waiting[0] if waiting else None)
    sent = shown.sent if shown else None
    return {
        "waiting": waiting,
        "document": shown,
        "version": sent,
        "form": form or DecisionForm(),
        "said": said,
        "problem": problem,
        "place_of": place_of,
        "days_waiting": lambda d: (clock.today() - clock.local(d.state_since).date()).days,
        **(preview_of(sent) if sent else {"preview": None, "ending": ""}),
    }


@bp.get("/desk")
@access("desk.view")
def first():
    """The oldest of the queue."""
    return render_template("documents/desk.html", **_context(None))


@bp.get("/desk/<int:document_id>")
@access("desk.view")
def one(document_id: int):
    """One document of the queue."""
    document = one_visible(Document, document_id, "document.decide")
    return render_template("documents/desk.html", **_context(document))


@bp.post("/documents/<int:document_id>/decision")
@access("document.decide")
def decide(document_id: int):
    """Approve or return the version that was looked at; the next document follows."""
    document = one_visible(Document, document_id, "document.decide")
    form = read_decision(request.form)
    if form.errors:
        return invalid("documents/desk.html", "documents/_desk.html", **_context(document, form))
    title = place_of(document).short_title
    done = services.decide(
        document, form.version_id, form.verdict, form.reasons, form.remark, current_user, clock.now()
    )
    if isinstance(done, Refused):
        return invalid("documents/desk.html", "documents/_desk.html", **_context(document, form, problem=done.sentence))
    said = f"{title}: {'подтверждено' if form.verdict == 'approve' else 'возвращено школе'}."
    return answer(url_for(".first"), "documents/_desk.html", **_context(None, said=said))
