"""The pictures of a file for its page: cleaned as photographs are, bounded, and carried by the page itself."""

import io
import zlib
from base64 import b64encode
from collections.abc import Mapping
from types import MappingProxyType

from PIL import Image

from app.archive.photos import cleaned
from app.documents.reading.tree import Document, Held, Picture, paragraphs

SIDE = 1200  # points of the longer side: as wide as a page of text
LONGEST = 20 * 1024 * 1024  # bytes of one picture in the file
PIXELS = 25_000_000  # of one picture: the child has to hold it
MOST, WHOLE = 40, 3 * 1024 * 1024  # pictures of a page, and their bytes together
TARGETS = {".jpg": "JPEG", ".jpeg": "JPEG", ".jfif": "JPEG", ".png": "PNG", ".gif": "PNG", ".bmp": "PNG"}
HEAVY, OPAQUE = 150 * 1024, ("L", "RGB")  # a scan as PNG is lighter as JPEG
FORMATS = ("JPEG", "PNG", "GIF", "BMP")
NONE: Mapping[str, bytes] = MappingProxyType({})
LINES = {".emf": ".emf", ".wmf": ".wmf", ".emz": ".emf", ".wmz": ".wmf"}  # the latter two are packed
MOST_LINES, LONGEST_LINES = 10, 4 * 1024 * 1024  # pictures of lines of a file, and bytes of each
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Album:
    """The pictures of one page."""

    def __init__(self, held: Held, drawn: Mapping[str, bytes] = NONE) -> None:
        """`drawn` are pictures of lines by their parts, made into points before."""
        self._held, self._drawn = held, drawn
        self._made: dict[str, str] = {}
        self._left, self._bytes = MOST, WHOLE

    def address(self, part: str) -> str:
        """A `data:` address of the clean picture; nothing when it can't be shown or there are too many."""
        if part not in self._made:
            self._made[part] = self._address(part)
        made = self._made[part]
        if len(made) > self._bytes or not self._left:
            return ""
        self._left, self._bytes = self._left - 1, self._bytes - len(made)
        return made

    def _address(self, part: str) -> str:
        if part in self._drawn:
            return _encoded(self._drawn[part], "PNG")
        ending = part[part.rfind(".") :].lower()
        data = self._held.bytes_of(part, LONGEST) if ending in TARGETS else None
        return _encoded(data, TARGETS[ending]) if data else ""


def _encoded(data: bytes, target: str) -> str:
    try:
        made = cleaned(data, target, SIDE, PIXELS, FORMATS).data
        if target == "PNG" and len(made) > HEAVY and Image.open(io.BytesIO(made)).mode in OPAQUE:
            target, made = "JPEG", cleaned(made, "JPEG", SIDE).data
    except Exception:  # pictures of others fail in endless ways; this one is named instead
        return ""
    return f"data:{MIMES[target]};base64,{b64encode(made).decode()}"


def lines_in(document: Document, held: Held) -> dict[str, tuple[str, bytes]]:
    """The first pictures of lines by their parts: the ending by which a program knows them, and the bytes."""
    found: dict[str, tuple[str, bytes]] = {}
    for one in (one for line in paragraphs(document.read) for one in line.inlines if isinstance(one, Picture)):
        ending = one.part[one.part.rfind(".") :].lower()
        data = held.bytes_of(one.part, LONGEST_LINES) if ending in LINES and len(found) < MOST_LINES else None
        if data:
            found[one.part] = LINES[ending], _unpacked(data) if ending.endswith("z") else data
    return found


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data, LONGEST_LINES)
    except zlib.error:
        return data
