"""Requests that a page sends by itself, without a person: they renew no session, so that silence ends it."""

from flask import Flask
from flask.sessions import SessionMixin

from app.kernel.declaring import View, declare, is_marked, view_now
from app.kernel.htmx import wants_region
from app.kernel.signing import PatientSessions


def quiet(view: View) -> View:
    """Declare a route whose region a page asks for by a timer (`hx-trigger="every …"` or `load …`)."""
    return declare(view, quiet=True)


def is_quiet() -> bool:
    """True when nobody did anything to send this request."""
    return is_marked(view_now(), "quiet") and wants_region()


class Sessions(PatientSessions):
    """The cookie of Flask, which a quiet request does not give anew."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """As Flask does, but for those."""
        return not is_quiet() and super().should_set_cookie(app, session)


def init_app(app: Flask) -> None:
    """Keep sessions so."""
    app.session_interface = Sessions()
