"""The pages of a school's documents: kit, place, document, version."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask_login import current_user

from app.archive import files
from app.archive.sending import send
from app.cycle.models import Participation
from app.cycle.queries import current_cycle, deadline, windows
from app.documents import queries, services
from app.documents.drafts import discardable
from app.documents.kit import Place, concept_places, evidence_places, is_owed, place_of
from app.documents.models import Document, Version
from app.documents.preview import shown
from app.documents.receiving import NotTaken, receive, said_of
from app.documents.remarks import FLOW as REMARKS
from app.documents.signers import signer_of
from app.documents.standing import another_sends, not_now
from app.documents.workflow import DOCUMENT_STATES, FLOW, FREQUENT_REASONS, RETURN_REASONS, states_of
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.transaction import begin_write
from app.permissions import Refused, can
from app.roles import Role

bp = Blueprint("documents", __name__)
# The page of a place by kind of document, where a feature above has its own; arguments as those of `_page`.
PAGES: dict[str, Callable[..., str]] = {}


@bp.app_context_processor
def _words():
    return {
        "document_states": DOCUMENT_STATES,
        "states_of": states_of,
        "said_of": said_of,
        "return_reasons": RETURN_REASONS,
        "frequent_reasons": FREQUENT_REASONS,
        "remark_flow": REMARKS,
    }


@bp.get("/schools/<int:participation_id>/kit")
@access("kit.view")
def kit(participation_id: int):
    """The kit of a school."""
    school = one_visible(Participation, participation_id, "kit.view")
    lines = queries.kit(school, windows(school.cycle))
    due_on = deadline(school.cycle, "concept_documents").due_on
    return render_template(
        "documents/kit.html",
        school=school,
        lines=lines,
        groups=queries.grouped(lines, due_on),
        kept=queries.of_closed_directions(school),
        may_set_signer=can(current_user, "school.signer", school),
        may_see_all=can(current_user, "matrix.view"),
        may_approve_set=can(current_user, "document.decide", school) and any(ln.state == "submitted" for ln in lines),
    )


@bp.get("/kit")
@access("kit.view")
def own_kit():
    """The kit of one's own school; those who watch many schools choose one in the matrix."""
    school = queries.own_participation(current_cycle(), current_user.places(Role.SCHOOL))
    if school is None:
        return redirect(url_for("home.now" if current_user.has(Role.SCHOOL) else ".matrix"))
    return redirect(url_for(".kit", participation_id=school.id))


def place_named(school: Participation, key: str) -> Place:
    """The place of the kit with this key; 404 when the school owes no such thing."""
    places = concept_places(school.risks) + evidence_places(school.risks, windows(school.cycle))
    return next((p for p in places if p.key == key), None) or abort(404)


def _due_on(place, cycle):
    return place.window.closes_on if place.window else deadline(cycle, "concept_documents").due_on


@bp.get("/schools/<int:participation_id>/kit/<key>")
@access("kit.view")
def place(participation_id: int, key: str):
    """An empty place: why it is needed, and the form. A place that holds a document leads to it."""
    school = one_visible(Participation, participation_id, "kit.view")
    where = place_named(school, key)
    line = next(ln for ln in queries.kit(school, windows(school.cycle)) if ln.place.key == key)
    if line.document and where.kind != "evidence":
        return redirect(url_for(".document", document_id=line.document.id))
    return _page(school, where, None)


@bp.get("/documents/<int:document_id>")
@access("document.view")
def document(document_id: int):
    """A document: remarks, the form of the next version, versions and history."""
    doc = one_visible(Document, document_id, "document.view")
    return _page(doc.participation, place_of(doc), doc)


def _page(school: Participation, where: Place, doc: Document | None, error: str = "", forgotten: str = "") -> str:
    own = PAGES.get(where.kind)
    if own:
        return own(school, where, doc, error, forgotten)
    return render_template("documents/document.html", **context_of(school, where, doc, error, forgotten))


