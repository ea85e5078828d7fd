"""What a request brings: a body as long as it says, text that can be kept, ids that a row can have."""

from collections.abc import Callable

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

NUL = "\0"


class RowId(IntegerConverter):
    """`<int:…>` of an address: what no column can hold is no address, and answers 404."""

    def __init__(self, *args, **more):
        super().__init__(*args, **{"max": 2**31 - 1, **more})


def counted(wsgi_app: Callable) -> Callable:
    """Hold a body against its Content-Length: gunicorn ends a cut one quietly, and Werkzeug believes it (U6)."""

    def call(environ, start_response):
        if environ.get("CONTENT_LENGTH"):
            environ.pop("wsgi.input_terminated", None)
        return wsgi_app(environ, start_response)

    return call


def refuse_unkeepable() -> None:
    """400 for the one character that PostgreSQL can't keep; no keyboard types it."""
    typed = [value for values in request.form.listvalues() for value in values]
    names = [file.filename or "" for file in request.files.values()]
    if any(NUL in value for value in typed + names):
        abort(400)


def init_app(app: Flask) -> None:
    """Count the bodies, know the ids."""
    app.url_map.converters["int"] = RowId
    app.wsgi_app = counted(app.wsgi_app)
