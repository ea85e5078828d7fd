"""Send a blob to a browser: with its own name, and so that nothing in it can run in our origin."""

from urllib.parse import quote

from flask import Response, current_app

from app.archive.models import Blob
from app.archive.services import CHUNK
from app.kernel.headers import FILE_POLICY, PDF_POLICY

INLINE_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


def send(blob: Blob, filename: str, inline: bool = False) -> Response:
    """The bytes as an attachment; PDF and pictures may be shown in the page. The name survives Cyrillic and quotes.

    A slow reader holds the file open, and neither a context nor a connection to the database.
    """
    store = current_app.extensions["store"]
    source = store.open(blob.sha256)
    ending = filename.rpartition(".")[2].lower()
    shown = inline and ending in INLINE_TYPES

    def chunks():
        with source:
            while chunk := source.read(CHUNK):
                yield chunk

    response = Response(chunks(), mimetype=INLINE_TYPES[ending] if shown else "application/octet-stream")
    response.headers["Content-Disposition"] = disposition(filename, shown)
    response.headers["Content-Length"] = str(blob.size)
    response.headers["Content-Security-Policy"] = PDF_POLICY if shown and ending == "pdf" else FILE_POLICY
    return response


def disposition(filename: str, shown: bool = False) -> str:
    """The header in ASCII alone: a plain fallback, and the whole name by RFC 6266 (F2, F5)."""
    ending = filename.rpartition(".")[2]
    fallback = f"document.{ending}" if ending.isascii() and ending.isalnum() else "document"
    return (
        f"{'inline' if shown else 'attachment'}; filename=\"{fallback}\"; filename*=UTF-8''{quote(filename, safe='')}"
    )
