"""A table that somebody loads: kept first, then read; what it would do is shown, and the same bytes are read again."""

from collections.abc import Callable
from datetime import datetime

from flask import Request
from sqlalchemy import select

from app.archive.models import Blob
from app.archive.services import blob_of, read
from app.archive.taking import named, take_only
from app.extensions import db
from app.kernel.spreadsheet import NoTable
from app.kernel.transaction import begin_write
from app.refusals import Refusal, Refused

Reader = Callable[[bytes], list]
NO_FILE = Refusal("empty", "Файл не\u00a0выбран. Выберите таблицу XLSX.")
NO_XLSX = Refusal("wrong_type", "Нужна таблица XLSX. Сохраните её так в\u00a0Excel и\u00a0загрузите снова.")


def received(request: Request, owner: int, now: datetime, reader: Reader) -> tuple[Blob, list]:
    """The file in the archive and its rows; the right to write is taken only after it is stored. Raises Refused."""
    if not named(request):
        raise Refused(NO_FILE)
    taken = take_only(request, owner, ("xlsx",), NO_XLSX)
    found = rows(taken.read(), reader)
    stored = taken.keep()
    begin_write()
    return blob_of(stored, now), found


def rows(data: bytes, reader: Reader) -> list:
    """What the reader finds; raises Refused, with the sentence of why there is no such table."""
    try:
        return reader(data)
    except NoTable as error:
        raise Refused.because("no_table", str(error)) from error


def read_again(sha256: str, reader: Callable[[bytes], list]) -> tuple[Blob, list] | None:
    """A file that was shown and the rows of the same bytes, None when nobody has shown it.

    The right to write is taken after the reading. Raises Refused when there is no table any more.
    """
    blob = db.session.scalar(select(Blob).where(Blob.sha256 == sha256))
    if blob is None:
        return None
    found = rows(read(blob), reader)
    begin_write()
    return blob, found
