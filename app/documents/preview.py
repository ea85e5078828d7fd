"""A document shown in the page: what READERS read as clean HTML, without scripts, styles or pictures from outside."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import current_app
from sqlalchemy import bindparam, select

from app.documents.keeping import Keeper
from app.documents.models import Preview
from app.documents.office import CONVERTED, ending_of, program
from app.documents.pictures import Album
from app.documents.reading.page import page_of
from app.documents.reading.readers import read_file
from app.documents.reading.tree import Unreadable
from app.kernel import clock
from app.kernel.reads import Read
from storage import StorageError

MADE = CONVERTED | {"docx"}
ONLY_WORDS = (
    "Здесь одни слова файла: таблицы и\u00a0оформление старого формата DOC программа без LibreOffice не\u00a0читает. "
    "Чтобы увидеть всё, скачайте файл."
)
PATIENCE = timedelta(minutes=10)


class Made(NamedTuple):
    """What was made of a file; it is tried again at `again_at` when it could not be made for want of time."""

    html: str
    pdf_id: int | None
    again_at: datetime | None


MADE_OF = Read(
    Made, select(Preview.html, Preview.pdf_id, Preview.again_at).where(Preview.blob_id == bindparam("blob_id"))
)


def shown(version: Keeper) -> dict:
    """What the page shows of a version: HTML, a frame, a picture; that it is being made, or that it is lost.

    Whatever keeps a file as a version does is shown alike. Nothing is made here.
    """
    if version.link:
        return {"preview": None, "ending": ""}
    made, ending = MADE_OF.first(blob_id=version.blob_id), ending_of(version.filename)
    ready = made if made and (made.again_at is None or made.html) else None
    html = ready.html if ready else ""
    if not html and _is_lost(version):
        return {"preview": None, "ending": "", "lost": True}
    kept = {"preview": html, "ending": ending, "lost": False, "derived": bool(ready and ready.pdf_id)}
    if ending not in MADE or ready:
        return kept
    return {**kept, "waits": _is_coming(version, ending), "converted": ending in CONVERTED}


def _is_lost(version: Keeper) -> bool:
    try:
        current_app.extensions["store"].size(version.kept_blob.sha256)
    except StorageError as error:
        current_app.logger.error("archive: %s", error)
        return True
    return False


def _is_coming(version: Keeper, ending: str) -> bool:
    """True while the worker may still be at it: after that the page promises nothing."""
    can_be_made = ending not in CONVERTED or program() is not None
    return can_be_made and clock.now() - version.uploaded_at < PATIENCE


def html_of(data: bytes, ending: str = "docx") -> str | None:
    """Safe HTML of a file that one of READERS reads; None when it can't be read, and the page says so."""
    try:
        found = read_file(data, ending)
        html = page_of(found.document, Album(found.held).address)
    except Unreadable:
        return None
    return f'<p class="doc-unseen" role="note">{ONLY_WORDS}</p>{html}' if found.flat and html else html
