"""What is done on the page of an item: report, confirm or return, answer a part, take a confirmation back."""

from collections.abc import Callable

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import answer, invalid
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.plan import services
from app.plan.execution import reports
from app.plan.execution.forms import ReportForm, read_report, read_verdict
from app.plan.execution.page import ATTACHED, PAGE, REGION, context, item_of, part_of
from app.plan.models import PlanItem
from app.refusals import Refused

bp = Blueprint("execution", __name__)
NO_VERDICT = "Выберите: подтвердить или вернуть."
NO_REMARK = "Напишите, что исправить исполнителю."
NO_REASON = "Напишите, почему снимаете подтверждение: причину увидит исполнитель."


@bp.post("/plan/<int:number>/execution")
@access("plan.report")
def report(number: int) -> ResponseReturnValue:
    """The item, or the own part of it, is executed."""
    item, form = item_of(number), read_report(request.form, clock.today())
    if form.error:
        return invalid(PAGE, REGION, **context(item.number, form.error, form))
    return _answer(item, lambda: reports.report(item, form, current_user, clock.now()), form)


@bp.post("/plan/<int:number>/conclusion")
@access("plan.confirm")
def answer_item(number: int) -> ResponseReturnValue:
    """The Department confirms or returns what it has looked at."""
    item, error = item_of(number), _verdict_error()
    if error:
        return invalid(PAGE, REGION, **context(item.number, error))
    said, seen = read_verdict(request.form), row_id(request.form, "execution_id", 0)
    return _answer(item, lambda: reports.answer(item, said, current_user, clock.now(), seen, _seen_proof()))


def _seen_proof() -> int | None:
    return row_id(request.form, "proof_id")


def _verdict_error() -> str:
    verdict = request.form.get("verdict", "")
    if verdict not in services.MOVES:
        return NO_VERDICT
    return NO_REMARK if verdict == "return" and not request.form.get("remark", "").strip() else ""


@bp.post("/plan/parts/<int:part_id>/conclusion")
@access("plan.confirm")
def answer_part(part_id: int) -> ResponseReturnValue:
    """The Department answers the part of one municipality or of one curator."""
    part, error = part_of(part_id), _verdict_error()
    item = db.session.get_one(PlanItem, part.item_id)
    if error:
        return invalid(PAGE, REGION, **context(item.number, error, answered=part.id))
    said, seen = read_verdict(request.form), _seen_proof()
    return _answer(
        item,
        lambda: reports.answer_part(part, said.verdict, said.remark, current_user, clock.now(), seen),
        answered=part.id,
    )


@bp.post("/plan/<int:number>/reopening")
@access("plan.confirm")
def reopen(number: int) -> ResponseReturnValue:
    """The Department takes its confirmation back."""
    item, reason = item_of(number), request.form.get("reason", "").strip()
    if not reason:
        return invalid(PAGE, REGION, **context(item.number, NO_REASON))
    return _answer(item, lambda: reports.reopen(item, reason, current_user, clock.now()))


def _answer(
    item: PlanItem, act: Callable[[], object], form: ReportForm | None = None, answered: int | None = None
) -> Response:
    """The page after the act; when it is refused, the form as typed with the sentence, and what is asked about."""
    try:
        act()
    except Refused as refused:
        asks = refused.code == reports.ASKS
        return invalid(PAGE, REGION, **context(item.number, refused.sentence, form, unmet=asks, answered=answered))
    db.session.flush()
    db.session.expire_all()
    return answer(url_for("plan.item", number=item.number), REGION, ATTACHED, of=PAGE, **context(item.number))
