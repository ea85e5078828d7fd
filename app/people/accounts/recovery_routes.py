"""«Забыли пароль?»: the same words for every address, and the page that a letter leads to."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import limiter
from app.kernel import clock
from app.kernel.access import public
from app.kernel.later import later
from app.kernel.resending import repeatable
from app.people.accounts import attempts, recovery
from app.people.accounts.passwords import SHORTEST
from app.refusals import Refused

bp = Blueprint("recovery", __name__)
ASKING, SETTING = "people/accounts/forgotten.html", "people/accounts/recovery.html"
READY = "Пароль сохранён. Теперь войдите с\u00a0ним."
LONGEST = 200  # letters of an address
NO_ADDRESS = "Напишите рабочую почту целиком, например ivanova@region.example."


@bp.get("/forgotten")
@public("who has forgotten the password can't sign in")
def forgotten() -> ResponseReturnValue:
    """Ask for a letter, or who helps where there is no mail."""
    return render_template(ASKING, by_mail=recovery.by_mail(), email="")


@bp.post("/forgotten")
@public("who has forgotten the password can't sign in")
@limiter.limit(lambda: current_app.config["SETTINGS"].sign_in_limit)
@repeatable
def ask() -> ResponseReturnValue:
    """The worker looks whose address it is: neither the words nor the time of this answer tell it."""
    email = request.form.get("email", "").strip()
    if "@" not in email or len(email) > LONGEST or not recovery.by_mail():
        return _again(email, NO_ADDRESS, 422)
    try:
        attempts.count_letter(email)
    except attempts.TooMany as slowly:
        return _again(email, slowly.sentence, slowly.status)
    later("write_recovery", email)
    return render_template(ASKING, by_mail=True, email=email, asked=True)


def _again(email: str, error: str, status: int) -> ResponseReturnValue:
    return render_template(ASKING, by_mail=recovery.by_mail(), email=email, error=error), status


@bp.get("/recoveries/<link>")
@public("nobody can sign in without a password")
def new_password(link: str) -> ResponseReturnValue:
    """The form; a link that is not good says what to do."""
    return _page(link)


def _page(link: str, error: str = "") -> tuple[str, int]:
    found = recovery.recovery_of(link)
    status = 404 if found is None else 422 if error else 200
    person = found.person if found else None
    return render_template(SETTING, person=person, link=link, error=error, shortest=SHORTEST), status


@bp.post("/recoveries/<link>")
@public("nobody can sign in without a password")
@limiter.limit(lambda: current_app.config["SETTINGS"].sign_in_limit)
def keep(link: str) -> ResponseReturnValue:
    """Keep the password, and lead to the door."""
    found = recovery.recovery_of(link)
    if found is None:
        return _page(link)
    try:
        recovery.use(found, request.form.get("password", ""), clock.now())
    except Refused as refused:
        return _page(link, refused.sentence)
    flash(READY)
    return redirect(url_for("accounts.sign_in"), 303)
