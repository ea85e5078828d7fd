"""The pages of blanks: all of them, and one with its placeholders, its editions and the way to bring another."""

import io
from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.archive.services import store_bytes
from app.archive.taking import Taken, named, take_only
from app.kernel import clock
from app.kernel.access import access
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.orders.draft import editions
from app.papers.blanks.meanings import meanings
from app.papers.blanks.samples import sample
from app.papers.blanks.tags import Problem
from app.papers.wording import words
from app.refusals import Refusal, Refused

bp = Blueprint("blanks", __name__, url_prefix="/orders/blanks")
NO_FILE = Refusal("empty", "Файл не\u00a0выбран. Выберите бланк DOCX.")
NOT_WORD = Refusal("wrong_type", "Бланк\u00a0– это файл DOCX. Сохраните его в\u00a0Word как «Документ Word (*.docx)».")


@bp.get("")
@access("order.blank")
def every() -> ResponseReturnValue:
    """Every blank and what is in force."""
    return render_template(
        "orders/blanks.html", blanks=editions.BLANKS, name=editions.name_of_blank, now=editions.in_force()
    )


@bp.get("/<blank>")
@access("order.blank")
def one(blank: str, status: int = 200, problems: Sequence[Problem] = (), error: str = "") -> ResponseReturnValue:
    """A blank: its placeholders with their meaning, its editions."""
    kind = editions.BLANKS.get(blank) or abort(404)
    page = render_template(
        "orders/blank.html",
        blank=blank,
        name=editions.name_of_blank(blank),
        meanings=meanings(kind.code, words(sample(kind.code))),
        editions=editions.editions(blank),
        problems=problems,
        error=error,
    )
    return page, status


@bp.post("/<blank>")
@access("order.blank", streams=True)
def bring(blank: str) -> ResponseReturnValue:
    """Try the file; keep it when nothing is amiss."""
    blank in editions.BLANKS or abort(404)
    try:
        taken = _taken()
    except Refused as refused:
        return one(blank, refused.status, error=refused.sentence)
    trial = editions.try_blank(blank, taken)
    if trial.problems:
        return one(blank, 422, problems=trial.problems)
    kept = store_bytes(io.BytesIO(trial.docx))
    begin_write()
    editions.bring(blank, kept, taken.name, list(trial.mended), current_user, clock.now())
    flash(f"Бланк проверен и\u00a0действует.{said(trial.mended)}")
    return redirect(url_for(".one", blank=blank), 303)


def _taken() -> Taken:
    if not named(request):
        raise Refused(NO_FILE)
    return take_only(request, current_user.person_id, ("docx",), NOT_WORD)


def said(mended: Sequence[str]) -> str:
    """What was put together again, when anything was."""
    return f" Собраны заново места, которые Word разбил на\u00a0части: {', '.join(mended)}." if mended else ""


@bp.post("/<blank>/built-in")
@access("order.blank")
def built_in(blank: str) -> ResponseReturnValue:
    """Back to the blank of the program."""
    blank in editions.BLANKS or abort(404)
    try:
        editions.back_to_built_in(blank, current_user, clock.now())
    except Refused as refused:
        return one(blank, 422, error=refused.sentence)
    flash("Снова действует бланк программы.")
    return redirect(url_for(".one", blank=blank), 303)


@bp.get("/<blank>/file")
@access("order.blank")
def file(blank: str) -> ResponseReturnValue:
    """The blank as DOCX: the one in force, an edition by its number, or the built-in one (0)."""
    blank in editions.BLANKS or abort(404)
    kept = editions.editions(blank)
    asked = row_id(request.args, "edition")
    wanted = next((one for one in kept if one.id == asked), None) if asked is not None else next(iter(kept), None)
    if asked and wanted is None:
        abort(404)
    data = editions.blank_bytes(blank, wanted.blob if wanted else None)
    name = f"Бланк. {editions.name_of_blank(blank)}.docx"
    return download(data, name)
