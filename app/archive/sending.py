"""Send a file to a browser: with its own name, and so that nothing in it can run in our origin."""

import errno
from collections.abc import Iterator
from io import SEEK_END
from logging import Logger
from typing import IO
from urllib.parse import quote

from flask import Response, current_app

from app.archive import store
from app.archive.models import Blob
from app.archive.services import CHUNK
from app.kernel.headers import FILE_POLICY, PDF_POLICY
from storage import StorageError, Unreachable
from storage.speaking import Reading

INLINE_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}

OFFICE = "application/vnd.openxmlformats-officedocument"
DOWNLOADS = {
    "ics": "text/calendar",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pdf": INLINE_TYPES["pdf"],
    "csv": "text/csv",
    "zip": "application/zip",
}


def send(blob: Blob, filename: str, inline: bool = False) -> Response:
    """The bytes as an attachment; PDF and pictures may be shown in the page. The name survives Cyrillic and quotes.

    A slow reader holds the file open, and neither a context nor a connection to the database. The first bytes are
    read before anything is answered, so that a lost or short object is a page; what breaks later cuts the connection.
    """
    source = store().open(blob.sha256)
    first, log = _first(source, blob), current_app.logger
    ending = filename.rpartition(".")[2].lower()
    shown = inline and ending in INLINE_TYPES

    def chunks() -> Iterator[bytes]:
        chunk = first
        while chunk:
            yield chunk
            chunk = _next(source, log)

    response = Response(chunks(), mimetype=INLINE_TYPES[ending] if shown else "application/octet-stream")
    response.call_on_close(source.close)
    response.headers["Content-Disposition"] = disposition(filename, shown)
    response.headers["Content-Length"] = str(blob.size)
    response.headers["Content-Security-Policy"] = PDF_POLICY if shown and ending == "pdf" else FILE_POLICY
    return response


def _first(source: Reading, blob: Blob) -> bytes:
    try:
        first = source.read(CHUNK)
    except StorageError:
        source.close()
        raise
    if len(first) + source.left != blob.size:
        source.close()
        raise Unreachable(f"{blob.sha256}: {len(first) + source.left} bytes instead of {blob.size}")
    return first


def _next(source: Reading, log: Logger) -> bytes:
    """More bytes; or the connection is cut, for a browser must never take a part of a file for the file."""
    try:
        return source.read(CHUNK)
    except StorageError as error:
        log.error("archive, while sending: %s", error)
        raise ConnectionResetError(errno.ECONNRESET, "the object broke off") from error


def download(data: bytes, filename: str) -> Response:
    """What the house has made itself, as an attachment; its type is told by the ending of the name."""
    response = Response(data, mimetype=DOWNLOADS[filename.rpartition(".")[2]])
    response.headers["Content-Disposition"] = disposition(filename)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def poured(made: IO[bytes], filename: str) -> Response:
    """The same of something long, from the temporary file where it was made, which goes with the answer.

    As with `send`, a slow reader holds neither a context nor a connection to the database.
    """
    size = made.seek(0, SEEK_END)
    made.seek(0)
    response = streamed(iter(lambda: made.read(CHUNK), b""), size, filename)
    response.call_on_close(made.close)
    return response


def streamed(pieces: Iterator[bytes], size: int, filename: str) -> Response:
    """The same of what is made while it goes out, by its bytes in all: a part of it is never taken for the whole."""
    response = download(b"", filename)
    response.response = pieces
    response.headers["Content-Length"] = str(size)
    return response


def disposition(filename: str, shown: bool = False) -> str:
    """The header in ASCII alone: a plain fallback, and the whole name by RFC 6266 (F2, F5)."""
    ending = filename.rpartition(".")[2]
    fallback = f"document.{ending}" if ending.isascii() and ending.isalnum() else "document"
    return (
        f"{'inline' if shown else 'attachment'}; filename=\"{fallback}\"; filename*=UTF-8''{quote(filename, safe='')}"
    )
