"""A file in parts: how far it has come, and the next bytes. The form that follows brings the name and the rest."""

from io import BufferedReader

from flask import Blueprint, abort, current_app, g, request
from flask.typing import ResponseReturnValue

from app.archive.parts import DIGEST, PART_LIMIT, parts
from app.archive.quota import brought
from app.kernel.access import access
from app.kernel.numbers import number
from app.kernel.reader import current_user
from app.refusals import Refused

bp = Blueprint("sending", __name__)
PLAIN = {"Content-Type": "text/plain"}


def _digest(sha256: str) -> str:
    return sha256 if DIGEST.fullmatch(sha256) else abort(404)


@bp.get("/uploads/<sha256>")
@access("file.send")
def begun(sha256: str) -> ResponseReturnValue:
    """How many bytes of one's own file have come: a number."""
    return str(parts().offset(current_user.person_id, _digest(sha256))), 200, PLAIN


@bp.patch("/uploads/<sha256>")
@access("file.send", streams=True)
def go_on(sha256: str) -> ResponseReturnValue:
    """Take the bytes that stand at `at`; the number says how far the file has come, whether or not they were taken."""
    at, length = number(request.args.get("at", "0"), -1), request.content_length or 0
    if at < 0 or length > PART_LIMIT or at + length > current_app.config["SETTINGS"].upload_limit:
        abort(413)
    try:
        brought(current_user.person_id, length, files=0)
    except Refused as refused:
        abort(refused.status)
    return str(parts().write(current_user.person_id, _digest(sha256), at, _body(), g.begun_at)), 200, PLAIN


def _body() -> BufferedReader:
    """The bytes of the request, also of a client that does not say their kind."""
    stream = request.stream
    if isinstance(stream, BufferedReader):
        return stream
    return BufferedReader(stream)  # type: ignore[arg-type]  # with a limit of length it is a raw one
