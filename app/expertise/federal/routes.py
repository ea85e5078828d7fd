"""The pages of federal results: the tables of a stage, the columns of one, its review, and what is done with it."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import send
from app.archive.services import read
from app.expertise.federal import columns, queries, services
from app.expertise.federal.forms import ColumnsForm, read_answers, read_columns
from app.expertise.federal.models import FederalImport
from app.expertise.federal.words import SHOWN
from app.expertise.federal.workflow import FLOW
from app.importing.columns import any_table
from app.importing.receiving import Door
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.numbers import number
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.refusals import Refusal, Refused
from app.year.cycle.models import Stage

bp = Blueprint("federal", __name__, url_prefix="/rounds")
LIST, COLUMNS, REVIEW = (
    "expertise/federal/tables.html",
    "expertise/federal/columns.html",
    "expertise/federal/review.html",
)
PAGE = 200  # rows on the page of a review
NOT_CHOSEN = Refusal("empty", "Файл не\u00a0выбран. Выберите таблицу XLSX или CSV.")
NO_TABLE = Refusal("wrong_type", "Нужна таблица XLSX или CSV. Сохраните её так в\u00a0Excel и\u00a0загрузите снова.")
DOOR = Door(any_table, NOT_CHOSEN, NO_TABLE, ("csv", "xlsx"), text=("csv",))


@bp.get("/<int:stage_id>/federal")
@access("result.import")
def tables(stage_id: int) -> ResponseReturnValue:
    """The form, and the tables that were loaded before."""
    return render_template(LIST, **_tables(one_visible(Stage, stage_id, "result.import")))


def _tables(stage: Stage, error: str = "") -> dict:
    return {"stage": stage, "tables": queries.imports(stage), "error": error}


@bp.post("/<int:stage_id>/federal")
@access("result.import", streams=True)
def load(stage_id: int) -> ResponseReturnValue:
    """Read a table and put it under review; nothing is written yet."""
    stage = one_visible(Stage, stage_id, "result.import")
    try:
        brought = DOOR.receive(request, current_user.person_id, clock.now())
        table = services.begin(stage, brought, current_user, clock.now())
    except Refused as refused:
        return render_template(LIST, **_tables(stage, refused.sentence)), refused.status
    return redirect(url_for(".review" if table.columns else ".columns_of", federal_id=table.id), 303)


@bp.get("/federal/<int:federal_id>/columns")
@access("result.import")
def columns_of(federal_id: int) -> ResponseReturnValue:
    """Which column is what: as remembered, or as the heads suggest."""
    table = one_visible(FederalImport, federal_id, "result.import")
    form = ColumnsForm(table.columns or columns.guess(table.heads), table.out_of, str(table.out_of))
    return render_template(COLUMNS, **_columns(table, form))


def _columns(table: FederalImport, form: ColumnsForm, error: str = "") -> dict:
    return {
        "table": table,
        "form": form,
        "fields": columns.FIELDS,
        "sample": table.rows[:3],
        "zones": queries.zones_of(table.stage),
        "error": error,
    }


@bp.post("/federal/<int:federal_id>/columns")
@access("result.import")
def map_columns(federal_id: int) -> ResponseReturnValue:
    """Remember the columns and go on to the review."""
    table = one_visible(FederalImport, federal_id, "result.import")
    form = read_columns(request.form, len(table.heads))
    if form.errors:
        return render_template(COLUMNS, **_columns(table, form)), 422
    try:
        services.map_columns(table, form, current_user, clock.now())
    except Refused as refused:
        return render_template(COLUMNS, **_columns(table, form, refused.sentence)), 422
    return redirect(url_for(".review", federal_id=table.id), 303)


@bp.post("/federal/<int:federal_id>/heads")
@access("result.import", streams=True)
def heads_of(federal_id: int) -> ResponseReturnValue:
    """The heads are in the row that a person names: the file is read anew from there."""
    table = one_visible(FederalImport, federal_id, "result.import")
    row, form = number(request.form.get("row")) or 0, ColumnsForm(columns.guess(table.heads))
    try:
        found = any_table(read(table.blob), row)
        begin_write()
        services.read_anew(table, found, current_user, clock.now())
    except Refused as refused:
        typed = request.form.get("row", "")
        return render_template(COLUMNS, **_columns(table, form, refused.sentence), typed_row=typed), refused.status
    flash(f"Таблица прочитана заново: названия столбцов в\u00a0строке {found.head}.")
    return redirect(url_for(".columns_of", federal_id=table.id), 303)


@bp.get("/federal/<int:federal_id>")
@access("result.import")
def review(federal_id: int) -> ResponseReturnValue:
    """Each row: what it would do, what is asked, what is left out."""
    table = one_visible(FederalImport, federal_id, "result.import")
    if not table.columns:
        return redirect(url_for(".columns_of", federal_id=table.id))
    return _review(table)


def _review(table: FederalImport, error: str = "", status: int = 200, reason: str = "") -> ResponseReturnValue:
    found = queries.matched(table) if table.columns else []
    groups = {key: [match for match in found if match.what in whats] for key, (_, whats) in SHOWN.items()}
    shown = request.args.get("show", "")
    shown = shown if shown in SHOWN else next((key for key, own in groups.items() if own), "write")
    context = {
        "table": table,
        "groups": groups,
        "titles": {key: word for key, (word, _) in SHOWN.items()},
        "shown": shown,
        "page": PAGE,
        "written": sum(row.result_id is not None for row in table.rows),
        "moves": {move.name for move in FLOW.open_to(current_user, table)},
        "error": error,
        "reason": reason,
    }
    return render_template(REVIEW, **context), status


def _of_table(view: Callable[[FederalImport], ResponseReturnValue]) -> Callable[[int], ResponseReturnValue]:
    """A view of one table; what it refuses is said on the page of the review, with the reason that was typed."""

    @wraps(view)
    def answered(federal_id: int) -> ResponseReturnValue:
        table = one_visible(FederalImport, federal_id, "result.import")
        try:
            return view(table)
        except Refused as refused:
            return _review(table, refused.sentence, 422, _reason())

    return answered


def _reason() -> str:
    return request.form.get("reason", "").strip()


def _back(table: FederalImport, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".review", federal_id=table.id), 303)


@bp.post("/federal/<int:federal_id>/answers")
@access("result.import")
@_of_table
def answers(table: FederalImport) -> ResponseReturnValue:
    """Take the answers that were given; the others stay asked."""
    services.answer(table, read_answers(request.form), current_user, clock.now())
    return _back(table, "Ответы сохранены. В\u00a0результаты пока ничего не\u00a0записано.")


@bp.post("/federal/<int:federal_id>/confirmation")
@access("result.import")
@_of_table
def confirm(table: FederalImport) -> ResponseReturnValue:
    """The rows become federal results."""
    written = services.confirm(table, current_user, clock.now())
    return _back(table, f"Записано федеральных результатов: {written}.")


@bp.post("/federal/<int:federal_id>/withdrawal")
@access("result.import")
@_of_table
def withdraw(table: FederalImport) -> ResponseReturnValue:
    """Put the draft away."""
    services.withdraw(table, current_user, clock.now())
    flash("Таблица убрана. Файл остался в\u00a0архиве.")
    return redirect(url_for(".tables", stage_id=table.stage_id), 303)


@bp.post("/federal/<int:federal_id>/taking-back")
@access("result.import")
@_of_table
def take_back(table: FederalImport) -> ResponseReturnValue:
    """Take back all that the table wrote, with the reason."""
    back, left = services.take_back(table, _reason(), current_user, clock.now())
    stays = f" Изменены позже и\u00a0оставлены: {left}." if left else ""
    return _back(table, f"Отозвано результатов: {back}.{stays}")


@bp.get("/federal/<int:federal_id>/file")
@access("result.import")
def file(federal_id: int) -> ResponseReturnValue:
    """The table as it was loaded."""
    table = one_visible(FederalImport, federal_id, "result.import")
    return send(table.blob, table.filename)
