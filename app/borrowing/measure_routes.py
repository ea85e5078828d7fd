"""The page of the four numbers, which ОИРО edits."""

from dataclasses import asdict

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.borrowing import queries, services
from app.borrowing.forms import read_measures
from app.borrowing.measures import BOUNDS
from app.borrowing.routes import bp
from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import answer, invalid
from app.kernel.reader import current_user

PAGE, REGION = "borrowing/measures.html", "borrowing/_measures.html"


@bp.get("/checks/borrowing")
@access("checks.edit")
def measures() -> ResponseReturnValue:
    """The numbers in force, each with its meaning."""
    return render_template(PAGE, **_measures())


@bp.post("/checks/borrowing")
@access("checks.edit")
def set_measures() -> ResponseReturnValue:
    """From now on by these numbers."""
    form = read_measures(request.form)
    if form.measures is None:
        return invalid(PAGE, REGION, **_measures(form.typed, form.errors))
    services.set_measures(form.measures, current_user, clock.now())
    return answer(url_for(".measures"), REGION, of=PAGE, **_measures(), said="Сохранено. Тексты сравниваются заново.")


def _measures(typed: dict | None = None, errors: dict | None = None) -> dict:
    shown = typed or {name: str(value) for name, value in asdict(queries.measures()).items()}
    return {"bounds": BOUNDS, "typed": shown, "errors": errors or {}, "last": queries.newest_measures()}
