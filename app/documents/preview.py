"""A document shown in the page: what READERS read as clean HTML, without scripts, styles or pictures from outside."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import current_app
from sqlalchemy import bindparam, select

from app.documents.keeping import Keeper
from app.documents.models import Preview
from app.documents.office import ending_of, program
from app.documents.pictures import NONE, Album, lines_in
from app.documents.reading.page import page_of
from app.documents.reading.readers import READERS, read_file
from app.documents.reading.tree import Unreadable
from app.kernel import clock
from app.kernel.reads import Read
from app.kernel.waiting import turn
from storage import StorageError

AS_IN = {"xlsx": "Как в\u00a0Excel", "pptx": "Как в\u00a0PowerPoint"}  # the other readable files: «Как в Word»
IN_VAIN, NEXT_TRY = 3, timedelta(minutes=10)  # tries of LibreOffice at one file, and how far they are apart
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
    reader: int
    pdf_tries: int
    pdf_tried_at: datetime | None

    @property
    def is_ready(self) -> bool:
        """Whether there is HTML, or there will be none."""
        return bool(self.html) or (self.again_at is None and self.reader > 0)


COLUMNS = (Preview.html, Preview.pdf_id, Preview.again_at, Preview.reader, Preview.pdf_tries, Preview.pdf_tried_at)
MADE_OF = Read(Made, select(*COLUMNS).where(Preview.blob_id == bindparam("blob_id")))


def shown(version: Keeper, as_printed: bool = False) -> dict:
    """What the page shows of a version: HTML, a frame, a picture; that it is being made, or that it is lost.

    Whatever keeps a file as a version does is shown alike. Nothing is made here; `as_printed`, «Как в Word», the worker
    is asked for the PDF that is not there yet.
    """
    if version.link:
        return {"preview": None, "ending": ""}
    made, ending = MADE_OF.first(blob_id=version.blob_id), ending_of(version.filename)
    ready = made if made and made.is_ready else None
    html = ready.html if ready else ""
    if not html and _is_lost(version):
        return {"preview": None, "ending": "", "lost": True}
    derived = bool(made and made.pdf_id)
    kept = {"preview": html, "ending": ending, "lost": False, "derived": derived, "as_in": _as_in(ending)}
    if as_printed and kept["as_in"]:
        return {**kept, "preview": "", "as_printed": True, "waits": not derived and _asked(version, made, ending)}
    if ending not in READERS or ready:
        return kept
    return {**kept, "waits": clock.now() - version.uploaded_at < PATIENCE}


def _as_in(ending: str) -> str:
    """How the second view is called; nothing where there is none."""
    return AS_IN.get(ending, "Как в\u00a0Word") if ending in READERS and program() else ""


def _asked(version: Keeper, made: Made | None, ending: str) -> bool:
    """Ask the worker for the PDF; False when it has tried in vain, so that the page promises nothing."""
    if made and not may_be_drawn(made.pdf_tries, made.pdf_tried_at, clock.real_now()):
        return False
    if turn() == 0:
        current_app.extensions["jobs"]("draw", version.blob_id, ending)
    return True


def may_be_drawn(tries: int, tried_at: datetime | None, now: datetime) -> bool:
    """Whether LibreOffice may try at a file of which it has made no PDF yet."""
    return tries < IN_VAIN and (tried_at is None or now - tried_at >= NEXT_TRY)


def _is_lost(version: Keeper) -> bool:
    try:
        current_app.extensions["store"].size(version.kept_blob.sha256)
    except StorageError as error:
        current_app.logger.error("archive: %s", error)
        return True
    return False


def lines_of(data: bytes, ending: str) -> dict[str, tuple[str, bytes]]:
    """The pictures of lines of a file, which LibreOffice can make into points; see `lines_in`."""
    try:
        found = read_file(data, ending)
    except Unreadable:
        return {}
    return lines_in(found.document, found.held)


def html_of(data: bytes, ending: str = "docx", drawn: Mapping[str, bytes] = NONE) -> str | None:
    """Safe HTML of a file that one of READERS reads; None when it can't be read, and the page says so.

    `drawn` are its pictures of lines by their parts, as PNG.
    """
    try:
        found = read_file(data, ending)
        html = page_of(found.document, Album(found.held, drawn).address)
    except Unreadable:
        return None
    return f'<p class="doc-unseen" role="note">{ONLY_WORDS}</p>{html}' if found.flat and html else html
