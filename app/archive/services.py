"""Keep bytes: first in the store, then as a row; an orphan is harmless, a row without bytes can't be."""

import io
import shutil
from contextlib import closing
from datetime import datetime
from functools import partial

from flask import g
from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from app.archive import store
from app.archive.intake import Intake
from app.archive.models import Blob
from app.extensions import db
from app.kernel.child import File
from app.kernel.turn import OutOfTurn, turns_left, writing

CHUNK = 1024 * 1024


class Kept:
    """Bytes that the store holds already, before any row speaks of them."""

    def __init__(self, sha256: str, size: int):
        self.sha256, self.size = sha256, size


def publish(intake: Intake) -> Kept:
    """Put a filled intake. No row is written, no lock is held. Raises a StorageError: nothing is kept then."""
    store().put(intake.sha256, intake.whole())
    return Kept(intake.sha256, intake.size)


def store_bytes(stream: File) -> Kept:
    """The same for bytes that are at hand."""
    with closing(Intake()) as intake:
        shutil.copyfileobj(stream, intake, CHUNK)
        return publish(intake)


def blob_of(kept: Kept, now: datetime, derived: bool = False) -> Blob:
    """The row of the kept bytes: the one that stands, or a new one. What a person brings is never only derived."""
    mine = Blob(sha256=kept.sha256, size=kept.size, stored_at=now, derived=derived)
    blob = db.session.scalar(_rows_of(kept)) or _new(mine) or db.session.scalars(_rows_of(kept)).one()
    blob.derived = blob.derived and derived
    return blob


def _rows_of(kept: Kept) -> Select[Blob]:
    return select(Blob).where(Blob.sha256 == kept.sha256)


def _new(blob: Blob) -> Blob | None:
    """Nothing when somebody else's row of the same bytes was first by a moment."""
    try:
        with db.session.begin_nested():
            db.session.add(blob)
    except IntegrityError:
        return None
    return blob


def keep(data: bytes, now: datetime) -> Blob:
    """Store the bytes and give their row."""
    return blob_of(_stored(data), now)


def _stored(data: bytes) -> Kept:
    """Where others would wait to write and the view can begin anew, the bytes go into the store between its turns."""
    stored = g.setdefault("stored", {})
    if data not in stored:
        if writing() and turns_left():
            raise OutOfTurn(partial(_stored, data))
        stored[data] = store_bytes(io.BytesIO(data))
    return stored[data]


def read(blob: Blob) -> bytes:
    """All bytes of a blob; storage.Missing or storage.Unreachable when they can't be had."""
    with store().open(blob.sha256) as stream:
        return stream.read()
