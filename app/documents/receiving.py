"""What a form brings, on its way into the archive: a file or a link, checked, a photo cleaned, the bytes stored."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Request, current_app, flash

from app.archive.intake import Intake
from app.archive.parts import DIGEST, parts
from app.archive.services import Kept
from app.archive.taking import named, take_bytes
from app.documents.links import Link, read_link
from app.documents.soundness import doubt
from app.kernel.away import not_kept
from app.kernel.later import later
from app.refusals import Refusal, Refused, refuse_if
from storage import StorageError

NOTHING = Refusal("empty", "Файл не выбран. Выберите файл и нажмите «Загрузить».")
NEITHER = Refusal("empty", "Выберите файл или вставьте ссылку.")
BOTH = Refusal("both", "Выбран файл и вставлена ссылка. Оставьте что-то одно.")
NOT_WHOLE = Refusal(
    "not_whole", "Файл дошёл не целиком. Отправьте его ещё раз: отправка продолжится или начнётся заново."
)
KEY_LENGTH = 48  # leaves room for the direction in the key of each version


@dataclass(frozen=True)
class Received:
    """A file that the store holds already, or a link; nothing of it is a row yet.

    `key`: what has been kept under it is not kept again. `begun_at`: when the request began, by which a window takes
    or no longer takes. `mended`: what was done to a photo. `forgotten`: the file's name as a browser had it.
    `on_behalf_reason`: why the region uploads it for the school; empty when the school does it itself.
    """

    content: Kept | Link
    filename: str
    key: str
    begun_at: datetime
    mended: tuple[str, ...] = ()
    forgotten: str = ""
    on_behalf_reason: str = ""

    @property
    def link(self) -> Link | None:
        """The link, when no file was brought."""
        return self.content if isinstance(self.content, Link) else None

    @property
    def kept(self) -> Kept | None:
        """The bytes, when no link was brought."""
        return self.content if isinstance(self.content, Kept) else None

    def for_one(self, number: int) -> "Received":
        """The same for one of several versions that a single upload makes: each has a key of its own."""
        return replace(self, key=f"{self.key}-{number}")


class NotTaken(Refused):
    """Nothing was taken; `forgotten` is the name of the file that a browser has to be given anew."""

    def __init__(self, refusal: Refusal, forgotten: str = ""):
        super().__init__(refusal)
        self.forgotten = forgotten


def receive(request: Request, owner: int, begun_at: datetime, links: bool = False) -> Received:
    """Take the file, whole or as it has come in parts from its owner; or the link where one is allowed.

    Raises NotTaken. A file that does not open is taken, and the next page says it.
    """
    key = request.form.get("upload_key", "")[:KEY_LENGTH] or secrets.token_hex(16)
    typed = request.form.get("url", "").strip() if links else ""
    chosen = _chosen(request)
    try:
        refuse_if(_not_one(chosen, typed, links))
        if typed:
            link = read_link(typed)
            return Received(link, link.name, key, begun_at)
        return _looked_at(request, owner, begun_at, chosen, key)
    except Refused as refused:
        raise NotTaken(refused.refusal, chosen) from refused
    except StorageError as error:
        current_app.logger.error("archive: %s", error)
        raise NotTaken(Refusal("archive", not_kept(error, chosen), 503), chosen) from error


def _not_one(chosen: str, typed: str, links: bool) -> Refusal | None:
    """Why this is not one thing to keep: a file and a link, or neither of them."""
    if chosen and typed:
        return BOTH
    if chosen or typed:
        return None
    return NEITHER if links else NOTHING


def _chosen(request: Request) -> str:
    """The name of the file as a browser had it; empty when there is none."""
    if name := named(request):
        return name
    in_parts = DIGEST.fullmatch(request.form.get("parts", ""))
    return (request.form.get("parts_name", "") or "Документ") if in_parts else ""


def _looked_at(request: Request, owner: int, begun_at: datetime, chosen: str, key: str) -> Received:
    stream, begun_at = _bytes(request, owner, begun_at)
    if stream is None:
        raise Refused(NOT_WHOLE)
    got = take_bytes(stream, chosen, owner, came=0 if named(request) else stream.size)
    if told := doubt(got.stream, got.name):
        flash(told, "hand")
    return Received(got.keep(), got.name, key, begun_at, got.mended, chosen)


def _bytes(request: Request, owner: int, begun_at: datetime) -> tuple[Intake | None, datetime]:
    """The bytes, None when they have not come whole; and when the first of them came."""
    if named(request):
        stream = request.files["file"].stream
        if not isinstance(stream, Intake):
            raise LookupError("a route that takes files says `streams=True`")
        return stream, begun_at
    digest = request.form["parts"]
    later("part_taken", owner, digest)
    return parts().whole(owner, digest, request), parts().begun_at(owner, digest) or begun_at
