"""A form that is sent again makes nothing twice: its key is kept with what it did, in the same transaction (U7, A8).

The key comes with the form (`csrf()` of macros/parts.html); with the person, the address and all that was typed it
makes one digest. The same form once more finds the digest taken, and answers with the way that the first one led to.
A form that was refused, failed, or changed nothing takes no key. One with an `upload_key` keeps a law of its own.
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import IO
from urllib.parse import urlsplit

from flask import Flask, flash, g, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ForeignKey, String, Text, UpdateBase, delete, event, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, SessionTransaction, mapped_column
from sqlalchemy.orm.unitofwork import UOWTransaction

from app.extensions import Model, db
from app.kernel import clock
from app.kernel.declaring import View, declare, is_marked, view_now
from app.kernel.moments import Moment
from app.kernel.reader import current_user
from app.kernel.ways import inside_of, safe_redirect_target

FIELD, KEY = "form_key", re.compile("[0-9a-f]{32}")
SESSIONS = "sessions"  # the table that each request writes to: that a session is in use
KEPT = timedelta(days=3)  # nobody sends a form again so long after
ALREADY = "Это уже записано: та\u00a0же форма пришла второй раз, и\u00a0повторно ничего не\u00a0сделано."
CHUNK = 1024 * 1024
CLAIMED = "opora.claimed"  # of the request: its form has been asked for its key
Insert = Callable[[type[Model]], sqlite.Insert | postgresql.Insert]
INSERT: dict[str, Insert] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class SentForm(Model):
    """A form that did what it asked for, and the address that it answered with, if it was one."""

    __tablename__ = "sent_forms"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    address: Mapped[str] = mapped_column(Text, default="")


class AlreadySent(Exception):
    """The same form has been answered before, with this address."""

    def __init__(self, address: str):
        super().__init__()
        self.address = address


def repeatable(view: View) -> View:
    """Declare an action that is done again each time: it changes the browser's own cookies."""
    return declare(view, repeatable=True)


def claim() -> None:
    """Take the key of this form for the transaction that begins. Raises AlreadySent when it was taken."""
    if request.environ.get(CLAIMED):
        return
    request.environ[CLAIMED] = True
    key = request.form.get(FIELD, "")
    exempt = is_marked(view_now(), "repeatable") or "upload_key" in request.form
    if exempt or not KEY.fullmatch(key):
        return
    row = {"digest": _digest(key), "person_id": _person(), "sent_at": clock.real_now(), "address": ""}
    connection = db.session.connection()
    insert = INSERT[connection.dialect.name](SentForm).values(row).on_conflict_do_nothing()
    if connection.execute(insert.returning(SentForm.digest)).first() is None:
        known = select(SentForm.address).where(SentForm.digest == row["digest"])
        raise AlreadySent(db.session.scalar(known) or "")
    g.sent_form = row["digest"]


def unclaim() -> None:
    """The transaction that took the key is undone: the next one takes it again."""
    if has_request_context():
        request.environ[CLAIMED] = False
        g.pop("sent_form", None)


def _person() -> int | None:
    return getattr(current_user, "person_id", None)


def _digest(key: str) -> str:
    typed = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    files = [(field, file.filename, _content(file.stream)) for field, file in request.files.items(multi=True)]
    return hashlib.sha256(repr((_person(), request.full_path, key, typed, files)).encode()).hexdigest()


def _content(stream: IO[bytes]) -> str:
    """The digest of a file: an intake knows its own."""
    known = getattr(stream, "sha256", None)
    if known is None:
        read = hashlib.sha256()
        stream.seek(0)
        while piece := stream.read(CHUNK):
            read.update(piece)
        stream.seek(0)
        known = read.hexdigest()
    return known


def keep_answer(address: str | None) -> bool:
    """Remember where the form led to; False when it took a key and changed nothing, so that nothing is to be kept."""
    if "sent_form" not in g:
        return True
    db.session.flush()
    if not db.session.info.get("wrote", False):
        return False
    if address:
        kept = update(SentForm).where(SentForm.digest == g.sent_form).values(address=address)
        db.session.connection().execute(kept)
    return True


def sweep_sent_forms() -> None:
    """Forget the forms of days ago. Commits nothing."""
    old = SentForm.sent_at < clock.real_now() - KEPT
    if db.session.scalar(select(SentForm.digest).where(old).limit(1)):
        db.session.execute(delete(SentForm).where(old))


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: UOWTransaction) -> None:
    if session.new or session.dirty or session.deleted:
        session.info["wrote"] = True


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    change = state.statement
    if isinstance(change, UpdateBase) and getattr(change.table, "name", "") != SESSIONS:
        state.session.info["wrote"] = True


@event.listens_for(Session, "after_soft_rollback")
def _rolled_back(session: Session, undone: SessionTransaction) -> None:
    """What went before a savepoint stays written when that is undone."""
    if not undone.nested:
        session.info.pop("wrote", None)


def _again(sent: AlreadySent) -> ResponseReturnValue:
    """As the first answer did, or the page where the form stands, with the truth of now."""
    db.session.rollback()
    flash(ALREADY)
    if request.headers.get("HX-Request"):
        here = inside_of(request.headers.get("HX-Current-URL"))
        same = urlsplit(sent.address).path == urlsplit(here).path  # the page itself, which may say what became of it
        return "", 200, {"HX-Redirect": safe_redirect_target(sent.address) if same else here}
    return redirect(safe_redirect_target(sent.address) if sent.address else inside_of(request.referrer), 303)


def init_app(app: Flask) -> None:
    """Give forms their key: one for all forms of an answer."""
    app.jinja_env.globals["form_key"] = lambda: g.setdefault(FIELD, secrets.token_hex(16))
    app.register_error_handler(AlreadySent, _again)
