"""The pages of a school's documents: kit, slot, document, version."""

import secrets
from collections.abc import Callable
from datetime import date

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive import files
from app.archive.photos import said_of
from app.archive.sending import send
from app.directory.queries import curators_until, roles_at
from app.documents import queries, services
from app.documents.drafts import discardable
from app.documents.facts import last_return, opened
from app.documents.guards import another_sends, not_undone
from app.documents.history import withdrawals
from app.documents.kit import Slot, concept_slots, evidence_slots, is_owed, slot_of
from app.documents.lines import grouped
from app.documents.models import Document, Version
from app.documents.present import over_at
from app.documents.preview import shown
from app.documents.receiving import NotTaken, receive
from app.documents.reopening import asked_to_mend, takes_version
from app.documents.signers import signer_of
from app.documents.whole import not_whole
from app.documents.workflow import FLOW
from app.kernel import clock
from app.kernel.access import access, one_visible, visible
from app.kernel.dated import as_of, dated, may
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.permissions import can
from app.refusals import Refused
from app.roles import Role
from app.year.cycle.membership import takes_part
from app.year.cycle.models import Cycle, Participation
from app.year.cycle.queries import current_cycle, day_of, moves_entered_later, openings, windows
from app.year.profile.as_it_was import put_risks_back

bp = Blueprint("documents", __name__)
NOT_TAKING_PART = "В\u00a0этот момент школа в\u00a0проекте не\u00a0участвовала."
# The page of a slot by kind of document, where a feature above has its own; arguments as those of `_page`.
PAGES: dict[str, Callable[..., str]] = {}


@bp.get("/schools/<int:participation_id>/kit")
@access("kit.view")
@dated
def kit(participation_id: int) -> ResponseReturnValue:
    """The kit of a school."""
    school = school_at(participation_id)
    if as_of().past and not takes_part(school.memberships, as_of()):
        return render_template("as_of/nothing.html", title="Комплект документов", why=NOT_TAKING_PART, thing=school)
    return kit_page(school)


def kit_page(school: Participation, problem: str = "") -> str:
    """The kit, and why what was asked about the whole of it is not done."""
    lines = queries.kit(school, windows(school.cycle), current_user, as_of())
    due_on = day_of(school.cycle, "concept_documents")
    return render_template(
        "documents/kit.html",
        school=school,
        problem=problem,
        lines=lines,
        groups=grouped(lines, due_on),
        takes=_takes(school),
        kept=queries.of_closed_directions(school, current_user, as_of()),
        holders=roles_at(school.school_id, as_of()),
        curators=curators_until(school.school_id, as_of().day),
        later=moves_entered_later(school.cycle, Participation.id == school.id, as_of()),
        may_set_signer=may("school.signer", school),
        may_see_all=can(current_user, "matrix.view"),
        may_approve_set=may("document.decide", school) and not_whole(lines) is None,
    )


def _takes(school: Participation) -> Callable[[queries.Line], bool]:
    """Whether an empty slot of the kit takes a file of the reader now: that is where its button stands."""
    opens = may("document.upload", school) and over_at(school, clock.now()) is None
    stand = openings(school.id, windows(school.cycle), as_of().at) if opens else {}
    return lambda line: opens and (line.slot.window is None or stand[line.slot.window.id].takes)


def school_at(participation_id: int) -> Participation:
    """A school that the reader may see, with its directions as they were."""
    school = visible(queries.school_with_risks(participation_id), "kit.view")
    put_risks_back([school], as_of())
    return school


@bp.get("/kit")
@access("kit.view")
@dated
def own_kit() -> ResponseReturnValue:
    """The kit of one's own school; those who watch many schools choose one in the matrix."""
    school = queries.own_participation(current_cycle(), current_user.places(Role.SCHOOL))
    if school is None:
        return redirect(url_for("home.now" if current_user.has(Role.SCHOOL) else ".matrix"))
    return redirect(url_for(".kit", participation_id=school.id))


def slot_named(school: Participation, key: str) -> Slot:
    """The slot of the kit with this key; 404 when the school owes no such thing."""
    slots = concept_slots(school.risks) + evidence_slots(school.risks, windows(school.cycle))
    return next((p for p in slots if p.key == key), None) or abort(404)


