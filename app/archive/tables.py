"""A table that somebody loads: kept first, then read; what it would do is shown, and the same bytes are read again."""

from collections.abc import Callable
from datetime import datetime

from flask import Request
from sqlalchemy import select

from app.archive.models import Blob
from app.archive.services import blob_of, read
from app.archive.taking import named, only, take_file
from app.extensions import db
from app.kernel.spreadsheet import NoTable
from app.kernel.transaction import begin_write
from app.permissions import Refused

Reader = Callable[[bytes], list]
NO_FILE = Refused("empty", "Файл не\u00a0выбран. Выберите таблицу XLSX.")
NO_XLSX = Refused("wrong_type", "Нужна таблица XLSX. Сохраните её так в\u00a0Excel и\u00a0загрузите снова.")


def received(request: Request, owner: int, now: datetime, reader: Reader) -> tuple[Blob, list] | Refused:
    """The file in the archive and its rows; the right to write is taken only after it is stored."""
    taken = only(take_file(request, owner), ("xlsx",), NO_XLSX) if named(request) else NO_FILE
    if isinstance(taken, Refused):
        return taken
    found = rows(taken.read(), reader)
    if isinstance(found, Refused):
        return found
    stored = taken.keep()
    begin_write()
    return blob_of(stored, now), found


def rows(data: bytes, reader: Reader) -> list | Refused:
    """What the reader finds, or the sentence of why there is no such table."""
    try:
        return reader(data)
    except NoTable as error:
        return Refused("no_table", str(error))


def read_again(sha256: str, reader: Callable[[bytes], list]) -> tuple[Blob, list] | Refused | None:
    """A file that was shown and the rows of the same bytes, or None; the right to write is taken after the reading."""
    blob = db.session.scalar(select(Blob).where(Blob.sha256 == sha256))
    if blob is None:
        return None
    found = rows(read(blob), reader)
    if isinstance(found, Refused):
        return found
    begin_write()
    return blob, found
