"""A photo before it is kept: turned upright, shrunk, without EXIF; the original with its GPS is never stored."""

import io
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageOps

from app.kernel.child import Busy, Overrun, in_child

LONGEST_SIDE = 2000
OF_PAPER = 3508  # A4 at 300 points an inch: a scan is read and printed
MOST_PIXELS = 150_000_000
FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "heic": "JPEG", "heif": "JPEG"}
OF_TELEPHONES = ("heic", "heif")  # no browser but one shows them: they are kept as JPG
PLAIN_MODES = ("L", "LA", "RGB", "RGBA")
MENDED = {
    "as_jpg": "переведена из\u00a0HEIC в\u00a0JPG",
    "upright": "повёрнута как надо",
    "shrunk": f"уменьшена до {LONGEST_SIDE} точек по длинной стороне",
    "stripped": "сохранена без места съёмки и других служебных сведений",
}
BROKEN = (
    "Картинка не открывается: файл повреждён или слишком большой. Откройте её на своём компьютере, "
    "сохраните заново в JPG и загрузите снова."
)
pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class Photo:
    """The clean picture and what was done to it: keys of MENDED."""

    data: bytes
    mended: tuple[str, ...]


def clean(data: bytes, ending: str, side: int = LONGEST_SIDE) -> Photo | None:
    """The picture as it may be kept, made in a child process; None when it is broken or too large to be opened.

    Raises Busy when there was no time for it.
    """
    formats = ("HEIF",) if ending in OF_TELEPHONES else ("JPEG", "PNG")
    try:
        return in_child(cleaned, data, FORMATS[ending], side, MOST_PIXELS, formats, megabytes=1024)
    except Busy:
        raise
    except Overrun:
        return None


def cleaned(
    data: bytes, target: str, side: int, pixels: int = MOST_PIXELS, formats: tuple[str, ...] = ("JPEG", "PNG")
) -> Photo:
    """The same where we are: for whoever is in a child already. Raises what Pillow raises."""
    image = Image.open(io.BytesIO(data), formats=formats)
    if image.width * image.height > pixels:
        raise ValueError("too many pixels")
    turned = image.getexif().get(0x0112, 1) != 1
    was = max(image.size)
    if target == "JPEG":
        image.draft("RGB", (side, side))
    upright = ImageOps.exif_transpose(image)
    upright = upright if upright.mode in PLAIN_MODES else upright.convert("RGBA" if _sees_through(upright) else "RGB")
    if target == "JPEG" and upright.mode != "L":
        upright = upright.convert("RGB")
    upright.thumbnail((side, side))
    # Rebuilt from its points alone: whatever the file carried beside them can't come along.
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    out = io.BytesIO()
    bare.save(out, target, **({"quality": 85} if target == "JPEG" else {"optimize": True}))
    done = [
        key for key, true in (("as_jpg", image.format == "HEIF"), ("upright", turned), ("shrunk", was > side)) if true
    ]
    return Photo(out.getvalue(), (*done, "stripped"))


def _sees_through(image: Image.Image) -> bool:
    return image.mode in ("PA", "La", "RGBa") or "transparency" in image.info


def said_of(mended: str) -> str:
    """«Фотография повёрнута как надо, …» for the codes that a version keeps; empty when it is no photo."""
    done = [MENDED[code] for code in mended.split(",") if code in MENDED]
    if not done:
        return ""
    return "Фотография " + (f"{', '.join(done[:-1])} и\u00a0{done[-1]}" if len(done) > 1 else done[0]) + "."
