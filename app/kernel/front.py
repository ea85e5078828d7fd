"""What stands before Flask and hears each request first."""

from collections.abc import Callable
from wsgiref.types import WSGIApplication

from flask import Flask


def put_before(app: Flask, layer: Callable[[WSGIApplication], WSGIApplication]) -> None:
    """Put a layer before all that stands there yet."""
    app.wsgi_app = layer(app.wsgi_app)  # type: ignore[method-assign, assignment]  # the way that Flask itself gives
