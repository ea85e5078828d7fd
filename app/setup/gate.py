"""A house whose first year is not opened asks nothing of anybody: whatever lives in a year leads to its setting up."""

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel.reader import current_user
from app.permissions import can
from app.setup.current import begun

# Rooms that need no year, and those that need one that is named and may still be prepared.
WITHOUT = {"setup", "town_lists", "people", "people_lists", "invitations", "accounts", "own", "sessions", "recovery"}
WITHOUT |= {"training", "parts", "help", "journal", "health", "mail", "notices"}
PREPARED = {
    "years",
    "intake",
    "enrolment",
    "enrolment_lists",
    "officials",
    "templates",
    "checks",
    "directions",
    "sheets",
}
ALWAYS = {"static", "home.theme"}


def _lead() -> ResponseReturnValue | None:
    """On, or to the page that says what lacks."""
    room = request.blueprint
    if room is None or room in WITHOUT or request.endpoint in ALWAYS or not current_user.is_authenticated:
        return None
    stands = begun()
    if stands.opened or (stands.named and room in PREPARED):
        return None
    return redirect(url_for("setup.ready" if can(current_user, "setup.view") else "setup.waiting"), 303)


def init_app(app: Flask) -> None:
    """Stand before every request, after it is known who comes."""
    app.before_request(_lead)
