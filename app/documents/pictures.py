"""The pictures of a file for its page: cleaned as photographs are, bounded, and carried by the page itself."""

import io
from base64 import b64encode

from PIL import Image

from app.archive.photos import cleaned
from app.documents.reading.tree import Held

SIDE = 1200  # points of the longer side: as wide as a page of text
LONGEST = 20 * 1024 * 1024  # bytes of one picture in the file
PIXELS = 25_000_000  # of one picture: the child has to hold it
MOST, WHOLE = 40, 3 * 1024 * 1024  # pictures of a page, and their bytes together
TARGETS = {".jpg": "JPEG", ".jpeg": "JPEG", ".jfif": "JPEG", ".png": "PNG", ".gif": "PNG", ".bmp": "PNG"}
HEAVY, OPAQUE = 150 * 1024, ("L", "RGB")  # a scan as PNG is lighter as JPEG
FORMATS = ("JPEG", "PNG", "GIF", "BMP")
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Album:
    """The pictures of one page."""

    def __init__(self, held: Held) -> None:
        self._held = held
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
