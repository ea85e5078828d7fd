"""«Мои пункты плана»: what the signed-in person must execute, and a report in place."""

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import answer, invalid, shown
from app.kernel.reader import current_user
from app.permissions import can
from app.plan.execution import reports
from app.plan.execution.forms import ReportForm, read_report
from app.plan.execution.mine import GROUPS, mine_now
from app.plan.execution.page import item_of
from app.plan.rules import last_day
from app.refusals import Refused

bp = Blueprint("mine", __name__)
PAGE, REGION = "plan/mine.html", "plan/_mine.html"


@bp.get("/duties")
@access("plan.report")
def listing() -> ResponseReturnValue:
    """The list; `open` says whose form stands open: the number of an item, and which part of it."""
    opened = request.args.get("open", "")
    return shown(PAGE, REGION, **_context(opened))


def _context(opened: str = "", form: ReportForm | None = None, error: str = "", said: str = "") -> dict:
    today = clock.today()
    found = mine_now()
    keys = [one.key for one in found]
    opened = opened if opened in keys else next((key for key in keys if key.startswith(f"{opened}-")), opened)
    return {
        "groups": [(key, word, rows) for key, word in GROUPS if (rows := [one for one in found if one.group == key])],
        "opened": opened,
        "form": form or ReportForm(),
        "error": error,
        "stray": error and opened not in keys,
        "said": said,
        "can_open": lambda action: can(current_user, action),
        "long": {one.item.number for one in found if last_day(w.ends_on for w in one.item.windows) > today},
    }


@bp.post("/duties/<int:number>/execution")
@access("plan.report")
def report(number: int) -> ResponseReturnValue:
    """Report without leaving the list."""
    item, form = item_of(number), read_report(request.form, clock.today())
    if form.error:
        return _again(number, form, form.error)
    try:
        reports.report(item, form, current_user, clock.now())
    except Refused as refused:
        return _again(number, form, refused.sentence)
    said = f"Отчёт о\u00a0мероприятии №\u00a0{number} отправлен: ответ Департамента появится здесь."
    return answer(url_for(".listing"), REGION, of=PAGE, **_context(said=said))


def _again(number: int, form: ReportForm, sentence: str) -> Response:
    opened = f"{number}-{form.part}" if form.part else f"{number}"
    return invalid(PAGE, REGION, **_context(opened, form, sentence))
