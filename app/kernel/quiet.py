"""Requests that a page sends by itself, without a person: they renew no session, so that silence ends it."""

from collections.abc import Callable

from flask import Flask, current_app, request
from flask.sessions import SessionMixin

from app.kernel.htmx import wants_region
from app.kernel.signing import PatientSessions


def quiet(view: Callable) -> Callable:
    """Declare a route whose region a page asks for by a timer (`hx-trigger="every …"` or `load …`)."""
    view.quiet = True
    return view


def is_quiet() -> bool:
    """True when nobody did anything to send this request."""
    return getattr(current_app.view_functions.get(request.endpoint), "quiet", False) and wants_region()


class Sessions(PatientSessions):
    """The cookie of Flask, which a quiet request does not give anew."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """As Flask does, but for those."""
        return not is_quiet() and super().should_set_cookie(app, session)


def init_app(app: Flask) -> None:
    """Keep sessions so."""
    app.session_interface = Sessions()