def _due_on(slot: Slot, cycle: Cycle) -> date:
    return slot.window.closes_on if slot.window else day_of(cycle, "concept_documents")


@bp.get("/schools/<int:participation_id>/kit/<key>")
@access("kit.view")
@dated
def slot(participation_id: int, key: str) -> ResponseReturnValue:
    """An empty slot: why it is needed, and the form. A slot that holds a document leads to it."""
    school = school_at(participation_id)
    where = slot_named(school, key)
    lines = queries.kit(school, windows(school.cycle), current_user, as_of())
    line = next(line for line in lines if line.slot.key == key)
    if line.document and where.kind != "evidence":
        return redirect(url_for(".document", document_id=line.document.id))
    return _page(school, where, None)


@bp.get("/documents/<int:document_id>")
@access("document.view")
@dated
def document(document_id: int) -> ResponseReturnValue:
    """A document: remarks, the form of the next version, versions and history."""
    doc = visible(queries.bring(document_id), "document.view")
    put_risks_back([doc.participation], as_of())
    return _page(doc.participation, slot_of(doc), queries.document_at(doc, current_user, as_of()))


def _page(school: Participation, where: Slot, doc: Document | None, error: str = "", forgotten: str = "") -> str:
    own = PAGES.get(where.kind)
    if own:
        return own(school, where, doc, error, forgotten)
    return render_template("documents/document.html", **context_of(school, where, doc, error, forgotten))


def context_of(school: Participation, where: Slot, doc: Document | None, error: str = "", forgotten: str = "") -> dict:
    """What every page of a slot shows."""
    limit, owed, past = current_app.config["SETTINGS"], is_owed(where), as_of().past
    shut = None if past else over_at(school, clock.now())
    alive = owed and shut is None and not past and not (doc and doc.trashed_at)
    signer = signer_of(school) if school.signer_id and not past else None
    return {
        "school": school,
        "slot": where,
        "document": doc,
        "due_on": _due_on(where, school.cycle),
        "returned": last_return(doc.state, doc.decisions) if doc else None,
        "of_school": may("document.upload", school),
        "owed": owed,
        "shut": shut,
        "signer": signer if another_sends(signer, current_user) is not None else None,
        "may_upload_on_behalf": alive and where.kind != "evidence" and may("document.on_behalf", school),
        "taken_back": doc.gone if doc else None,
        "withdrawals": withdrawals(doc.events, as_of()) if doc else [],
        "may_discard": bool(doc and discardable(doc) and may("document.discard", doc)),
        **(offers := offered(doc, alive)),
        "may_upload": (uploads := alive and may("document.upload", school) and takes_version(doc, offers["mending"])),
        "error_at": _place_of_error(offers, uploads),
        "today": as_of().day,
        "upload_key": secrets.token_hex(16),
        "limit_mb": limit.upload_limit_mb,
        "limit": limit.upload_limit,
        "accepted": files.ACCEPTED,
        "endings": files.ENDINGS,
        "error": error,
        "forgotten": forgotten,
    }


def offered(document: Document | None, alive: bool) -> dict:
    """What can be done with it, and what its page says of an approved one that is opened or asked to be mended."""
    moves = FLOW.open_to(current_user, document) if document and alive else []
    names = {move.name for move in moves}
    return {
        "moves": moves,
        "may_reopen": "reopen" in names,
        "may_ask": bool(document and alive and may("appeal.ask", document) and document.state == "approved"),
        "may_keep": bool(document and "keep" in names and document.standing_number is not None),
        "may_undo": bool(document and "undo" in names and not_undone(document) is None),
        "opened": opened(document.state, document.decisions) if document else None,
        "mending": asked_to_mend(document) if document and document.state == "approved" else "",
        "typed_reason": request.form.get("reason", ""),
    }


def _place_of_error(offers: dict, uploads: bool) -> str:
    """Where a refusal is said: in the form that was sent, or beside the state when that form is there no longer."""
    sent = (request.endpoint or "").rpartition(".")[2]
    if offers.get(f"may_{sent}"):
        return sent
    return "state" if offers["typed_reason"] or not uploads else "upload"