def context_of(school: Participation, where: Place, doc: Document | None, error: str = "", forgotten: str = "") -> dict:
    """What every page of a place shows."""
    limit, owed = current_app.config["SETTINGS"], doc is None or is_owed(doc)
    shut = not_now(school, current_cycle(), clock.today())
    alive = owed and shut is None and not (doc and doc.trashed_at)
    signer = signer_of(school) if school.signer_id else None
    return {
        "school": school,
        "place": where,
        "document": doc,
        "due_on": _due_on(where, school.cycle),
        "returned": queries.last_return(doc) if doc else None,
        "owed": owed,
        "shut": shut,
        "signer": signer if another_sends(signer, current_user) is not None else None,
        "may_stand_in": alive and where.kind != "evidence" and bool(can(current_user, "document.stand_in", school)),
        "may_discard": bool(doc and discardable(doc) and can(current_user, "document.discard", doc)),
        "moves": FLOW.open_to(current_user, doc) if doc and alive else [],
        "may_upload": alive
        and bool(can(current_user, "document.upload", school))
        and not (doc and doc.state == "approved"),
        "upload_key": secrets.token_hex(16),
        "limit_mb": limit.upload_limit_mb,
        "limit": limit.upload_limit,
        "accepted": files.ACCEPTED,
        "endings": files.ENDINGS,
        "error": error,
        "forgotten": forgotten,
    }


@bp.post("/schools/<int:participation_id>/kit/<key>/versions")
@access("document.upload", streams=True)
def upload(participation_id: int, key: str):
    """The first version of a place."""
    school = one_visible(Participation, participation_id, "document.upload")
    return _take(school, place_named(school, key), None)


@bp.post("/documents/<int:document_id>/versions")
@access("document.upload", streams=True)
def upload_next(document_id: int):
    """The next version of a document."""
    doc = one_visible(Document, document_id, "document.upload")
    return _take(doc.participation, place_of(doc), doc)


def _take(school: Participation, where: Place, doc: Document | None):
    got = receive(
        request,
        current_user.person_id,
        g.begun_at,
        links=where.kind == "evidence",
    )
    if isinstance(got, NotTaken):
        return again(school, where, doc, got.sentence, got.forgotten, got.status)
    begin_write()
    arguments = (school, where, doc, got.content, got.filename, got.key, current_user, clock.now())
    version = services.add_version(*arguments, got.begun_at, got.mended)
    if isinstance(version, Refused):
        return again(school, where, doc, version.sentence, got.forgotten)
    flash(f"Сохранена версия {version.number}. Куратору она ещё не отправлена. {said_of(version.mended)}".strip())
    return taken(url_for(".document", document_id=version.document_id))


def taken(target: str):
    """Where the upload leads: told to the script that sent it, or followed by the browser itself."""
    return ("", 201, {"Location": target}) if request.headers.get("X-Upload") else redirect(target, 303)


def again(school, where: Place, doc: Document | None, sentence: str, forgotten: str = "", status: int = 422):
    """The page with the sentence. A browser forgets the chosen file, whose name is `forgotten`; upload.js does not."""
    return _page(school, where, doc, sentence, forgotten), status


@bp.post("/documents/<int:document_id>/submission")
@access("document.submit")
def submit(document_id: int):
    """Send the newest version to the curator."""
    doc = one_visible(Document, document_id, "document.submit")
    done = services.submit(doc, request.form.get("version_id", 0, type=int), current_user, clock.now())
    if isinstance(done, Refused):
        return again(doc.participation, place_of(doc), doc, done.sentence)
    flash("Отправлено куратору. Ответ появится здесь и на странице «Сейчас».")
    return redirect(url_for(".document", document_id=doc.id), 303)


@bp.post("/documents/<int:document_id>/withdrawal")
@access("document.withdraw")
def withdraw(document_id: int):
    """Take the document back."""
    doc = one_visible(Document, document_id, "document.withdraw")
    done = services.withdraw(doc, current_user, clock.now())
    if isinstance(done, Refused):
        return again(doc.participation, place_of(doc), doc, done.sentence)
    flash("Документ отозван. Куратор его больше не видит в очереди.")
    return redirect(url_for(".document", document_id=doc.id), 303)


@bp.get("/versions/<int:version_id>/file")
@access("document.view")
def version_file(version_id: int):
    """The bytes, under the name that the person gave them."""
    version = one_visible(Version, version_id, "document.view")
    if version.link:
        return redirect(url_for(".version", version_id=version.id))
    return send(version.blob, version.filename, inline=request.args.get("show") == "1")


@bp.get("/versions/<int:version_id>")
@access("document.view")
def version(version_id: int):
    """One version, shown in the page."""
    found = one_visible(Version, version_id, "document.view")
    return render_template("documents/version.html", version=found, place=place_of(found.document), **shown(found))


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
        may_enrol=can(current_user, "enrolment.edit"),
        rows=rows,
        columns=columns,
        due_on=deadline(cycle, "concept_documents").due_on,
        days=lambda moment: (clock.now() - moment) // timedelta(days=1),
    )
