"""The verbs: ask that the pages of a file are read; read for a while whatever is needed most."""

import time
from collections.abc import Sequence
from threading import Lock

from app.archive.models import Blob
from app.archive.services import read
from app.documents.recognition import RECOGNIZER, queries
from app.documents.recognition.models import Recognition
from app.documents.recognition.pictures import picture_of
from app.documents.recognition.tesseract import Page, read_page
from app.extensions import db
from app.kernel import clock
from app.kernel.child import Busy, Overrun, in_child
from app.kernel.logs import tell
from app.kernel.transaction import begin_write, end_write
from storage import StorageError

PAGES = 30  # of one file: a longer scan is a book, or should have been sent as text
SLICE = 40  # seconds of the clock in which pages are begun: a worker is free for others in every minute
TURN = Lock()


def ask_for(blob_id: int, pages: Sequence[int]) -> None:
    """The caller writes: these pages are pictures, their words are wanted; who has asked before asks in vain."""
    row = db.session.get(Recognition, blob_id)
    if pages and (row is None or row.reader != RECOGNIZER):
        wanted = list(pages[:PAGES])
        asked = {"wanted": wanted, "pages": {}, "to_read": len(wanted), "reader": RECOGNIZER, "tries": 0}
        db.session.merge(Recognition(blob_id=blob_id, again_at=None, **asked))


def recognise() -> None:
    """The job of the clock: read pages until the slice is over; who comes while another is at it leaves it to them."""
    if not queries.is_on() or not TURN.acquire(blocking=False):
        return
    until = time.monotonic() + SLICE
    try:
        while time.monotonic() < until and (blob_id := queries.next_blob()) is not None:
            _go_on(blob_id, until)
    finally:
        TURN.release()


def _go_on(blob_id: int, until: float) -> None:
    """Read the pages that are left; what can't be had now is put off, and what nobody could foresee as well."""
    try:
        data = read(db.session.get_one(Blob, blob_id))
        for number in _begun(blob_id):
            _keep(blob_id, number, _page(data, number))
            if time.monotonic() >= until:
                break
    except (StorageError, Busy):
        _put_off(blob_id)
    except Exception as error:  # of whatever kind: the other files must not wait for its mending
        tell(f"recognition of blob {blob_id}", error)
        _put_off(blob_id)


def _begun(blob_id: int) -> list[int]:
    """The pages that are left; all of them, when an older way has read them."""
    row = db.session.get_one(Recognition, blob_id)
    if row.reader != RECOGNIZER:
        begin_write()
        ask_for(blob_id, row.wanted)
        end_write()
    return [number for number in row.wanted if str(number) not in row.pages]


def _page(data: bytes, number: int) -> Page:
    """A page that can't be read holds no words: so it would another time."""
    try:
        return read_page(in_child(picture_of, data, number))
    except Busy:
        raise
    except Overrun:
        return Page()


def _keep(blob_id: int, number: int, page: Page) -> None:
    begin_write()
    row = db.session.get_one(Recognition, blob_id)
    row.pages = {**row.pages, str(number): list(page)}
    row.to_read = len(row.wanted) - len(row.pages)
    row.tries, row.again_at = 0, None
    end_write()


def _put_off(blob_id: int) -> None:
    begin_write()
    db.session.get_one(Recognition, blob_id).put_off(clock.real_now())
    end_write()
