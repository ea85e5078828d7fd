"""The jobs that make what the page shows of a file: HTML, and a PDF of what can't be shown so or is asked for (D10).

A failure is kept as a failure; what could not be had, or for what there was no time, is tried again.
"""

import io
from threading import Lock

from sqlalchemy import or_, select

from app.archive.models import Blob
from app.archive.services import Kept, blob_of, read, store_bytes
from app.documents.keeping import Keeper
from app.documents.models import Preview, Version
from app.documents.office import as_pdf, converted, ending_of, program, readable
from app.documents.preview import html_of, lines_of, may_be_drawn
from app.documents.reading import READER
from app.documents.reading.page import DRAWING
from app.documents.reading.readers import READERS
from app.extensions import db
from app.kernel import clock
from app.kernel.child import Busy, Overrun, in_child
from app.kernel.logs import tell
from app.kernel.transaction import begin_write, end_write
from storage import StorageError

TURN, AT_PAPER = Lock(), Lock()
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
    """The same for one file, at once."""
    if ending_of(version.filename) in READERS and _waits(version):
        _make(version)


def draw(blob_id: int, ending: str) -> None:
    """Make the PDF of a file that somebody wants to see «Как в Word»; one after another, and each once."""
    with AT_PAPER:
        end_write()  # what was made while this one waited is seen
        blob, made = db.session.get(Blob, blob_id), db.session.get(Preview, blob_id)
        if blob is None or ending not in READERS or program() is None:
            return
        if made and (made.pdf_id or not may_be_drawn(made.pdf_tries, made.pdf_tried_at, clock.real_now())):
            return
        kept = _drawn(blob, ending)
        begin_write()
        made = db.session.get(Preview, blob_id) or Preview(blob_id=blob_id, reader=0)
        made.pdf = blob_of(kept, clock.real_now(), derived=True) if kept else None
        if kept is None:
            made.pdf_tries, made.pdf_tried_at = (made.pdf_tries or 0) + 1, clock.real_now()
        db.session.add(made)
        end_write()


def _drawn(blob: Blob, ending: str) -> Kept | None:
    try:
        return store_bytes(io.BytesIO(as_pdf(read(blob), ending)))
    except (StorageError, Overrun):
        return None
    except Exception as error:  # of whatever kind: it is kept as a try in vain
        tell(f"PDF of blob {blob.id}", error)
        return None


def _next() -> Keeper | None:
    return next(filter(None, map(_unshown, KEEPERS)), None)


def _unshown(keeper: type[Keeper]) -> Keeper | None:
    settled = select(Preview.blob_id).where(
        Preview.blob_id == keeper.blob_id, Preview.reader == READER, ~Preview.is_due(clock.real_now())
    )
    ours = or_(*(keeper.filename.ilike(f"%.{ending}") for ending in sorted(READERS)))
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
        if kept:
            preview.pdf = blob_of(kept, clock.real_now(), derived=True)
    db.session.add(preview)


def _made(version: Keeper) -> tuple[str, Kept | None]:
    ending, data = ending_of(version.filename), read(version.kept_blob)
    html = _html(*readable(data, ending))
    if html or program() is None:
        return html, None
    return "", store_bytes(io.BytesIO(as_pdf(data, ending)))


def _html(data: bytes, ending: str) -> str:
    """Nothing when the reading can't do it: then LibreOffice may."""
    try:
        html = in_child(html_of, data, ending) or ""
        return _with_lines(html, data, ending) if DRAWING in html and program() else html
    except Busy:
        raise
    except Overrun:
        return ""


def _with_lines(html: str, data: bytes, ending: str) -> str:
    """The page with its pictures of lines drawn by LibreOffice; as it was when that can't be."""
    try:
        found = in_child(lines_of, data, ending)
        names = {part: f"picture{at}" for at, part in enumerate(found)}
        made = converted({names[part] + kind: lines for part, (kind, lines) in found.items()}, "png") if found else {}
        drawn = {part: made[f"{name}.png"] for part, name in names.items() if f"{name}.png" in made}
        return (in_child(html_of, data, ending, drawn) if drawn else None) or html
    except Overrun:
        return html
