"""What a request brings: a body as long as it says, text that can be kept, ids that a row can have."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

from app.kernel.front import put_before
from app.kernel.numbers import LARGEST

NUL = "\0"


class RowId(IntegerConverter):
    """`<int:…>` of an address: what no column can hold is no address, and answers 404."""

    def __init__(self, addresses: Map):
        super().__init__(addresses, max=LARGEST)


def counted(wsgi_app: WSGIApplication) -> WSGIApplication:
    """Hold a body against its Content-Length: gunicorn ends a cut one quietly, and Werkzeug believes it (U6)."""

    def call(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH"):
            environ.pop("wsgi.input_terminated", None)
        return wsgi_app(environ, start_response)

    return call


def reject_nul_query() -> None:
    """400 for an address with the one character that PostgreSQL takes in no question; no keyboard types it."""
    _refuse_nul(value for values in request.args.listvalues() for value in values)


def reject_nul_bytes() -> None:
    """The same for what is typed, and for the names of files."""
    _refuse_nul(value for values in request.form.listvalues() for value in values)
    _refuse_nul(file.filename or "" for file in request.files.values())


def _refuse_nul(values: Iterable[str]) -> None:
    if any(NUL in value for value in values):
        abort(400)


def init_app(app: Flask) -> None:
    """Count the bodies, know the ids."""
    app.url_map.converters["int"] = RowId
    put_before(app, counted)
