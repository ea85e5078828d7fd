"""The pages of signing in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user

from app.accounts.actor import SignedIn, grants_today
from app.accounts.services import account_of
from app.extensions import limiter
from app.journal.services import record
from app.kernel import clock
from app.kernel.access import access, public

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
@public("nobody has signed in yet")
def sign_in():
    """The form."""
    if current_user.is_authenticated:
        return redirect(url_for("home.now"))
    return render_template("accounts/sign_in.html", email="", errors=[])


@bp.post("/sign-in")
@public("nobody has signed in yet")
@limiter.limit(lambda: current_app.config["SETTINGS"].sign_in_limit)
def open_session():
    """Sign in, or say that the pair does not fit without saying which half."""
    email = request.form.get("email", "")
    account = account_of(email, request.form.get("password", ""))
    if account is None:
        errors = ["Адрес или пароль не подходят. Проверьте раскладку и Caps Lock."]
        return render_template("accounts/sign_in.html", email=email, errors=errors), 422
    actor = SignedIn(account, grants_today(account.person_id))
    login_user(actor)
    session.permanent = True
    record("account:signed_in", account, actor, clock.now())
    return redirect(_back(request.args.get("next")), 303)


@bp.post("/sign-out")
@access("home.view")
def sign_out():
    """Forget the session."""
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


def _back(target: str | None) -> str:
    parts = urlsplit(target or "")
    inside = target and target.startswith("/") and not parts.netloc and not target.startswith(("//", "/\\"))
    return target if inside else url_for("home.now")
