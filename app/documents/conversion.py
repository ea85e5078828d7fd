"""The job that makes a PDF of what a browser can't show, one file at a time; a failure is kept as a failure (D10)."""

import io
from threading import Lock

from sqlalchemy import or_, select

from app.archive.services import blob_of, read, store_bytes
from app.documents.models import Preview, Version
from app.documents.office import CONVERTED, as_pdf, ending_of, program
from app.extensions import db
from app.kernel import clock
from app.kernel.child import Overrun
from app.kernel.transaction import begin_write, end_write

TURN = Lock()
# Whose files are shown: each has blob_id, blob and filename. A feature above adds its own.
KEEPERS: list = [Version]


def convert_unshown() -> None:
    """Make the PDF of every file that waits for one; who comes while another is at it leaves it to him."""
    if program() is None or not TURN.acquire(blocking=False):
        return
    try:
        while version := _next():
            _convert(version)
            end_write()
    finally:
        TURN.release()


def _next():
    return next(filter(None, map(_unshown, KEEPERS)), None)


def _unshown(keeper):
    shown = select(Preview.blob_id).where(Preview.blob_id == keeper.blob_id).exists()
    ours = or_(*(keeper.filename.ilike(f"%.{ending}") for ending in sorted(CONVERTED)))
    return db.session.scalar(
        select(keeper).where(keeper.blob_id.is_not(None), ours, ~shown).order_by(keeper.id).limit(1)
    )


def _convert(version) -> None:
    blob_id, ending = version.blob_id, ending_of(version.filename)
    try:
        kept = store_bytes(io.BytesIO(as_pdf(read(version.blob), ending)))
    except Overrun:
        kept = None
    begin_write()
    pdf = blob_of(kept, clock.real_now(), derived=True) if kept else None
    db.session.add(Preview(blob_id=blob_id, html="", pdf=pdf))
