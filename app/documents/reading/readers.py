"""Which walk reads which file: every one gives the same tree."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.documents.reading.body import read
from app.documents.reading.doc import Doc
from app.documents.reading.odt import Odt
from app.documents.reading.package import Package
from app.documents.reading.rtf import Rtf
from app.documents.reading.sheets import Sheets
from app.documents.reading.slides import Slides
from app.documents.reading.tree import Document, Held


class Read(NamedTuple):
    """What a file says; what holds its pictures; whether its tables could not be seen as such."""

    document: Document
    held: Held
    flat: bool = False


class Bare:
    """A file without pictures that could be shown."""

    def bytes_of(self, name: str, most: int) -> bytes | None:
        """None."""


def _docx(data: bytes) -> Read:
    package = Package(data)
    return Read(read(package), package)


def _odt(data: bytes) -> Read:
    found = Odt(data)
    return Read(found.document(), found.package)


def _rtf(data: bytes) -> Read:
    found = Rtf(data)
    return Read(found.document(), found)


def _slides(data: bytes) -> Read:
    found = Slides(data)
    return Read(found.document(), found.package)


def _sheets(data: bytes) -> Read:
    return Read(Sheets(data).document(), Bare())


def _doc(data: bytes) -> Read:
    return Read(Doc(data).document(), Bare(), flat=True)


READERS: Mapping[str, Callable[[bytes], Read]] = {
    "docx": _docx, "odt": _odt, "rtf": _rtf, "pptx": _slides, "xlsx": _sheets, "doc": _doc,
}  # fmt: skip


def read_file(data: bytes, ending: str) -> Read:
    """The file, read once. Raises Unreadable; KeyError for an ending that is none of READERS."""
    return READERS[ending](data)
