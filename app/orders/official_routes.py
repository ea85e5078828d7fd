"""The page of those who sign and control."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.kernel import clock
from app.kernel.access import access
from app.orders.forms import OrderForm
from app.orders.officials import ACTING, DUTIES, appoint, officials, read_official
from app.permissions import Refused

bp = Blueprint("officials", __name__, url_prefix="/orders/officials")


@bp.get("")
@access("order.blank")
def page(status: int = 200, form: OrderForm | None = None, error: str = ""):
    """Who stood there from when to when, and the form of the next."""
    context = {"officials": officials(), "duties": DUTIES, "acting": ACTING, "error": error}
    context |= {"typed": form.typed if form else {}, "errors": form.errors if form else {}}
    return render_template("orders/officials.html", **context), status


@bp.post("")
@access("order.blank")
def add():
    """Somebody else signs or controls from a day on."""
    form = read_official(request.form)
    if form.errors:
        return page(422, form)
    done = appoint(**form.values, actor=current_user, now=clock.now())
    if isinstance(done, Refused):
        return page(422, form, done.sentence)
    flash(f"С\u00a0{done.starts_on:%d.%m.%Y} в\u00a0приказах стоит {done.name_nom}. Проекты обновите из\u00a0данных.")
    return redirect(url_for(".page"), 303)
