"""What is to be read next, and what was read of a file."""

from typing import NamedTuple

from flask import current_app
from sqlalchemy import ColumnElement, and_, case, or_, select

from app.documents.keeping import Keeper
from app.documents.models import Document, Version
from app.documents.office import ending_of
from app.documents.recognition import RECOGNIZER
from app.documents.recognition.models import Recognition
from app.documents.recognition.tesseract import program
from app.extensions import db
from app.kernel.again import MOST_TRIES
from app.kernel.clock import real_now

SCANNED = ("pdf", "jpg", "jpeg", "png")  # what may be a scan or a photograph
# Who waits most for the words: a curator who has to decide; a school that is at its document; anybody else.
NEED = case((Document.state == "submitted", 0), (Document.state.in_(("draft", "returned", "reopened")), 1), else_=2)


class Progress(NamedTuple):
    """How many pages of a scan are read, and of how many; the words of those where there are any."""

    done: int
    wanted: int
    words: dict[int, str]

    @property
    def is_over(self) -> bool:
        """All that is read of it is read."""
        return self.done == self.wanted


def is_on() -> bool:
    """Whether this house reads scans: by its setting, and by what is installed."""
    return current_app.config["SETTINGS"].recognition and program() is not None


def next_blob() -> int | None:
    """The file to be read now: the one that is needed most, of these the one that has waited longest."""
    rows = select(Recognition.blob_id).join(Version, Version.blob_id == Recognition.blob_id).join(Version.document)
    return db.session.scalar(rows.where(_waits()).order_by(NEED, Version.id).limit(1))


def _waits() -> ColumnElement[bool]:
    """Pages are to be read, or all were read by an older way; a file that has failed too often is left."""
    is_open = or_(Recognition.to_read > 0, Recognition.reader != RECOGNIZER)
    fresh = and_(Recognition.again_at.is_(None), Recognition.tries < MOST_TRIES)
    return and_(is_open, or_(fresh, Recognition.is_due(real_now())))


def progress(version: Keeper) -> Progress | None:
    """How far the reading of a file is; None of what is no scan, and where nobody will read it."""
    if ending_of(version.filename) not in SCANNED or version.blob_id is None:
        return None
    row = db.session.get(Recognition, version.blob_id)
    if row is None or (row.to_read and not is_on()):
        return None
    return Progress(len(row.wanted) - row.to_read, len(row.wanted), row.words)


def read_of(blob_id: int | None) -> tuple[int, dict[int, str]]:
    """The number of the way that a file was read by, and its words by page; 0 and none before all is read."""
    row = db.session.get(Recognition, blob_id) if blob_id is not None else None
    return (row.reader, row.words) if row and not row.to_read else (0, {})
