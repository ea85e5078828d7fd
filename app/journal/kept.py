"""What is made of committed rows and kept in the process until the journal goes on; it belongs to nobody."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, g, has_request_context
from sqlalchemy import func, select

from app.journal.models import Event
from app.kernel.reads import Read

Made = TypeVar("Made")
HEAD = Read(int, select(func.coalesce(func.max(Event.id), 0)))


def kept(name: str, about: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """What `make` gives `about` this; made anew after any verb, for each of them ends in the journal, one by one.

    It is put in place whole: another thread sees the old pair or the new one, never half of each. A request that
    writes puts nothing there, for what it reads may never be committed; outside of requests nothing is kept.
    """
    if not has_request_context():
        return make()
    asked = about, HEAD.one()
    known, made = current_app.extensions.get(name, (None, None))
    if known != asked:
        made = make()
        if not g.get("writing"):
            current_app.extensions[name] = asked, made
    return made
