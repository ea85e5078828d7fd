"""«Сообщения»: what a person was told, thing by thing, and how one wants to be told."""

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access
from app.kernel.htmx import wants_region
from app.kernel.paging import Asked, asked
from app.kernel.reader import current_user
from app.notices import queries, services
from app.notices.choices import CHOICES, always

bp = Blueprint("notices", __name__)
ALL_READ = "Все сообщения отмечены прочитанными."
CHOSEN = "Записано, как получать сообщения."


@bp.get("/messages")
@access("notices.read")
def every() -> ResponseReturnValue:
    """The newest things first."""
    things, page = queries.things_of(current_user.person_id, Asked(asked().number))
    return render_template("notices/every.html", things=things, page=page)


@bp.post("/messages/reading")
@access("notices.read")
def read_all() -> ResponseReturnValue:
    """All of them are read."""
    services.read_all(current_user.person_id, clock.now())
    flash(ALL_READ)
    return redirect(url_for("notices.every"), 303)


@bp.get("/messages/choice")
@access("notices.read")
def choice() -> ResponseReturnValue:
    """How one wants to be told."""
    return render_template(
        "notices/choice.html", choices=CHOICES, firm=always(), chosen=queries.choice_of(current_user.person_id)
    )


@bp.post("/messages/choice")
@access("notices.read")
def choose() -> ResponseReturnValue:
    """It is so from now on."""
    services.choose(current_user.person_id, request.form.get("way", ""), clock.now())
    flash(CHOSEN)
    return redirect(url_for("notices.choice"), 303)


def unread() -> int:
    """How many messages the person has not read."""
    return len(queries.unread_paths(current_user.person_id)) if current_user.is_authenticated else 0


def _opened(response: Response) -> Response:
    """A page that a message leads to was opened by its person: the worker notes that it is read."""
    seen = request.method == "GET" and response.status_code == 200 and not wants_region()
    path = request.script_root + request.path
    if seen and current_user.is_authenticated and path in queries.unread_paths(current_user.person_id):
        current_app.extensions["jobs"]("read_notices", current_user.person_id, path)
    return response


def init_app(app: Flask) -> None:
    """Note what is read."""
    app.after_request(_opened)
