"""The job that makes what the page shows of a file: HTML of a DOCX, a PDF of what can't be shown so (D10).

A failure is kept as a failure; what could not be had, or for what there was no time, is tried again.
"""

import io
from threading import Lock

from sqlalchemy import or_, select

from app.archive.services import Kept, blob_of, read, store_bytes
from app.documents.keeping import Keeper
from app.documents.models import Preview, Version
from app.documents.office import CONVERTED, as_pdf, ending_of, program
from app.documents.preview import html_of
from app.documents.reading import READER
from app.extensions import db
from app.kernel import clock
from app.kernel.child import Busy, Overrun, in_child
from app.kernel.logs import tell
from app.kernel.transaction import begin_write, end_write
from storage import StorageError

TURN = Lock()
# Whose files are shown. A feature above adds its own.
KEEPERS: list[type[Keeper]] = [Version]


def convert_unshown() -> None:
    """Make what is shown of every file that waits for it; who comes while another is at it leaves it to them."""
    if not TURN.acquire(blocking=False):
        return
    try:
        while version := _next():
            _make(version)
            end_write()
    finally:
        TURN.release()


def show(version: Keeper) -> None:
    """The same for one DOCX, at once; what LibreOffice makes has its turn."""
    if ending_of(version.filename) == "docx" and _waits(version):
        _make(version)


def _next() -> Keeper | None:
    return next(filter(None, map(_unshown, KEEPERS)), None)


def _unshown(keeper: type[Keeper]) -> Keeper | None:
    is_read = or_(Preview.reader == READER, ~keeper.filename.ilike("%.docx"))
    settled = select(Preview.blob_id).where(
        Preview.blob_id == keeper.blob_id, is_read, ~Preview.is_due(clock.real_now())
    )
    made = {"docx"} | (CONVERTED if program() else set())
    ours = or_(*(keeper.filename.ilike(f"%.{ending}") for ending in sorted(made)))
    return db.session.scalar(
        select(keeper).where(keeper.blob_id.is_not(None), ours, ~settled.exists()).order_by(keeper.id).limit(1)
    )


def _waits(version: Keeper) -> bool:
    made = db.session.get(Preview, version.blob_id) if version.blob_id is not None else None
    return version.blob_id is not None and (made is None or made.reader != READER)


def _make(version: Keeper) -> None:
    blob_id, html, put_off = version.blob_id, "", False
    kept: Kept | None = None
    try:
        html, kept = _made(version)
    except (StorageError, Busy):
        put_off = True
    except Overrun:
        pass  # it can't be shown, and its page says so
    except Exception as error:  # of whatever kind: the others must not wait for its mending
        tell(f"preview of blob {blob_id}", error)
        put_off = True
    begin_write()
    preview = db.session.get(Preview, blob_id) or Preview(blob_id=blob_id)
    if preview.reader != READER:
        preview.reader, preview.tries = READER, 0
    preview.again_at = None
    if put_off:
        preview.put_off(clock.real_now())  # what an older reading made stays so long
    else:
        preview.html = html
        preview.pdf = blob_of(kept, clock.real_now(), derived=True) if kept else None
    db.session.add(preview)


def _made(version: Keeper) -> tuple[str, Kept | None]:
    ending, data = ending_of(version.filename), read(version.kept_blob)
    html = _html(data) if ending == "docx" else ""
    if html or (ending == "docx" and program() is None):
        return html, None
    return "", store_bytes(io.BytesIO(as_pdf(data, ending)))


def _html(docx: bytes) -> str:
    """Nothing when the reading can't do it: then LibreOffice may."""
    try:
        return in_child(html_of, docx) or ""
    except Busy:
        raise
    except Overrun:
        return ""
