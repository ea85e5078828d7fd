"""What is done on the page of an item: report, attach, confirm or return, answer a part, take a confirmation back."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_login import current_user

from app.archive.sending import send
from app.documents.receiving import NotTaken, receive
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import answer, invalid
from app.kernel.transaction import begin_write
from app.permissions import Refused
from app.plan import services
from app.plan.execution import proofs, reports
from app.plan.execution.duties import Duty, duty_of, may_see
from app.plan.execution.forms import read_proof, read_report
from app.plan.execution.models import Proof
from app.plan.execution.page import ATTACHED, PAGE, REGION, choices, context, item_of, part_of
from app.plan.execution.sources import SOURCES
from app.plan.models import PlanItem

bp = Blueprint("execution", __name__)
NO_VERDICT = "Выберите: подтвердить или вернуть."
NO_REMARK = "Напишите, что исправить исполнителю."
NO_REASON = "Напишите, почему снимаете подтверждение: причину увидит исполнитель."
ATTACHED_LATER = "Приложено к\u00a0отчёту, который ждёт ответа."
ATTACHED_FIRST = "Приложено. Теперь отметьте исполнение: без этого Департамент не\u00a0начнёт проверку."
NOTHING = "Выберите файл, вставьте ссылку или укажите приказ или мероприятие."


@bp.post("/plan/<int:number>/execution")
@access("plan.report")
def report(number: int):
    """The item, or the own part of it, is executed."""
    item, form = item_of(number), read_report(request.form, clock.today())
    if form.error:
        return invalid(PAGE, REGION, **context(item, form.error, form))
    return _answer(item, reports.report(item, form, current_user, clock.now()), form)


@bp.post("/plan/<int:number>/conclusion")
@access("plan.confirm")
def conclude(number: int):
    """The Department confirms or returns what it has looked at."""
    item, error = item_of(number), _verdict_error()
    if error:
        return invalid(PAGE, REGION, **context(item, error))
    verdict, remark = request.form["verdict"], request.form.get("remark", "").strip()
    seen = request.form.get("execution_id", 0, type=int)
    return _answer(item, services.conclude(item, verdict, remark, current_user, clock.now(), seen))


def _verdict_error() -> str:
    verdict = request.form.get("verdict", "")
    if verdict not in services.MOVES:
        return NO_VERDICT
    return NO_REMARK if verdict == "return" and not request.form.get("remark", "").strip() else ""


@bp.post("/plan/parts/<int:part_id>/conclusion")
@access("plan.confirm")
def conclude_part(part_id: int):
    """The Department answers the part of one municipality or of one curator."""
    part, error = part_of(part_id), _verdict_error()
    item = db.session.get(PlanItem, part.item_id)
    if error:
        return invalid(PAGE, REGION, **context(item, error, answered=part.id))
    verdict, remark = request.form["verdict"], request.form.get("remark", "").strip()
    return _answer(item, reports.answer_part(part, verdict, remark, current_user, clock.now()))


@bp.post("/plan/<int:number>/reopening")
@access("plan.confirm")
def reopen(number: int):
    """The Department takes its confirmation back."""
    item, reason = item_of(number), request.form.get("reason", "").strip()
    if not reason:
        return invalid(PAGE, REGION, **context(item, NO_REASON))
    return _answer(item, reports.reopen(item, reason, current_user, clock.now()))


def _answer(item: PlanItem, done, form=None):
    if isinstance(done, Refused):
        return invalid(PAGE, REGION, **context(item, done.sentence, form))
    db.session.flush()
    db.session.expire_all()
    return answer(url_for("plan.item", number=item.number), REGION, ATTACHED, **context(item))


@bp.post("/plan/<int:number>/proofs")
@access("plan.report", streams=True)
def attach(number: int):
    """A file or a link, an order, an event: each stands beside the item at once."""
    item, form = item_of(number), read_proof(request.form, SOURCES)
    chosen = [proofs.Chosen(*one) for one in form.titles(choices(item))]
    brought = form.url or request.form.get("parts") or (request.files.get("file") and request.files["file"].filename)
    got = receive(request, current_user.person_id, g.begun_at, links=True) if brought else None
    if isinstance(got, NotTaken):
        return _again(number, form, got.sentence, got.forgotten), got.status
    if got is None and not chosen:
        return _again(number, form, NOTHING), 422
    begin_write()
    key = got.key if got else request.form.get("upload_key", "")[:48]
    made = proofs.attach(item_of(number), got, chosen, key, current_user, clock.now())
    if isinstance(made, Refused):
        return _again(number, form, made.sentence, got.forgotten if got else ""), 422
    flash(ATTACHED_LATER if made[0].execution_id else ATTACHED_FIRST)
    target = url_for("plan.item", number=number, _anchor="attached")
    return ("", 201, {"Location": target}) if request.headers.get("X-Upload") else redirect(target, 303)


def _again(number: int, form, sentence: str, forgotten: str = "") -> str:
    said = {"attach_error": sentence, "forgotten": forgotten}
    return render_template(PAGE, **context(item_of(number), proof=form, **said))


@bp.post("/plan/proofs/<int:proof_id>/removal")
@access("plan.report")
def remove(proof_id: int):
    """Take away what was put here by mistake."""
    proof = _proof(proof_id)
    refused = proofs.remove(proof, current_user, clock.now())
    if refused is not None:
        return invalid(PAGE, REGION, **context(proof.item, refused.sentence))
    return redirect(url_for("plan.item", number=proof.item.number, _anchor="attached"), 303)


@bp.get("/plan/proofs/<int:proof_id>/file")
@access("plan.view")
def file(proof_id: int):
    """The bytes, under the name that the person gave them."""
    proof = _proof(proof_id)
    return send(proof.blob or abort(404), proof.title, inline=request.args.get("show") == "1")


def _proof(proof_id: int) -> Proof:
    """One that the reader may see: a part shows its own to those who act for the region and to its executor."""
    proof = db.session.get(Proof, proof_id)
    return proof if proof and _sees(proof) else abort(404)


def _sees(proof: Proof) -> bool:
    if proof.execution:
        return may_see(proof.execution, current_user)
    own = duty_of(current_user, proof.item)
    return isinstance(own, Duty) and own.key == proof.part and proof.removed_at is None
