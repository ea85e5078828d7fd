"""The pages of a school's documents: kit, place, document, version."""

import secrets
from datetime import timedelta

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.archive.sending import send
from app.archive.services import read, store_bytes
from app.cycle.models import Participation
from app.cycle.queries import current_cycle, deadline, windows
from app.documents import files, queries, services
from app.documents.kit import concept_places, evidence_places, place_of
from app.documents.models import Document, Version
from app.documents.preview import html_of
from app.documents.workflow import FLOW, NO_FILE, RETURN_REASONS
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.transaction import begin_write
from app.permissions import Refused, can

bp = Blueprint("documents", __name__)


@bp.app_context_processor
def _words():
    return {"document_states": {**FLOW.states, "none": NO_FILE}, "return_reasons": RETURN_REASONS}


@bp.get("/schools/<int:participation_id>/kit")
@access("kit.view")
def kit(participation_id: int):
    """The kit of a school."""
    school = one_visible(Participation, participation_id, "kit.view")
    lines = queries.kit(school, windows(school.cycle))
    return render_template("documents/kit.html", school=school, lines=lines)


def _place(school: Participation, key: str):
    places = concept_places(school.risks) + evidence_places(school.risks, windows(school.cycle))
    return next((p for p in places if p.key == key), None) or abort(404)


def _due_on(place, cycle):
    return place.window.closes_on if place.window else deadline(cycle, "concept_documents").due_on


@bp.get("/schools/<int:participation_id>/kit/<key>")
@access("kit.view")
def place(participation_id: int, key: str):
    """An empty place: why it is needed, and the form. A place that holds a document leads to it."""
    school = one_visible(Participation, participation_id, "kit.view")
    where = _place(school, key)
    line = next(ln for ln in queries.kit(school, windows(school.cycle)) if ln.place.key == key)
    if line.document and where.kind != "evidence":
        return redirect(url_for(".document", document_id=line.document.id))
    return render_template("documents/document.html", **_context(school, where, None))


@bp.get("/documents/<int:document_id>")
@access("document.view")
def document(document_id: int):
    """A document: remarks, the form of the next version, versions and history."""
    doc = one_visible(Document, document_id, "document.view")
    return render_template("documents/document.html", **_context(doc.participation, place_of(doc), doc))


def _context(school, where, doc, error: str = "") -> dict:
    limit = current_app.config["SETTINGS"]
    return {
        "school": school,
        "place": where,
        "document": doc,
        "due_on": _due_on(where, school.cycle),
        "returned": queries.last_return(doc) if doc else None,
        "moves": FLOW.open_to(current_user, doc) if doc else [],
        "may_upload": bool(can(current_user, "document.upload", school)) and (doc is None or doc.state != "approved"),
        "upload_key": secrets.token_hex(16),
        "limit_mb": limit.upload_limit_mb,
        "limit": limit.upload_limit,
        "accepted": files.ACCEPTED,
        "error": error,
    }


@bp.post("/schools/<int:participation_id>/kit/<key>/versions")
@access("document.upload", streams=True)
def upload(participation_id: int, key: str):
    """The first version of a place."""
    school = one_visible(Participation, participation_id, "document.upload")
    return _take(school, _place(school, key), None)


@bp.post("/documents/<int:document_id>/versions")
@access("document.upload", streams=True)
def upload_next(document_id: int):
    """The next version of a document."""
    doc = one_visible(Document, document_id, "document.upload")
    return _take(doc.participation, place_of(doc), doc)


def _take(school: Participation, where, doc: Document | None):
    file, key = request.files.get("file"), request.form.get("upload_key", "")[:64] or secrets.token_hex(16)
    if file is None or not file.filename:
        return _again(school, where, doc, "Файл не выбран. Выберите файл и нажмите «Загрузить».")
    size = file.stream.seek(0, 2)
    refused = files.refusal(file.stream, file.filename, size, current_app.config["SETTINGS"].upload_limit)
    if refused is not None:
        return _again(school, where, doc, refused.sentence)
    kept = store_bytes(file.stream)
    begin_write()
    version = services.add_version(school, where, doc, kept, file.filename, key, current_user, clock.now())
    if isinstance(version, Refused):
        return _again(school, where, doc, version.sentence)
    flash(f"Сохранена версия {version.number}. Куратору она ещё не отправлена.")
    target = url_for(".document", document_id=version.document_id)
    return ("", 201, {"Location": target}) if request.headers.get("X-Upload") else redirect(target, 303)


def _again(school, where, doc, sentence: str):
    return render_template("documents/document.html", **_context(school, where, doc, sentence)), 422


@bp.post("/documents/<int:document_id>/submission")
@access("document.submit")
def submit(document_id: int):
    """Send the newest version to the curator."""
    doc = one_visible(Document, document_id, "document.submit")
    done = services.submit(doc, request.form.get("version_id", 0, type=int), current_user, clock.now())
    if isinstance(done, Refused):
        return _again(doc.participation, place_of(doc), doc, done.sentence)
    flash("Отправлено куратору. Ответ появится здесь и на странице «Сейчас».")
    return redirect(url_for(".document", document_id=doc.id), 303)


@bp.post("/documents/<int:document_id>/withdrawal")
@access("document.withdraw")
def withdraw(document_id: int):
    """Take the document back."""
    doc = one_visible(Document, document_id, "document.withdraw")
    done = services.withdraw(doc, current_user, clock.now())
    if isinstance(done, Refused):
        return _again(doc.participation, place_of(doc), doc, done.sentence)
    flash("Документ отозван. Куратор его больше не видит в очереди.")
    return redirect(url_for(".document", document_id=doc.id), 303)


@bp.get("/versions/<int:version_id>/file")
@access("document.view")
def version_file(version_id: int):
    """The bytes, under the name that the person gave them."""
    version = one_visible(Version, version_id, "document.view")
    return send(version.blob, version.filename, inline=request.args.get("show") == "1")


@bp.get("/versions/<int:version_id>")
@access("document.view")
def version(version_id: int):
    """One version, shown in the page."""
    shown = one_visible(Version, version_id, "document.view")
    return render_template("documents/version.html", version=shown, **preview_of(shown))


def preview_of(version: Version) -> dict:
    """What the page shows of a version: HTML of a DOCX, or a frame, or a picture."""
    ending = version.filename.rpartition(".")[2].lower()
    html = html_of(read(version.blob)) if ending == "docx" else None
    return {"preview": html, "ending": ending}


@bp.get("/matrix")
@access("matrix.view")
def matrix():
    """Schools × documents, readable without colour."""
    cycle = current_cycle()
    rows = queries.matrix(cycle, current_user)
    risks = {r.direction.code: r.direction for school, _ in rows for r in school.risks if r.activated_at}
    columns = [("concept", "Концепция развития"), ("midterm", "Среднесрочная программа")]
    columns += [(d.code, d.short_title) for d in sorted(risks.values(), key=lambda d: d.position)]
    return render_template(
        "documents/matrix.html",
        rows=rows,
        columns=columns,
        due_on=deadline(cycle, "concept_documents").due_on,
        days=lambda moment: (clock.now() - moment) // timedelta(days=1),
    )
