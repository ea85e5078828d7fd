"""«Напоминания»: on which days people are reminded of what, and the form that changes it."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.notices.reminders.editing import change, fields_of, read_steps, said, written
from app.notices.reminders.planning import steps
from app.notices.reminders.table import REMINDED
from app.refusals import Refused
from app.year.cycle.queries import current_cycle

bp = Blueprint("reminders", __name__)
NO_KIND = "Не\u00a0сказано, о\u00a0чём напоминать. Откройте «Напоминания» и\u00a0измените дни ещё раз."


@bp.get("/reminders")
@access("reminders.edit")
def every() -> ResponseReturnValue:
    """Every kind of duty with its days."""
    return _page()


def _page(about: str = "", error: str = "", status: int = 200) -> tuple[str, int]:
    known, typed = steps(), request.form
    rows = [
        {
            "kind": kind,
            "title": one.title,
            "said": {whom: said(known[kind], whom) for whom in ("own", "municipal", "department")},
            "fields": [
                (field, typed.get(field.name, "") if kind == about else written(known[kind], field))
                for field in fields_of(kind)
            ],
        }
        for kind, one in REMINDED.items()
    ]
    hour = current_app.config["SETTINGS"].digest_hour
    return render_template("notices/reminders.html", rows=rows, about=about, error=error, hour=hour), status


@bp.post("/reminders")
@access("reminders.edit")
def edit() -> ResponseReturnValue:
    """The days of one kind from now on."""
    kind = request.form.get("kind", "")
    if kind not in REMINDED:
        raise Refused.because("kind", NO_KIND)
    try:
        change(kind, read_steps(kind, request.form), current_cycle(), current_user, clock.now())
    except Refused as refused:
        return _page(kind, refused.sentence, 422)
    flash(f"Сохранено: {REMINDED[kind].title}.")
    return redirect(url_for(".every", _anchor=f"of-{kind}"), 303)
