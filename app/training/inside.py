"""What a training house has beside the pages of every house: a page of parts, and what comes by the clock elsewhere."""

import re
import time

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from sqlalchemy import select

from app.directory.models import Person
from app.documents.checks.services import check_pending
from app.expertise.opinions.publishing import publish_due
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel import clock
from app.kernel.access import public
from app.kernel.later import send_later
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.kernel.resending import repeatable
from app.kernel.transaction import SAFE_METHODS, begin_write
from app.notices.letters.composing import compose
from app.people.accounts.entering import enter
from app.people.accounts.models import Account
from app.people.accounts.sessions import end
from app.search.services import catch_up
from app.training.house import COOKIE, PREFIX, first_day
from app.training.people import cast
from app.year.cycle.queries import current_cycle

bp = Blueprint("parts", __name__)
ANYBODY = "whoever comes here is signed in at the real house"
# Rooms that know passwords, or that answer a watchman of the real house: in a training house there are none.
CLOSED = {"accounts", "recovery", "invitations", "health", "sessions", "training"}
OWN_WAY = re.compile(rf'(\b(?:href|src|action|hx-get|hx-post)=")/(?!/|{PREFIX[1:]}[/?"])')
WAYS = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url")
TICK = 60  # seconds between two looks at what is due


@bp.get("/parts")
@public(ANYBODY)
def choose() -> str:
    """Whose part one takes."""
    return render_template("training/parts.html", people=[(person, _title(person)) for person in cast()])


def _title(person: Person) -> str:
    return ", ".join(dict.fromkeys(grant.title for grant in person.grants))


@bp.post("/parts")
@public(ANYBODY)
@repeatable
def take() -> ResponseReturnValue:
    """Go on as this person."""
    person_id = row_id(request.form, "person", 0)
    account = db.session.scalar(select(Account).where(Account.person_id == person_id))
    if account is None or account.person_id not in {person.id for person in cast()}:
        abort(404)
    enter(account)
    return redirect(url_for("home.now"), 303)


@bp.post("/parts/leaving")
@public(ANYBODY)
@repeatable
def leave() -> ResponseReturnValue:
    """Back to the real house, whose session was never touched."""
    end(session.get("_user_id"))
    logout_user()
    session.clear()
    g.leaves = True
    return redirect("/", 303)


def furnish(app: Flask) -> Flask:
    """The house with its own cookie, its page of parts and its clock."""
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_PATH=PREFIX,
        APPLICATION_ROOT=PREFIX,
    )
    with app.app_context():
        app.extensions["demo_days"] = (first_day(current_cycle().year),)
        db.session.remove()
    app.before_request_funcs.setdefault(None, []).insert(0, _lead)
    app.register_blueprint(bp)
    app.after_request(_keep_inside)
    app.extensions["ticked_at"] = float("-inf")
    return app


def _lead() -> ResponseReturnValue | None:
    """Who has no part yet chooses one; rooms of the real house are closed here."""
    room = request.blueprint
    if room in CLOSED or (room not in (None, "parts") and not current_user.is_authenticated):
        if request.headers.get("HX-Request"):
            return "", 401, {"HX-Redirect": url_for("parts.choose")}
        return redirect(url_for("parts.choose"), 303)
    if request.method in SAFE_METHODS and time.monotonic() - current_app.extensions["ticked_at"] > TICK:
        current_app.extensions["ticked_at"] = time.monotonic()
        _tick()
    return None


def _keep_inside(response: Response) -> Response:
    """No way leads out of here but the one button: an address that a room has made by hand stays inside as well."""
    if g.get("leaves"):
        return response
    for name in WAYS:
        if name in response.headers:
            response.headers[name] = _inside(response.headers[name])
    if response.mimetype == "text/html" and not response.is_streamed and not response.direct_passthrough:
        response.set_data(OWN_WAY.sub(rf"\1{PREFIX}/", response.get_data(as_text=True)))
    return response


def _inside(address: str) -> str:
    if not address.startswith("/") or address.startswith("//") or re.match(rf"{PREFIX}(?:[/?]|$)", address):
        return address
    return PREFIX + address


def _tick() -> None:
    """Nobody works here by night: what is due is done when somebody looks."""
    house = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask types the proxy as the app itself
    for job in (_by_calendar, check_pending, catch_up, _write_letters):
        with house.app_context():
            job()
            db.session.commit()
            send_later()


def _by_calendar() -> None:
    begin_write()
    freeze_due(clock.now())
    publish_due(clock.now())


def _write_letters() -> None:
    compose(clock.now())
