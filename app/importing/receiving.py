"""The doors for files that are read at once: through the gate, read, kept; and the same bytes read again."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from flask import Request
from sqlalchemy import select

from app.archive.models import Blob
from app.archive.services import blob_of, read
from app.archive.taking import named, take_file, take_only
from app.extensions import db
from app.kernel.transaction import begin_write
from app.refusals import Refusal, Refused

Found = TypeVar("Found")
NO_FILE = Refusal("empty", "Файл не\u00a0выбран. Выберите таблицу XLSX.")
NO_XLSX = Refusal("wrong_type", "Нужна таблица XLSX. Сохраните её так в\u00a0Excel и\u00a0загрузите снова.")


@dataclass(frozen=True)
class Brought(Generic[Found]):
    """A file in the archive, its name, and what was read in it."""

    blob: Blob
    name: str
    found: Found


@dataclass(frozen=True)
class Door(Generic[Found]):
    """What is taken here: `read` may raise Refused; `none` and `other` are said of a
    file that was not chosen and of one with another ending. Without `endings` whatever the house takes is read."""

    read: Callable[[bytes], Found]
    none: Refusal = NO_FILE
    other: Refusal = NO_XLSX
    endings: Collection[str] = ("xlsx",)
    text: Collection[str] = ()

    def receive(self, request: Request, owner: int, now: datetime) -> Brought[Found]:
        """The file of the form, read and kept; the right to write is taken only after it is stored. Raises Refused."""
        if not named(request):
            raise Refused(self.none)
        if self.endings:
            taken = take_only(request, owner, self.endings, self.other, self.text)
        else:
            taken = take_file(request, owner)
        found = self.read(taken.read())
        stored = taken.keep()
        begin_write()
        return Brought(blob_of(stored, now), taken.name[:300], found)

    def again(self, sha256: str) -> Brought[Found] | None:
        """A file that was received, its bytes read once more; None when nobody has brought it.

        The right to write is taken after the reading. Raises Refused when there is no table any more.
        """
        blob = db.session.scalar(select(Blob).where(Blob.sha256 == sha256))
        if blob is None:
            return None
        found = self.read(read(blob))
        begin_write()
        return Brought(blob, "", found)
