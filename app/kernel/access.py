"""The gate: a route says its permission or answers 403; a thing is loaded only through what its reader may see."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue

from app.extensions import csrf, db, login_manager
from app.kernel import clock
from app.kernel.bodies import reject_nul_bytes, reject_nul_query
from app.kernel.declaring import View, action_of, declare, is_marked, reason_of, view_now
from app.kernel.reader import current_user
from app.kernel.transaction import SAFE_METHODS, begin_write
from app.permissions import PERMISSIONS, Place, can, ensure_can
from app.refusals import Refused

Thing = TypeVar("Thing", bound=Place)


def access(action: str, streams: bool = False) -> Callable[[View], View]:
    """Declare the permission of a route.

    A streaming route stores its file first and begins to write itself; `g.begun_at` is when its request began,
    before the body was read (U14).
    """
    assert action in PERMISSIONS, f"no such permission: {action}"

    def guarded(view: View) -> View:
        return declare(view, action=action, streams=streams)

    return guarded


def public(reason: str) -> Callable[[View], View]:
    """Declare a route open to everybody, and why."""

    def opened(view: View) -> View:
        return declare(view, public_because=reason)

    return opened


def one_visible(model: type[Thing], key: int, action: str) -> Thing:
    """The thing with this id when the actor may take the action on it; else 404, never 403: ids tell nothing."""
    return visible(db.session.get(model, key), action)


def visible(thing: Thing | None, action: str) -> Thing:
    """The same of a thing that was brought with all that its page shows."""
    if thing is None or not can(current_user, action, thing):
        abort(404)
    return thing


def require(action: str, thing: Place | None = None) -> None:
    """Go on, or answer 403 with the sentence of the table."""
    ensure_can(current_user, action, thing)


def opens(endpoint: str) -> bool:
    """True when the table of permissions lets the reader into the page."""
    action = action_of(current_app.view_functions[endpoint])
    return action is not None and can(current_user, action)


def _gate() -> ResponseReturnValue | None:
    """Who, whose page, may they: who has signed in over another person is told so, and not what their role may (X2)."""
    view = view_now()
    if view is None or request.endpoint == "static":
        return None
    reject_nul_query()
    action, writes = _permission(view), request.method not in SAFE_METHODS
    if action and not current_user.is_authenticated:
        return login_manager.unauthorized()
    if writes:
        g.begun_at = clock.now()
        csrf.protect()
    if action:
        _ask(action)
    if writes:
        reject_nul_bytes()
        if not is_marked(view, "streams"):
            begin_write()
    return None


def _permission(view: Callable[..., object]) -> str | None:
    """The action to ask for, None of a view that is open to everybody; raises Refused when it says neither."""
    if reason_of(view) is not None:
        return None
    action = action_of(view)
    if action is None:
        raise Refused.because("undeclared", "Для этой страницы не объявлено, кому она открыта.", 403)
    return action


def _ask(action: str) -> None:
    if PERMISSIONS[action].hidden and not can(current_user, action):
        abort(404)
    require(action)


def init_app(app: Flask) -> None:
    """Stand before every request."""
    app.before_request(_gate)
