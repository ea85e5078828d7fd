"""The page of those who sign and control, and the page of one of them in every case."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.models import Official
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.orders.draft.forms import OrderForm
from app.orders.gathering.signing import DUTIES, appoint, confirm, officials, read_forms, read_official, words_of
from app.papers.declension import ACTING, CASES
from app.refusals import Refused

bp = Blueprint("officials", __name__, url_prefix="/orders/officials")
QUESTIONS = {"nom": "кто?", "gen": "кого? нет…", "dat": "кому? поручить…", "acc": "на\u00a0кого? возложить на…"}


@bp.get("")
@access("order.template")
def page(status: int = 200, form: OrderForm | None = None, error: str = "") -> ResponseReturnValue:
    """Who stood there from when to when, and the form of the next."""
    context = {"officials": officials(), "duties": DUTIES, "acting": ACTING, "error": error}
    context |= {"typed": form.typed if form else {}, "errors": form.errors if form else {}}
    return render_template("orders/officials.html", **context), status


@bp.post("")
@access("order.template")
def add() -> ResponseReturnValue:
    """Somebody else signs or controls from a day on; the words in cases are the next step."""
    form = read_official(request.form)
    if form.errors:
        return page(422, form)
    try:
        official = appoint(**form.values, actor=current_user, now=clock.now())
    except Refused as refused:
        return page(422, form, refused.sentence)
    flash(f"Записано с\u00a0{official.starts_on:%d.%m.%Y}. Осталось подтвердить слова в\u00a0падежах.")
    return redirect(url_for(".one", official_id=official.id), 303)


@bp.get("/<int:official_id>")
@access("order.template")
def one(official_id: int, status: int = 200, form: OrderForm | None = None) -> ResponseReturnValue:
    """How the papers name this person: confirmed, or proposed and waiting for a person."""
    person = one_visible(Official, official_id, "order.template")
    context = {"person": person, "duties": DUTIES, "cases": {"nom": "Именительный"} | CASES, "questions": QUESTIONS}
    context |= {"typed": form.typed if form else words_of(person), "errors": form.errors if form else {}}
    return render_template("orders/official.html", **context), status


@bp.post("/<int:official_id>")
@access("order.template")
def confirmation(official_id: int) -> ResponseReturnValue:
    """A person has read the words and mended them."""
    person = one_visible(Official, official_id, "order.template")
    form = read_forms(request.form)
    if form.errors:
        return one(official_id, 422, form)
    confirm(person, **form.values, actor=current_user, now=clock.now())
    flash("Слова подтверждены. Проекты приказов обновите из\u00a0данных.")
    return redirect(url_for(".page"), 303)
