"""The matrix of schools and documents, as a page and as a workbook, at a moment."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import and_

from app.archive.sending import download
from app.directory.narrowing import read_narrow
from app.directory.queries import within_reach
from app.documents import queries
from app.documents.overview import overview
from app.documents.owing import owing
from app.documents.routes import bp
from app.documents.workbook import workbook
from app.kernel.access import access
from app.kernel.dated import as_of, dated, export_of, may
from app.kernel.paging import asked
from app.kernel.reader import current_user
from app.kernel.words import file_day
from app.year.cycle.queries import moves_entered_later, towns_within, year_at

TITLE = "Школы и\u00a0документы"


@bp.get("/matrix")
@access("matrix.view")
@dated
def matrix() -> ResponseReturnValue:
    """Schools × documents, readable without colour."""
    year = year_at(as_of())
    if year is None:
        return render_template("as_of/nothing.html", title=TITLE, tab="documents")
    reach, narrow = within_reach(current_user, "matrix.view"), read_narrow(request.args)
    due_on = year.days["concept_documents"].due_on
    over = not as_of().past and due_on < as_of().day
    late = over and request.args.get("late") == "1"
    found = overview(year, current_user, as_of(), narrow, asked(), late)
    return render_template(
        "documents/matrix.html",
        may_enrol=may("enrolment.edit"),
        may_remind=may("order.draft"),
        may_answer=may("appeal.answer"),
        matrix=found,
        page=found.page,
        narrow=narrow,
        towns=towns_within(year, current_user, "matrix.view"),
        later=moves_entered_later(year, reach, as_of()),
        due_on=due_on,
        over=over,
        late=late,
        today=as_of().day,
        days=as_of().whole_days_since,
    )


@bp.get("/matrix.xlsx")
@access("matrix.view")
@export_of("documents.matrix")
def matrix_sheet() -> ResponseReturnValue:
    """A line for each slot of a school's kit."""
    year = year_at(as_of())
    narrow, late = read_narrow(request.args).clause, request.args.get("late") == "1" and not as_of().past
    clause = and_(narrow, owing(year.id)) if year and late else narrow
    rows = queries.matrix(year, current_user, as_of(), clause) if year else []
    data = workbook(rows, year.days["concept_documents"].due_on if year else None, as_of())
    name = f"Школы и документы {file_day(as_of().at)}.xlsx"
    return download(data, name)