@bp.post("/schools/<int:participation_id>/kit/<key>/versions")
@access("document.upload", streams=True)
def upload(participation_id: int, key: str) -> ResponseReturnValue:
    """The first version of a slot."""
    school = one_visible(Participation, participation_id, "document.upload")
    return _take(school, slot_named(school, key), None)


@bp.post("/documents/<int:document_id>/versions")
@access("document.upload", streams=True)
def upload_next(document_id: int) -> ResponseReturnValue:
    """The next version of a document."""
    doc = one_visible(Document, document_id, "document.upload")
    return _take(doc.participation, slot_of(doc), doc)


def _take(school: Participation, where: Slot, doc: Document | None) -> ResponseReturnValue:
    try:
        got = receive(request, current_user.person_id, g.begun_at, links=where.kind == "evidence")
    except NotTaken as refused:
        return again(school, where, doc, refused.sentence, refused.forgotten, refused.status)
    begin_write()
    try:
        version = services.add_version(school, where, doc, got, current_user, clock.now())
    except Refused as refused:
        return again(school, where, doc, refused.sentence, got.forgotten)
    said = f"Сохранена версия {version.number}. Куратору она ещё не отправлена: её видит только школа."
    flash(f"{said} {said_of(version.mended)}".strip())
    return taken(url_for(".document", document_id=version.document_id))


def taken(target: str) -> ResponseReturnValue:
    """Where the upload leads: told to the script that sent it, or followed by the browser itself."""
    return ("", 201, {"Location": target}) if request.headers.get("X-Upload") else redirect(target, 303)


def again(
    school: Participation, where: Slot, doc: Document | None, sentence: str, forgotten: str = "", status: int = 422
) -> ResponseReturnValue:
    """The page with the sentence. A browser forgets the chosen file, whose name is `forgotten`; upload.js does not."""
    return _page(school, where, doc, sentence, forgotten), status


def document_again(document: Document, sentence: str) -> ResponseReturnValue:
    """The page of a document with the sentence of why what was asked of it is not done."""
    return again(document.participation, slot_of(document), document, sentence)


@bp.post("/documents/<int:document_id>/submission")
@access("document.submit")
def submit(document_id: int) -> ResponseReturnValue:
    """Send the newest version to the curator."""
    doc = one_visible(Document, document_id, "document.submit")
    try:
        services.submit(doc, row_id(request.form, "version_id", 0), current_user, clock.now())
    except Refused as refused:
        return document_again(doc, refused.sentence)
    flash("Отправлено куратору. Ответ появится здесь и на странице «Сейчас».")
    return redirect(url_for(".document", document_id=doc.id), 303)


@bp.post("/documents/<int:document_id>/withdrawal")
@access("document.withdraw")
def withdraw(document_id: int) -> ResponseReturnValue:
    """Take the document back."""
    doc = one_visible(Document, document_id, "document.withdraw")
    try:
        services.withdraw(doc, current_user, clock.now())
    except Refused as refused:
        return document_again(doc, refused.sentence)
    flash("Документ отозван. Куратор больше не\u00a0видит ни\u00a0файла, ни\u00a0его текста.")
    return redirect(url_for(".document", document_id=doc.id), 303)


@bp.get("/versions/<int:version_id>/file")
@access("document.view")
def version_file(version_id: int) -> ResponseReturnValue:
    """The bytes, under the name that the person gave them."""
    version = one_visible(Version, version_id, "document.view")
    if version.link:
        return redirect(url_for(".version", version_id=version.id))
    return send(version.kept_blob, version.filename, inline=request.args.get("show") == "1")


@bp.get("/versions/<int:version_id>")
@access("document.view")
@dated
def version(version_id: int) -> ResponseReturnValue:
    """One version, shown in the page; nothing of it changes, and before it was for the reader it is not there."""
    found = one_visible(Version, version_id, "document.view")
    document = queries.document_at(found.document, current_user, as_of())
    if document is None or found not in document.versions:
        abort(404)
    as_printed = request.args.get("view") == "printed"
    context = shown(found, as_printed)
    return render_template("documents/version.html", version=found, slot=slot_of(found.document), **context)
