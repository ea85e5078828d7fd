"""The one intake of every file that a person brings: counted, looked at, a photo cleaned; only then may it be kept."""

import io
from collections.abc import Collection
from dataclasses import dataclass

from flask import Request, current_app

from app.archive import files, photos
from app.archive.intake import Intake
from app.archive.quota import brought
from app.archive.services import Kept, publish, store_bytes
from app.kernel.child import Busy, File
from app.refusals import Refusal, Refused, refuse_if

NO_FILE = Refusal("empty", "Файл не\u00a0выбран. Выберите файл и\u00a0нажмите «Загрузить».")
BROKEN = Refusal("broken", photos.BROKEN)


@dataclass(frozen=True)
class Taken:
    """Bytes that may be kept or read, under the name that is kept; `mended` is what was done to a photo."""

    stream: File
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


def take_file(request: Request, owner: int, text: Collection[str] = (), side: int = photos.LONGEST_SIDE) -> Taken:
    """The file of the form. `text`: endings of plain texts; `side`: of a picture, in points. Raises Refused."""
    name = named(request)
    if not name:
        raise Refused(NO_FILE)
    stream = request.files["file"].stream
    if not isinstance(stream, Intake):
        raise LookupError("a route that takes files says `streams=True`")
    return take_bytes(stream, name, owner, text, side)


def take_only(
    request: Request,
    owner: int,
    endings: Collection[str],
    other: Refusal,
    text: Collection[str] = (),
    side: int = photos.LONGEST_SIDE,
) -> Taken:
    """The file of the form when it ends as this door takes it; raises `other`, the words of the door, when it doesn't.

    What is amiss with a file of the right kind is told in its own words, by another Refused.
    """
    try:
        taken = take_file(request, owner, text, side)
    except Refused as refused:
        raise Refused(other if _is_of_another_kind(refused.code, endings) else refused.refusal) from None
    if taken.ending not in endings:
        raise Refused(other)
    return taken


def _is_of_another_kind(code: str, endings: Collection[str]) -> bool:
    """True for the code of a file that is not of these endings under another name either."""
    mendable = {files.MISNAMED.format(ending) for ending in endings}
    of_kind = code == "wrong_type" or code.startswith(files.MISNAMED.format(""))
    return of_kind and code not in mendable


def take_bytes(
    stream: Intake, name: str, owner: int, text: Collection[str] = (), side: int = photos.LONGEST_SIDE, came: int = 0
) -> Taken:
    """The same for bytes at hand; `came` of them were counted already, as they came in parts. Raises Refused."""
    name, limit = files.name_of(name), current_app.config["SETTINGS"].upload_limit
    brought(owner, stream.size - came)
    refuse_if(files.refusal(stream, name, stream.size, limit, text))
    return _clean(Taken(stream, name), side)


def _clean(taken: Taken, side: int) -> Taken:
    """Of a photo its clean bytes alone: nothing that it carries beside its points is ever kept."""
    if taken.ending not in photos.FORMATS:
        return taken
    try:
        photo = photos.clean(taken.read(), taken.ending, side)
    except Busy:
        raise Refused(files.NOT_LOOKED) from None
    if photo is None:
        raise Refused(BROKEN)
    name = taken.name
    if taken.ending in photos.OF_TELEPHONES:
        name = f"{name.rpartition('.')[0]}.jpg"
    return Taken(io.BytesIO(photo.data), name, photo.mended)
