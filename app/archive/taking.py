"""The one intake of every file that a person brings: counted, looked at, a photo cleaned; only then may it be kept."""

import io
from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from flask import Request, current_app

from app.archive import files, photos
from app.archive.intake import Intake
from app.archive.quota import brought
from app.archive.services import Kept, publish, store_bytes
from app.kernel.child import Busy
from app.permissions import Refused

NO_FILE = Refused("empty", "Файл не\u00a0выбран. Выберите файл и\u00a0нажмите «Загрузить».")
BROKEN = Refused("broken", photos.BROKEN)


@dataclass(frozen=True)
class Taken:
    """Bytes that may be kept or read, under the name that is kept; `mended` is what was done to a photo."""

    stream: BinaryIO
    name: str
    mended: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        """What stands after the last point, in small letters."""
        return self.name.rpartition(".")[2].lower()

    def read(self) -> bytes:
        """All bytes; they can be kept afterwards."""
        self.stream.seek(0)
        return self.stream.read()

    def keep(self) -> Kept:
        """Into the store; no row is written yet. Raises a StorageError: nothing is kept then."""
        self.stream.seek(0)
        return publish(self.stream) if isinstance(self.stream, Intake) else store_bytes(self.stream)


def named(request: Request) -> str:
    """The name of the file as a browser had it; empty when none was chosen."""
    file = request.files.get("file")
    return file.filename if file is not None and file.filename else ""


def take_file(
    request: Request, owner: int, text: Collection[str] = (), side: int = photos.LONGEST_SIDE
) -> Taken | Refused:
    """The file of the form, or why it is not taken. `text`: endings of plain texts; `side`: of a picture, in points."""
    name = named(request)
    return take_bytes(request.files["file"].stream, name, owner, text, side) if name else NO_FILE


def take_bytes(
    stream: Intake, name: str, owner: int, text: Collection[str] = (), side: int = photos.LONGEST_SIDE, came: int = 0
) -> Taken | Refused:
    """The same for bytes at hand; `came` of them were counted already, as they came in parts."""
    name, limit = files.name_of(name), current_app.config["SETTINGS"].upload_limit
    refused = brought(owner, stream.size - came)
    if refused is None:
        refused = files.refusal(stream, name, stream.size, limit, text)
    return refused if refused is not None else _clean(Taken(stream, name), side)


def only(taken: Taken | Refused, endings: Collection[str], other: Refused) -> Taken | Refused:
    """The file when it is what this door takes; one of another kind is told so in the words of the door."""
    if not isinstance(taken, Refused):
        return taken if taken.ending in endings else other
    mendable = {files.MISNAMED.format(ending) for ending in endings}
    of_kind = taken.code == "wrong_type" or taken.code.startswith(files.MISNAMED.format(""))
    return other if of_kind and taken.code not in mendable else taken


def _clean(taken: Taken, side: int) -> Taken | Refused:
    """Of a photo its clean bytes alone: nothing that it carries beside its points is ever kept."""
    if taken.ending not in photos.FORMATS:
        return taken
    try:
        photo = photos.clean(taken.read(), taken.ending, side)
    except Busy:
        return files.NOT_LOOKED
    return Taken(io.BytesIO(photo.data), taken.name, photo.mended) if photo else BROKEN
