"""What the log says of a failure: one line and one number, the way through our code, and nobody's words.

The message of an error may hold what a person typed, so the type stands for it; the whole of it is told at DEBUG alone.
"""

import copy
import logging
import secrets
import sys
import traceback
from pathlib import Path

from flask import current_app, g, has_request_context, request
from pythonjsonlogger.json import JsonFormatter

HOUSE = Path(__file__).resolve().parents[2]
STEPS = 6  # of the way through our code, the innermost first
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


FIELDS = "{asctime}{levelname}{name}{message}"


def number_of_request() -> str:
    """The number by which all lines of a request are found; outside of one, a new number each time."""
    number: str = g.setdefault("number", secrets.token_hex(4)) if has_request_context() else secrets.token_hex(4)
    return number


def tell(kind: str, error: BaseException) -> str:
    """Write the failure down in one line; the number of its request, for the page."""
    number = number_of_request()
    where = f"{request.method} {request.url_rule or 'no such address'}" if has_request_context() else "no request"
    current_app.logger.error("failure %s: %s, %s, %s", number, kind, where, said_of(error))
    current_app.logger.debug("failure %s", number, exc_info=error)
    return number


def said_of(error: BaseException) -> str:
    """«OperationalError SQLITE_BUSY at app/a.py:5 act < app/b.py:7 post»: no word of its message."""
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    steps = [
        f"{Path(frame.filename).relative_to(HOUSE)}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
        if Path(frame.filename).is_relative_to(HOUSE) and "site-packages" not in frame.filename
    ]
    return " ".join(filter(None, [type(error).__name__, code, "at", " < ".join(steps[:STEPS]) or "no code of ours"]))


class OneLine(logging.Formatter):
    """A record as one line; an error within it by its type and place, unless the record is of DEBUG."""

    def format(self, record: logging.LogRecord) -> str:
        """Format as ever, but for the error and the ends of lines."""
        if record.levelno <= logging.DEBUG:
            return super().format(record)
        plain = copy.copy(record)
        plain.exc_info = plain.exc_text = plain.stack_info = None
        error = record.exc_info[1] if record.exc_info else None
        text = super().format(plain).replace("\n", " ")
        return f"{text} [{said_of(error)}]" if error else text


class AsJson(JsonFormatter):
    """The same words as an object of JSON; a line of a request says its number and its route."""

    def __init__(self) -> None:
        super().__init__(FIELDS, style="{", rename_fields={"asctime": "time", "levelname": "level"})
        self.plain = OneLine("%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One object, one line."""
        told = copy.copy(record)
        told.msg, told.args = self.plain.format(record), ()
        told.exc_info = told.exc_text = told.stack_info = None
        if has_request_context():
            told.request, told.route = number_of_request(), f"{request.method} {request.url_rule or '-'}"
        return super().format(told)


def formatter(kind: str) -> logging.Formatter:
    """The way to write that OPORA_LOG asks for: «lines» or «json»."""
    return AsJson() if kind == "json" else OneLine(FORMAT)


def init_log(kind: str = "lines") -> None:
    """Give every logger of the process this way to write, unless somebody has given it another."""
    if not logging.getLogger().handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(formatter(kind))
        logging.getLogger().addHandler(handler)
