"""A table that somebody loads: kept first, then read; what it would do is shown, and the same bytes are read again."""

from collections.abc import Callable
from datetime import datetime

from flask import current_app
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from app.archive import files
from app.archive.models import Blob
from app.archive.services import blob_of, publish
from app.extensions import db
from app.kernel.spreadsheet import NoTable
from app.kernel.transaction import begin_write
from app.permissions import Refused

NO_FILE = Refused("empty", "Файл не\u00a0выбран. Выберите таблицу XLSX.")


def received(file: FileStorage | None, now: datetime, reader: Callable[[bytes], list]) -> tuple[Blob, list] | Refused:
    """The file in the archive and its rows; the right to write is taken only after it is stored."""
    if not file or not file.filename:
        return NO_FILE
    limit = current_app.config["SETTINGS"].upload_limit
    refused = files.refusal(file.stream, files.name_of(file.filename), file.stream.size, limit)
    if refused is not None:
        return refused
    found = rows(file.stream.read(), reader)
    if isinstance(found, Refused):
        return found
    file.stream.seek(0)
    stored = publish(file.stream)
    begin_write()
    return blob_of(stored, now), found


def rows(data: bytes, reader: Callable[[bytes], list]) -> list | Refused:
    """What the reader finds, or the sentence of why there is no such table."""
    try:
        return reader(data)
    except NoTable as error:
        return Refused("no_table", str(error))


def kept(sha256: str) -> Blob | None:
    """The file that a table was read from."""
    return db.session.scalar(select(Blob).where(Blob.sha256 == sha256))
