"""The page of one factor: the curator verifies it, activates the direction, closes it; others read why."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.reader import current_user
from app.permissions import Actor
from app.refusals import Refused
from app.year.cycle.models import SchoolRisk
from app.year.cycle.queries import windows_kept
from app.year.profile import decisions, demand, forms, queries
from app.year.profile.workflow import FLOW

bp = Blueprint("factors", __name__)
PAGE, REGION = "year/profile/factor.html", "year/profile/_factor.html"


@bp.get("/factors/<int:risk_id>")
@access("profile.view")
def one(risk_id: int) -> ResponseReturnValue:
    """A factor: where it stands, what may be done, its history."""
    return render_template(PAGE, **_context(one_visible(SchoolRisk, risk_id, "profile.view")))


def _context(
    risk: SchoolRisk, form: forms.AnswerForm | None = None, move: str = "", said: str = "", problem: str = ""
) -> dict:
    (factor,), opened = queries.factors([risk]), windows_kept(risk.participation.cycle_id)
    return {
        "risk": risk,
        "factor": factor,
        "school": risk.participation,
        "following": _following(risk),
        "moves": {transition.name for transition in FLOW.open_to(current_user, risk)},
        "when_activated": demand.when_activated(opened),
        "when_closed": demand.when_closed(opened),
        "of_direction": demand.of_direction(opened),
        "form": form or forms.AnswerForm(),
        "move": move,
        "said": said,
        "problem": problem,
    }


def _following(risk: SchoolRisk) -> SchoolRisk | None:
    """Another factor of the school that the reader can verify next."""
    waiting = [one for one in risk.participation.risks if one.state == "in_profile" and one.id != risk.id]
    may = waiting and risk.state != "in_profile" and FLOW.refusal("verify", current_user, waiting[0]) is None
    return waiting[0] if may else None


@bp.post("/factors/<int:risk_id>/verification")
@access("risk.verify")
def verify(risk_id: int) -> ResponseReturnValue:
    """The curator's word about the factor."""
    risk, form = one_visible(SchoolRisk, risk_id, "risk.verify"), forms.read_verification(request.form)
    if form.errors:
        return invalid(PAGE, REGION, **_context(risk, form, "verify"))
    act = partial(decisions.verify, risk, form.choice, form.reason)
    return _after(act, risk, form, "verify", "Проверка фактора записана.")


@bp.post("/factors/<int:risk_id>/activation")
@access("risk.activate")
def activate(risk_id: int) -> ResponseReturnValue:
    """The factor becomes an activated direction."""
    risk = one_visible(SchoolRisk, risk_id, "risk.activate")
    act = partial(decisions.activate, risk)
    return _after(act, risk, None, "activate", "Направление активировано, комплект школы изменился.")


@bp.post("/factors/<int:risk_id>/closing")
@access("risk.activate")
def close(risk_id: int) -> ResponseReturnValue:
    """The direction is closed, with what became of the risk."""
    risk, form = one_visible(SchoolRisk, risk_id, "risk.activate"), forms.read_closing(request.form)
    if form.errors:
        return invalid(PAGE, REGION, **_context(risk, form, "close"))
    act = partial(decisions.close, risk, form.choice, form.reason)
    return _after(act, risk, form, "close", "Направление закрыто. Документы школы сохранены.")


def _after(
    act: Callable[[Actor, datetime], object], risk: SchoolRisk, form: forms.AnswerForm | None, move: str, said: str
) -> Response:
    """The factor after the act, or with what was typed and why it was refused."""
    try:
        act(current_user, clock.now())
    except Refused as refused:
        return invalid(PAGE, REGION, **_context(risk, form, move, problem=refused.sentence))
    return answer(url_for(".one", risk_id=risk.id), REGION, of=PAGE, **_context(risk, said=said))
