"""How gunicorn writes its logs: one line for a failure, and no address that tells a secret or a person (O5)."""

import os
from datetime import timedelta
from wsgiref.types import WSGIEnvironment

from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response

from app.kernel.logs import OneLine, formatter

LONGEST = 16  # letters of a part of an address; what is longer is a token or a digest


class WebLog(Logger):
    """As gunicorn's own, but without queries, referrers, tokens and messages of errors."""

    def setup(self, cfg: Config) -> None:
        """Set up as ever, then let errors be written as the house writes them."""
        super().setup(cfg)
        as_json = os.environ.get("OPORA_LOG") == "json"
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter("json") if as_json else OneLine(self.error_fmt, self.datefmt))

    def atoms(
        self, resp: Response, req: Request, environ: WSGIEnvironment, request_time: timedelta
    ) -> dict[str, object]:
        """The words of a line about a request."""
        path = masked(environ.get("RAW_URI", ""))
        line = f"{environ.get('REQUEST_METHOD')} {path} {environ.get('SERVER_PROTOCOL')}"
        return super().atoms(resp, req, environ, request_time) | {"r": line, "U": path, "q": "", "f": "-"}

    def exception(self, msg: str, *args: object, **kwargs: object) -> None:
        """An error outside of the application; gunicorn gives the address as an argument."""
        super().exception(msg, *(masked(one) if isinstance(one, str) else one for one in args), **kwargs)


def masked(address: str) -> str:
    """The path without its query, and of its parts only those that can be no secret."""
    parts = address.partition("?")[0].split("/")
    return "/".join("…" if len(part) > LONGEST or "%" in part else part for part in parts)
