"""What proves an item: put beside it, taken away before it was reported, shown in the page, downloaded."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.photos import said_of
from app.archive.sending import send
from app.archive.taking import named
from app.documents.models import Preview
from app.documents.preview import shown
from app.documents.receiving import NotTaken, receive
from app.documents.routes import taken
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import invalid, wants_region
from app.kernel.quiet import quiet
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.kernel.waiting import is_late, not_yet
from app.plan.execution import proofs
from app.plan.execution.forms import ProofForm, read_proof
from app.plan.execution.models import Proof
from app.plan.execution.page import PAGE, REGION, choices, context, item_of
from app.plan.execution.sources import SOURCES
from app.refusals import Refused

bp = Blueprint("proofs", __name__)
ATTACHED_LATER = "Приложено к\u00a0отчёту, который ждёт ответа."
ATTACHED_FIRST = "Приложено. Теперь отметьте исполнение: без этого Департамент не\u00a0начнёт проверку."
NOTHING = "Выберите файл, вставьте ссылку или укажите приказ или мероприятие."


@bp.post("/plan/<int:number>/proofs")
@access("plan.report", streams=True)
def attach(number: int) -> ResponseReturnValue:
    """A file or a link, an order, an event: each stands beside the item at once."""
    item, form = item_of(number), read_proof(request.form, SOURCES)
    picked = [proofs.Chosen(*one) for one in form.titles(choices(item.cycle))]
    brought = form.url or request.form.get("parts") or named(request)
    try:
        got = receive(request, current_user.person_id, g.begun_at, links=True) if brought else None
    except NotTaken as refused:
        return _again(number, form, refused.sentence, refused.forgotten), refused.status
    if got is None and not picked:
        return _again(number, form, NOTHING), 422
    begin_write()
    key = got.key if got else request.form.get("upload_key", "")[:48]
    try:
        made = proofs.attach(item_of(number), got, form, picked, key, current_user, clock.now())
    except Refused as refused:
        return _again(number, form, refused.sentence, got.forgotten if got else ""), 422
    said = ATTACHED_LATER if made[0].execution_id else ATTACHED_FIRST
    flash(f"{said} {said_of(','.join(got.mended)) if got else ''}".strip())
    return taken(url_for("plan.item", number=number, _anchor="attached"))


def _again(number: int, form: ProofForm, sentence: str, forgotten: str = "") -> str:
    shown_again = context(number, proof=form, attach_error=sentence, forgotten=forgotten)
    return render_template(PAGE, **shown_again)


@bp.post("/plan/proofs/<int:proof_id>/removal")
@access("plan.report")
def remove(proof_id: int) -> ResponseReturnValue:
    """Take away what was put here by mistake."""
    proof = _proof(proof_id)
    try:
        proofs.remove(proof, current_user, clock.now())
    except Refused as refused:
        return invalid(PAGE, REGION, **context(proof.item.number, refused.sentence))
    return redirect(url_for("plan.item", number=proof.item.number, _anchor="attached"), 303)


@bp.get("/plan/proofs/<int:proof_id>")
@access("plan.view")
def one(proof_id: int) -> ResponseReturnValue:
    """A file shown in the page, as a file of a document is."""
    proof = _file(proof_id)
    return render_template("plan/proof.html", proof=proof, **_shown(proof, request.args.get("view") == "printed"))


@bp.get("/plan/proofs/<int:proof_id>/preview")
@access("plan.view")
@quiet
def preview(proof_id: int) -> ResponseReturnValue:
    """The same as a region that asks again until it is ready; without HTMX its page."""
    proof = _file(proof_id)
    if not wants_region():
        return redirect(url_for(".one", proof_id=proof.id))
    context = _shown(proof)
    if context.get("waits") and not is_late():
        return not_yet(url_for(".preview", proof_id=proof.id), "preview")
    return render_template("documents/_preview.html", **context)


@bp.get("/plan/proofs/<int:proof_id>/printed")
@access("plan.view")
@quiet
def printed(proof_id: int) -> ResponseReturnValue:
    """The same «Как в Word», as a region that asks again until the worker has made it; without HTMX its page."""
    proof = _file(proof_id)
    if not wants_region():
        return redirect(url_for(".one", proof_id=proof.id, view="printed"))
    context = _shown(proof, as_printed=True)
    if context.get("waits") and not is_late():
        return not_yet(url_for(".printed", proof_id=proof.id), "preview")
    return render_template("documents/_preview.html", **context)


@bp.get("/plan/proofs/<int:proof_id>/pdf")
@access("plan.view")
def pdf(proof_id: int) -> ResponseReturnValue:
    """The PDF that was made of an office file."""
    proof = _file(proof_id)
    made = db.session.get(Preview, proof.blob_id)
    return send((made and made.pdf) or abort(404), f"{proof.title}.pdf", inline=True)


@bp.get("/plan/proofs/<int:proof_id>/file")
@access("plan.view")
def file(proof_id: int) -> ResponseReturnValue:
    """The bytes, under the name that the person gave them."""
    proof = _file(proof_id)
    return send(proof.kept_blob, proof.title, inline=request.args.get("show") == "1")


def _shown(proof: Proof, as_printed: bool = False) -> dict:
    ways = {name: url_for(f".{name}", proof_id=proof.id) for name in ("file", "preview", "printed", "pdf", "one")}
    return {"version": proof, "ways": ways, **shown(proof, as_printed)}


def _file(proof_id: int) -> Proof:
    proof = _proof(proof_id)
    return proof if proof.blob else abort(404)


def _proof(proof_id: int) -> Proof:
    """One that the reader may see: a part shows its own to those who act for the region and to its executor."""
    proof = db.session.get(Proof, proof_id)
    return proof if proof and proofs.sees(current_user, proof) else abort(404)
