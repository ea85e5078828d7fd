"""Pictures and files for the tests of evidence."""

import io

from PIL import Image

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def phone_photo(size=(3000, 1500), orientation: int = 6, ending: str = "JPEG", color=(200, 30, 30)) -> bytes:
    """A photo as a phone makes it: lying on its side, with the place where it was taken. Its left third is blue."""
    image = Image.new("RGB", size, color)
    image.paste((20, 20, 220), (0, 0, size[0] // 3, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = orientation, "СекретныйТелефон"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 58.0, 0.0), 3: "E", 4: (36.0, 4.0, 0.0)})
    out = io.BytesIO()
    image.save(out, ending, exif=exif, **({"comment": b"SECRET-COMMENT"} if ending == "JPEG" else {}))
    return out.getvalue()


def picture(data: bytes) -> Image.Image:
    """The picture, read whole."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
