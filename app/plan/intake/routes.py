"""The pages of plans from files: the list with its form, and the review of one file."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import send
from app.importing.receiving import Door
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.numbers import number
from app.kernel.reader import current_user
from app.kernel.words import pluralize
from app.plan.intake import queries, services
from app.plan.intake.agreeing import agreements
from app.plan.intake.forms import RowForm, form_of, read_answer
from app.plan.intake.models import PlanImport, PlanImportRow
from app.plan.intake.workflow import FLOW
from app.plan.reading import read_plan_safely
from app.refusals import Refusal, Refused
from app.year.cycle.queries import current_cycle

bp = Blueprint("intake", __name__)
LIST, REVIEW, ROW, SUMMARY = (
    "plan/intake/imports.html",
    "plan/intake/review.html",
    "plan/intake/_row.html",
    "plan/intake/_summary.html",
)
DOOR = Door(read_plan_safely, Refusal("empty", "Файл не выбран. Выберите DOCX с планом."), endings=())


@bp.get("/plan/imports")
@access("plan.import")
def imports() -> ResponseReturnValue:
    """The form, and the files that were loaded before."""
    return render_template(LIST, **_imports())


def _imports(error: str = "") -> dict:
    years = queries.years()
    return {"imports": queries.imports(), "years": years, "running": services.running(current_cycle()), "error": error}


@bp.post("/plan/imports")
@access("plan.import", streams=True)
def load() -> ResponseReturnValue:
    """Read a DOCX and put its rows under review."""
    try:
        brought = DOOR.receive(request, current_user.person_id, clock.now())
        begun = services.begin(brought, number(request.form.get("year")), current_user, clock.now())
    except Refused as refused:
        return render_template(LIST, **_imports(refused.sentence)), refused.status
    running = services.running(begun.cycle)
    flash(f"Прочитано строк: {len(begun.rows)}. {running.sentence if running else 'План ещё не утверждён.'}")
    return redirect(url_for(".review", import_id=begun.id), 303)


@bp.get("/plan/imports/<int:import_id>")
@access("plan.import")
def review(import_id: int) -> ResponseReturnValue:
    """Each row: what was read, what was repaired, what is asked."""
    return render_template(REVIEW, **_review(one_visible(PlanImport, import_id, "plan.import")))


def _review(found: PlanImport, line: queries.Line | None = None, form: RowForm | None = None, error: str = "") -> dict:
    return {
        "found": found,
        "lines": queries.lines(found),
        "left": queries.left(found),
        "moves": {move.name for move in FLOW.open_to(current_user, found)},
        "running": services.running(found.cycle) if found.state == "draft" else None,
        "asked_whole": agreements(found) if found.state == "draft" else [],
        "agreed": request.form.getlist("agreed"),
        "line": line,
        "form": form,
        "form_of": _form_of,
        "error": error,
    }


def _form_of(line: queries.Line) -> RowForm:
    decision = line.row.decision
    return form_of(line.item, decision.answer["refused"] if decision else [])


@bp.post("/plan/imports/<int:import_id>/rows/<int:position>")
@access("plan.import")
def decide(import_id: int, position: int) -> ResponseReturnValue:
    """Answer one row."""
    found = one_visible(PlanImport, import_id, "plan.import")
    row = _row(found, position)
    form = read_answer(request.form, row.read, found.cycle.year)
    if form.errors:
        return invalid(REVIEW, ROW, **_review(found, queries.Line(row), form))
    try:
        services.decide(row, form.answer, current_user, clock.now())
    except Refused as refused:
        form.errors["row"] = refused.sentence
        return invalid(REVIEW, ROW, **_review(found, queries.Line(row), form))
    here = url_for(".review", import_id=found.id, _anchor=f"row-{row.position}")
    return answer(here, ROW, SUMMARY, of=REVIEW, **_review(found, queries.Line(row)))


def _row(found: PlanImport, position: int) -> PlanImportRow:
    return next((row for row in found.rows if row.position == position), None) or abort(404)


@bp.post("/plan/imports/<int:import_id>/approval")
@access("plan.import")
def approve(import_id: int) -> ResponseReturnValue:
    """The rows become the plan of the year."""
    found = one_visible(PlanImport, import_id, "plan.import")
    try:
        services.approve(found, request.form.getlist("agreed"), current_user, clock.now())
    except Refused as refused:
        return invalid(REVIEW, SUMMARY, **_review(found, error=refused.sentence))
    many = pluralize(len(found.rows), "мероприятие", "мероприятия", "мероприятий")
    flash(f"План {found.cycle.year} года утверждён: {many}.")
    return redirect(url_for(".review", import_id=found.id), 303)


@bp.post("/plan/imports/<int:import_id>/withdrawal")
@access("plan.import")
def withdraw(import_id: int) -> ResponseReturnValue:
    """Put the draft away."""
    found = one_visible(PlanImport, import_id, "plan.import")
    try:
        services.withdraw(found, current_user, clock.now())
    except Refused as refused:
        return invalid(REVIEW, SUMMARY, **_review(found, error=refused.sentence))
    flash("Проект плана убран. Файл остался в архиве.")
    return redirect(url_for(".imports"), 303)


@bp.get("/plan/imports/<int:import_id>/file")
@access("plan.import")
def file(import_id: int) -> ResponseReturnValue:
    """The DOCX as it was loaded."""
    found = one_visible(PlanImport, import_id, "plan.import")
    return send(found.blob, found.filename)
