"""The page of an invitation: whoever has the link sets a password by it, once."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import limiter
from app.kernel import clock
from app.kernel.access import public
from app.people.accounts.passwords import SHORTEST
from app.people.coming_in import accept as keep
from app.people.coming_in import invited
from app.refusals import Refused

bp = Blueprint("invitations", __name__)
PAGE = "people/invitation.html"
READY = "Пароль сохранён. Теперь войдите с\u00a0ним."


@bp.get("/invitations/<link>")
@public("nobody can sign in without a password yet")
def invitation(link: str) -> ResponseReturnValue:
    """The form; a link that is not good says what to do."""
    return _page(link)


def _page(link: str, error: str = "") -> tuple[str, int]:
    found = invited(link, clock.now())
    days = current_app.config["SETTINGS"].invitation_days
    code = 404 if found is None else 422 if error else 200
    person = found.person if found else None
    return render_template(PAGE, person=person, link=link, error=error, shortest=SHORTEST, days=days), code


@bp.post("/invitations/<link>")
@public("nobody can sign in without a password yet")
@limiter.limit(lambda: current_app.config["SETTINGS"].sign_in_limit)
def accept(link: str) -> ResponseReturnValue:
    """Keep the password, and lead to the door."""
    found = invited(link, clock.now())
    if found is None:
        return _page(link)
    try:
        keep(found, request.form.get("password", ""), clock.now())
    except Refused as refused:
        return _page(link, refused.sentence)
    flash(READY)
    return redirect(url_for("accounts.sign_in"), 303)
