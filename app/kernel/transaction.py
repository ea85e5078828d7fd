"""One commit per successful unsafe request, in one place; what was said goes out only after it."""

from copy import deepcopy

from flask import Flask, Response, g, has_request_context, request, session
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.kernel.later import send_later
from app.kernel.resending import claim, keep_answer, unclaim

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SAID = "_flashes"  # where Flask keeps what is to be said on the next page


def begin_write() -> None:
    """End the reading that went before; the next statement takes the right to write (BEGIN IMMEDIATE).

    In a request its form is claimed first: raises AlreadySent when it has done its work before.
    """
    db.session.rollback()
    if g.get("writing"):
        unclaim()
    g.writing = True
    if has_request_context() and request.method not in SAFE_METHODS:
        claim()


def end_write() -> None:
    """Commit, and give back the right to write: what follows reads again and holds nobody up."""
    db.session.commit()
    g.writing = False


def forget() -> None:
    """Leave no trace of the request that failed: no row, no job, no word of success, nobody signed in or out."""
    g.pop("later", None)
    g.writing = False
    unclaim()
    if "session_before" in g:
        session.clear()
        session.update(g.session_before)
    try:
        db.session.rollback()
    except SQLAlchemyError:  # the connection is dead, and what it held is gone with it
        db.session().invalidate()


def unsay() -> None:
    """Take back what the request wanted to say on the next page: it was refused."""
    said, before = session.get(SAID), g.get("session_before", {}).get(SAID, [])
    if said and len(said) > len(before):
        session[SAID] = said[: len(before)]


def _remember() -> None:
    if request.method not in SAFE_METHODS:
        g.session_before = deepcopy(dict(session))


def _settle(response: Response) -> Response:
    """Commit what a successful unsafe request did; anything else leaves no trace."""
    if request.method in SAFE_METHODS:
        return response
    if response.status_code >= 400:
        unsay()
    if g.get("writing"):
        if response.status_code >= 400:
            db.session.rollback()
            return response
        if keep_answer(response.location):
            db.session.commit()
        else:
            db.session.rollback()
        send_later()
    return response


def init_app(app: Flask) -> None:
    """Settle after every request."""
    app.before_request(_remember)
    app.after_request(_settle)
