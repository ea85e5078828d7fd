"""The gate: a route says its permission or answers 403; a thing is loaded only through what its reader may see."""

from collections.abc import Callable

from flask import Flask, abort, current_app, g, request

from app.extensions import csrf, db, login_manager
from app.kernel import clock
from app.kernel.bodies import refuse_unaskable, refuse_unkeepable
from app.kernel.reader import current_user
from app.kernel.transaction import SAFE_METHODS, begin_write
from app.permissions import PERMISSIONS, can, ensure_can
from app.refusals import Refused


def access(action: str, streams: bool = False) -> Callable:
    """Declare the permission of a route.

    A streaming route stores its file first and begins to write itself; `g.begun_at` is when its request began,
    before the body was read (U14).
    """
    assert action in PERMISSIONS, f"no such permission: {action}"

    def declare(view: Callable) -> Callable:
        view.action, view.streams = action, streams
        return view

    return declare


def public(reason: str) -> Callable:
    """Declare a route open to everybody, and why."""

    def declare(view: Callable) -> Callable:
        view.public_because = reason
        return view

    return declare


def one_visible(model, key: int, action: str):
    """The thing with this id when the actor may take the action on it; else 404, never 403: ids tell nothing."""
    thing = db.session.get(model, key)
    if thing is None or not can(current_user, action, thing):
        abort(404)
    return thing


def require(action: str, thing=None) -> None:
    """Go on, or answer 403 with the sentence of the table."""
    ensure_can(current_user, action, thing)


def _gate():
    """Who, whose page, may he: who has signed in over another person is told so, and not what his role may (X2)."""
    view = current_app.view_functions.get(request.endpoint)
    if view is None or request.endpoint == "static":
        return None
    refuse_unaskable()
    guarded, writes = not hasattr(view, "public_because"), request.method not in SAFE_METHODS
    if guarded and not hasattr(view, "action"):
        raise Refused.because("undeclared", "Для этой страницы не объявлено, кому она открыта.", 403)
    if guarded and not current_user.is_authenticated:
        return login_manager.unauthorized()
    if writes:
        g.begun_at = clock.now()
        csrf.protect()
    if guarded:
        _ask(view.action)
    if writes:
        refuse_unkeepable()
        if not getattr(view, "streams", False):
            begin_write()
    return None


def _ask(action: str) -> None:
    if PERMISSIONS[action].hidden and not can(current_user, action):
        abort(404)
    require(action)


def init_app(app: Flask) -> None:
    """Stand before every request."""
    app.before_request(_gate)
