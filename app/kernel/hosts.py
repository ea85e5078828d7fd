"""The public address of the house: links are built from the setting, and a request to another host is not answered."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, current_app, url_for
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Response

AT_HOME = ("127.0.0.1", "localhost")  # a watchman asks on the machine itself
NOT_OURS = "Дом живёт по\u00a0другому адресу: {}\n"


def absolute(endpoint: str, **values: Any) -> str:  # what `url_for` takes
    """The whole address of a page: for a paper, a message or another machine."""
    public = current_app.config["SETTINGS"].public_url
    return f"{public}{url_for(endpoint, **values)}" if public else url_for(endpoint, _external=True, **values)


class OwnHost:
    """Answers a foreign `Host` with 400 before anything reads it."""

    def __init__(self, application: WSGIApplication, public_url: str):
        self.application, self.public_url = application, public_url
        self.known = (urlsplit(public_url).hostname or "", *AT_HOME)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hand on what is meant for this house."""
        if host_is_trusted(environ.get("HTTP_HOST", ""), self.known):
            return self.application(environ, start_response)
        return Response(NOT_OURS.format(self.public_url), 400, mimetype="text/plain")(environ, start_response)


def init_app(app: Flask) -> None:
    """Give whole addresses to the templates."""
    app.jinja_env.globals["absolute"] = absolute
