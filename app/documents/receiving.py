"""What a form brings, on its way into the archive: a file or a link, checked, a photo cleaned, the bytes stored."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask import Request, current_app

from app.archive.intake import Intake
from app.archive.parts import DIGEST, parts
from app.archive.services import Kept
from app.archive.taking import named, take_bytes
from app.documents.links import Link, read_link
from app.kernel.away import not_kept
from app.kernel.later import later
from app.permissions import Refused
from storage import StorageError

NOTHING = "Файл не выбран. Выберите файл и нажмите «Загрузить»."
NEITHER = "Выберите файл или вставьте ссылку."
BOTH = "Выбран файл и вставлена ссылка. Оставьте что-то одно."
NOT_WHOLE = "Файл дошёл не целиком. Отправьте его ещё раз: отправка продолжится или начнётся заново."
KEY_LENGTH = 48  # leaves room for the direction in the key of each version


@dataclass(frozen=True)
class Received:
    """A file that the store holds already, or a link; nothing of it is a row yet. `forgotten`: as a browser had it."""

    content: Kept | Link
    filename: str
    key: str
    begun_at: datetime
    mended: tuple[str, ...] = ()
    forgotten: str = ""

    def key_for(self, number: int) -> str:
        """The key of one of several versions that a single upload makes."""
        return f"{self.key}-{number}"


@dataclass(frozen=True)
class NotTaken:
    """Why nothing was taken, the name of the file that a browser has now forgotten, and the status of the answer."""

    sentence: str
    forgotten: str = ""
    status: int = 422


def receive(request: Request, owner: int, begun_at: datetime, links: bool = False) -> Received | NotTaken:
    """Take the file, whole or as it has come in parts from its owner; or the link where one is allowed."""
    key = request.form.get("upload_key", "")[:KEY_LENGTH] or secrets.token_hex(16)
    typed = request.form.get("url", "").strip() if links else ""
    chosen = _chosen(request)
    if chosen and typed:
        return NotTaken(BOTH, chosen)
    if typed:
        link = read_link(typed)
        return NotTaken(link.sentence) if isinstance(link, Refused) else Received(link, link.name, key, begun_at)
    if not chosen:
        return NotTaken(NEITHER if links else NOTHING)
    try:
        return _looked_at(request, owner, begun_at, chosen, key)
    except StorageError as error:
        current_app.logger.error("archive: %s", error)
        return NotTaken(not_kept(error, chosen), chosen, 503)


def _chosen(request: Request) -> str:
    """The name of the file as a browser had it; empty when there is none."""
    if name := named(request):
        return name
    in_parts = DIGEST.fullmatch(request.form.get("parts", ""))
    return (request.form.get("parts_name", "") or "Документ") if in_parts else ""


def _looked_at(request: Request, owner: int, begun_at: datetime, chosen: str, key: str) -> Received | NotTaken:
    stream, begun_at = _bytes(request, owner, begun_at)
    if stream is None:
        return NotTaken(NOT_WHOLE, chosen)
    got = take_bytes(stream, chosen, owner, came=0 if named(request) else stream.size)
    if isinstance(got, Refused):
        return NotTaken(got.sentence, chosen, got.status)
    return Received(got.keep(), got.name, key, begun_at, got.mended, chosen)


def _bytes(request: Request, owner: int, begun_at: datetime) -> tuple[Intake | None, datetime]:
    """The bytes, None when they have not come whole; and when the first of them came."""
    if named(request):
        return request.files["file"].stream, begun_at
    digest = request.form["parts"]
    later("part_taken", owner, digest)
    return parts().whole(owner, digest, request), parts().begun_at(owner, digest) or begun_at
