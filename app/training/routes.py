"""The page of the real house about its training house: what it is, in, on, and away with it."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.permissions import can
from app.refusals import Refused
from app.training import services
from app.training.house import PREFIX, root
from app.training.place import is_whole
from app.training.standing import standing

bp = Blueprint("training", __name__)
ON = "Учебный режим включён. Учебные школы появятся здесь через минуту: обновите страницу."
CLEARED = "Учебный режим очищен: его школы, документы, приказы и\u00a0файлы удалены."
UNSURE = "Отметьте, что удалить нужно всё: вернуть учебные данные будет нельзя."


@bp.get("/training-mode")
@access("training.enter")
def page() -> str:
    """Whether it stands, and what one may do."""
    return _page()


def _page(error: str = "") -> str:
    name = standing()
    can_be = bool(current_app.config["SETTINGS"].training)
    ready = can_be and name is not None and is_whole(root(), name)
    words = {"name": name, "ready": ready, "can_be": can_be, "way": PREFIX, "error": error}
    return render_template("training/page.html", keeps=can(current_user, "training.keep"), **words)


@bp.post("/training-mode")
@access("training.keep")
def switch_on() -> ResponseReturnValue:
    """Begin one."""
    try:
        services.switch_on(current_user, clock.now())
    except Refused as refused:
        return _page(refused.sentence), refused.status
    flash(ON)
    return redirect(url_for(".page"), 303)


@bp.post("/training-mode/clearing")
@access("training.keep")
def clear() -> ResponseReturnValue:
    """Take all of it away, at a word."""
    if not request.form.get("sure"):
        return _page(UNSURE), 422
    try:
        services.clear(current_user, clock.now())
    except Refused as refused:
        return _page(refused.sentence), refused.status
    flash(CLEARED)
    return redirect(url_for(".page"), 303)
