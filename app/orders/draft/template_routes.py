"""The pages of templates: all of them, and one with its placeholders, its editions and the way to bring another."""

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
from app.papers.templates.meanings import meanings
from app.papers.templates.samples import sample
from app.papers.templates.tags import Problem
from app.papers.wording import words
from app.refusals import Refusal, Refused

bp = Blueprint("templates", __name__, url_prefix="/orders/blanks")
NO_FILE = Refusal("empty", "Файл не\u00a0выбран. Выберите бланк DOCX.")
NOT_WORD = Refusal("wrong_type", "Бланк\u00a0– это файл DOCX. Сохраните его в\u00a0Word как «Документ Word (*.docx)».")


@bp.get("")
@access("order.template")
def every() -> ResponseReturnValue:
    """Every template and what is in force."""
    return render_template(
        "orders/templates.html", templates=editions.TEMPLATES, name=editions.name_of_template, now=editions.in_force()
    )


@bp.get("/<template>")
@access("order.template")
def one(template: str, status: int = 200, problems: Sequence[Problem] = (), error: str = "") -> ResponseReturnValue:
    """A template: its placeholders with their meaning, its editions."""
    kind = editions.TEMPLATES.get(template) or abort(404)
    page = render_template(
        "orders/template.html",
        template=template,
        name=editions.name_of_template(template),
        meanings=meanings(kind.code, words(sample(kind.code))),
        editions=editions.editions(template),
        problems=problems,
        error=error,
    )
    return page, status


@bp.post("/<template>")
@access("order.template", streams=True)
def bring(template: str) -> ResponseReturnValue:
    """Try the file; keep it when nothing is amiss."""
    template in editions.TEMPLATES or abort(404)
    try:
        taken = _taken()
    except Refused as refused:
        return one(template, refused.status, error=refused.sentence)
    trial = editions.try_template(template, taken)
    if trial.problems:
        return one(template, 422, problems=trial.problems)
    kept = store_bytes(io.BytesIO(trial.docx))
    begin_write()
    editions.bring(template, kept, taken.name, list(trial.mended), current_user, clock.now())
    flash(f"Бланк проверен и\u00a0действует.{said(trial.mended)}")
    return redirect(url_for(".one", template=template), 303)


def _taken() -> Taken:
    if not named(request):
        raise Refused(NO_FILE)
    return take_only(request, current_user.person_id, ("docx",), NOT_WORD)


def said(mended: Sequence[str]) -> str:
    """What was put together again, when anything was."""
    return f" Собраны заново места, которые Word разбил на\u00a0части: {', '.join(mended)}." if mended else ""


@bp.post("/<template>/built-in")
@access("order.template")
def built_in(template: str) -> ResponseReturnValue:
    """Back to the template of the program."""
    template in editions.TEMPLATES or abort(404)
    try:
        editions.back_to_built_in(template, current_user, clock.now())
    except Refused as refused:
        return one(template, 422, error=refused.sentence)
    flash("Снова действует бланк программы.")
    return redirect(url_for(".one", template=template), 303)


@bp.get("/<template>/file")
@access("order.template")
def file(template: str) -> ResponseReturnValue:
    """The template as DOCX: the one in force, an edition by its number, or the built-in one (0)."""
    template in editions.TEMPLATES or abort(404)
    kept = editions.editions(template)
    asked = row_id(request.args, "edition")
    wanted = next((one for one in kept if one.id == asked), None) if asked is not None else next(iter(kept), None)
    if asked and wanted is None:
        abort(404)
    data = editions.template_bytes(template, wanted.blob if wanted else None)
    name = f"Бланк. {editions.name_of_template(template)}.docx"
    return download(data, name)
