"""«Где я вошёл»: a person's own sessions, and the one button that ends them all."""

from flask import Blueprint, current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user

from app.kernel.access import access
from app.kernel.reader import current_user
from app.kernel.resending import repeatable
from app.people.accounts.invitations import accepted, said
from app.people.accounts.sessions import end_all, number_of, open_ones

bp = Blueprint("sessions", __name__)
EVERYWHERE = "Вы вышли на всех устройствах."


@bp.get("/sessions")
@access("home.view")
def mine() -> ResponseReturnValue:
    """Where one is signed in, and by whose links the password was set."""
    hours = current_app.config["SETTINGS"].session_hours
    return render_template(
        "people/accounts/sessions.html",
        sessions=open_ones(current_user.person_id, hours),
        this=number_of(current_user.id),
        hours=hours,
        links=[said(one) for one in accepted(current_user.person_id)],
    )


@bp.post("/sessions/ending")
@access("home.view")
@repeatable
def leave_everywhere() -> ResponseReturnValue:
    """End all, this one too."""
    end_all(current_user.person_id)
    logout_user()
    session.clear()
    flash(EVERYWHERE)
    return redirect(url_for("accounts.sign_in"), 303)
