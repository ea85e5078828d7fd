"""The pages of signing in and out; what was typed when a session had ended comes along through the door."""

from collections.abc import Iterable

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from flask_wtf.csrf import ValidationError, validate_csrf

from app.extensions import limiter, login_manager
from app.journal.services import record
from app.kernel import clock
from app.kernel.access import access, public
from app.kernel.reader import current_user
from app.kernel.resending import repeatable
from app.kernel.transaction import SAFE_METHODS
from app.kernel.typed import about, readable
from app.kernel.ways import inside_of, safe_redirect_target
from app.people.accounts import attempts
from app.people.accounts.entering import enter
from app.people.accounts.invitations import news
from app.people.accounts.models import Account
from app.people.accounts.services import account_of
from app.people.accounts.sessions import end

bp = Blueprint("accounts", __name__)
SIGN_IN, RESUME = "people/accounts/sign_in.html", "people/accounts/resume.html"
KEPT = "kept-"
SECRET = ("password", "current")  # fields that are carried along nowhere and shown to nobody
ENDED = "Вход закончился: прошло много времени, или вы вышли на\u00a0другой странице. Войдите снова: "
WITH_TEXT, WITH_FILE = "набранное сохранено.", "файл нужно будет выбрать ещё раз."
WRONG = "Адрес или пароль не подходят. Проверьте раскладку и Caps Lock."


@login_manager.unauthorized_handler
def ask_who() -> ResponseReturnValue:
    """To the door and back; a form that came after the end of its session is carried along (X1)."""
    if request.headers.get("HX-Request"):
        page = inside_of(request.headers.get("HX-Current-URL"))
        return "", 401, {"HX-Redirect": url_for("accounts.sign_in", next=page)}
    if request.method in SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
    if request.files:
        return _form(inside_of(request.referrer), error=ENDED + WITH_FILE), 401
    typed = [pair for pair in request.form.items(multi=True) if pair[0] not in SECRET]
    return _form(request.full_path.rstrip("?"), typed=typed, error=ENDED + WITH_TEXT), 401


def _form(back: str | None, email: str = "", typed: Iterable[tuple[str, str]] = (), error: str = "") -> str:
    kept = [(KEPT + name, value) for name, value in typed]
    return render_template(SIGN_IN, back=back, email=email, kept=kept, errors=[error] if error else [])


@bp.get("/sign-in")
@public("nobody has signed in yet")
def sign_in() -> ResponseReturnValue:
    """The form."""
    if current_user.is_authenticated:
        return redirect(url_for("home.now"))
    return _form(request.args.get("next"))


@bp.post("/sign-in")
@public("nobody has signed in yet")
@limiter.limit(lambda: current_app.config["SETTINGS"].sign_in_limit)
@repeatable
def open_session() -> ResponseReturnValue:
    """Sign in, or say that the pair does not fit without saying which half."""
    email, back = request.form.get("email", ""), request.args.get("next")
    typed = [(n.removeprefix(KEPT), v) for n, v in request.form.items(multi=True) if n.startswith(KEPT)]
    try:
        attempts.count(email)
    except attempts.TooMany as slowly:
        return _form(back, email, typed, slowly.sentence), slowly.status, {"Retry-After": str(slowly.seconds)}
    account = account_of(email, request.form.get("password", ""))
    if account is None:
        return _form(back, email, typed, WRONG), 422
    _begin(account)
    attempts.forgive(email)
    return attempts.remember(account, make_response(_inside(back, typed)))


def _inside(back: str | None, typed: list[tuple[str, str]]) -> ResponseReturnValue:
    """To the page that was asked for, or to what was typed before the session ended."""
    if typed and _own(dict(typed).get("csrf_token")):
        return render_template(
            RESUME, action=safe_redirect_target(back), typed=typed, about=about(typed), said=readable(typed)
        )
    return redirect(safe_redirect_target(back) if not typed else url_for("home.now"), 303)


def _begin(account: Account) -> None:
    """A session of its own, and what its person has to know of the password."""
    actor = enter(account)
    record("account:signed_in", account, actor, clock.now())
    for sentence in news(account.person_id, clock.now()):
        flash(sentence)


def _own(token: str | None) -> bool:
    """True when the form was opened by the person who has just signed in."""
    try:
        validate_csrf(token)
    except ValidationError:
        return False
    return True


@bp.post("/sign-out")
@access("home.view")
@repeatable
def sign_out() -> ResponseReturnValue:
    """End the session here and on the server."""
    end(session.get("_user_id"))
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)
