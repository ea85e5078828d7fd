"""The sheets of the stages as ОИРО edits them: criteria, weights, zones, edition by edition."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.expertise.reviews import editions
from app.expertise.sheets.forms import NEW, EditionForm, Row, edition_of, read_edition
from app.expertise.sheets.queries import editions as editions_of
from app.expertise.sheets.words import KINDS
from app.expertise.words import EXAMINES
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import invalid
from app.kernel.reader import current_user
from app.refusals import Refused
from app.year.cycle.models import Stage
from app.year.cycle.queries import current_cycle, stages_of

bp = Blueprint("sheets", __name__)
PAGE = "expertise/sheets/sheet.html"


@bp.get("/sheets")
@access("sheet.edit")
def every() -> ResponseReturnValue:
    """The stages with their sheets."""
    found = [(stage, editions_of(stage)) for stage in stages_of(current_cycle())]
    return render_template("expertise/sheets/sheets.html", found=found, examines=EXAMINES)


@bp.get("/sheets/<int:stage_id>")
@access("sheet.edit")
def one(stage_id: int) -> ResponseReturnValue:
    """The edition in force, to be edited."""
    return render_template(PAGE, **_page(one_visible(Stage, stage_id, "sheet.edit")))


def _page(stage: Stage, form: EditionForm | None = None, problems: list[str] | None = None) -> dict:
    found = editions_of(stage)
    form = form or (edition_of(found[0]) if found else EditionForm([], "80", "50"))
    return {
        "stage": stage,
        "editions": found,
        "form": form,
        "rows": [*form.rows, Row(NEW, "", "1", (), False)],
        "used": bool(found) and editions.is_used(found[0]),
        "problems": problems or [],
        "kinds": KINDS,
        "examines": EXAMINES,
    }


@bp.post("/sheets/<int:stage_id>")
@access("sheet.edit")
def change(stage_id: int) -> ResponseReturnValue:
    """Write the sheet: in place, or as the next edition when reviews were sent by this one."""
    stage, form = one_visible(Stage, stage_id, "sheet.edit"), read_edition(request.form)
    if form.errors:
        return invalid(PAGE, PAGE, **_page(stage, form, form.errors))
    try:
        sheet = editions.change(stage, form, current_user, clock.now())
    except Refused as refused:
        return invalid(PAGE, PAGE, **_page(stage, form, [refused.sentence]))
    flash(f"Лист записан, действует {sheet.number}-я\u00a0редакция.")
    return redirect(url_for(".one", stage_id=stage.id), 303)
