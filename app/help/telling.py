"""What is new is told once: on the first page after a person has signed in to a release that one has not seen yet."""

from datetime import datetime
from typing import NamedTuple

from flask import Flask, session
from flask_login import user_logged_in
from markupsafe import Markup
from sqlalchemy import bindparam, select

from app.extensions import db
from app.help.leading import news_for
from app.help.reading import Release, releases
from app.kernel.calendar import local
from app.kernel.reader import current_user
from app.kernel.reads import Read
from app.people.accounts.actor import SignedIn
from app.people.accounts.models import Account, ToldRelease

KEY = "release"  # in the session: what the next page tells
FEW = 3  # lines that are told; the rest is on the page of changes


class _Known(NamedTuple):
    """Since when somebody comes in, and of which release one was told."""

    created_at: datetime
    version: str | None


KNOWN = Read(
    _Known,
    select(Account.created_at, ToldRelease.version)
    .outerjoin(ToldRelease, ToldRelease.person_id == Account.person_id)
    .where(Account.person_id == bindparam("person_id")),
)


def _signed_in(_app: Flask, user: SignedIn) -> None:
    """Remember what the next page is to tell: nothing to a newcomer, for whom everything is new."""
    newest, known = releases()[0], KNOWN.first(person_id=user.person_id)
    if known is None or known.version == newest.version:
        return
    told = db.session.get(ToldRelease, user.person_id) or ToldRelease(person_id=user.person_id)
    told.version = newest.version
    db.session.add(told)
    if known.version or f"{local(known.created_at):%Y%m%d}" < "".join(reversed(newest.day.split("."))):
        session[KEY] = newest.version


def fresh() -> tuple[Release, list[Markup]] | None:
    """The release that this page tells of, and its first lines for the reader; None on every page after it."""
    version = session.pop(KEY, None) if KEY in session else None
    release = next((one for one in releases() if one.version == version), None)
    lines = release.told(news_for(one.role for one in current_user.grants))[:FEW] if release else []
    return (release, lines) if release and lines else None


def init_app(app: Flask) -> None:
    """Hear who signs in."""
    user_logged_in.connect(_signed_in, app)
