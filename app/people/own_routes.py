"""«Моя учётная запись»: what a person says of oneself, and another password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.models import Person
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.people.accounts import attempts
from app.people.accounts.entering import enter
from app.people.accounts.passwords import SHORTEST
from app.people.changing import change_password
from app.people.forms import PersonForm, read_own
from app.people.services import correct_own
from app.refusals import Refused

bp = Blueprint("own", __name__)
PAGE = "people/own.html"
SAVED = "Данные сохранены."
CHANGED = "Пароль изменён. На\u00a0других устройствах понадобится войти заново."


@bp.get("/account")
@access("home.view")
def mine() -> ResponseReturnValue:
    """Who one is here, and how one comes in."""
    return _page()


def _page(form: PersonForm | None = None, error: str = "", wrong: str = "", status: int = 200) -> tuple[str, int]:
    person = db.session.get_one(Person, current_user.person_id)
    known = form or PersonForm(person.name, person.email, person.post, person.phone)
    return render_template(
        PAGE, person=person, form=known, error=error, wrong=wrong, shortest=SHORTEST, grants=current_user.grants
    ), status


@bp.post("/account")
@access("home.view")
def correct() -> ResponseReturnValue:
    """Another name, post or telephone."""
    form = read_own(request.form)
    if form.errors:
        return _page(form, status=422)
    person = db.session.get_one(Person, current_user.person_id)
    correct_own(person, form.name, form.post, form.phone, current_user, clock.now())
    flash(SAVED)
    return redirect(url_for("own.mine"), 303)


@bp.post("/account/password")
@access("home.view")
def password() -> ResponseReturnValue:
    """Another password, by the one that is known; this device stays signed in."""
    try:
        attempts.count_own(current_user.person_id)
    except attempts.TooMany as slowly:
        return _page(wrong=slowly.sentence, status=slowly.status)
    try:
        account = change_password(
            request.form.get("current", ""), request.form.get("password", ""), current_user, clock.now()
        )
    except Refused as refused:
        known = refused.code == "current"
        return _page(wrong=refused.sentence if known else "", error="" if known else refused.sentence, status=422)
    attempts.forgive_own(current_user.person_id)
    enter(account)
    flash(CHANGED)
    return redirect(url_for("own.mine"), 303)
