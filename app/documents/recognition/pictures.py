"""The picture of a page for Tesseract: grey, as large as it reads best, never larger than memory allows."""

import io

import pypdfium2 as pdfium
from PIL import Image, ImageOps

LONGEST = 3508  # points of the longer side: A4 at 300 to the inch
SHARP = 300 / 72  # points of a picture to a point of a page
PIXELS = 100_000_000  # of a photograph as it came


def picture_of(data: bytes, number: int) -> bytes:
    """A PNG of a page of a PDF, counted from 1; of a photograph, which has one page. Risky: for a child."""
    image = _page(data, number) if b"%PDF-" in data[:1024] else _photo(data)
    image.thumbnail((LONGEST, LONGEST))
    made = io.BytesIO()
    image.convert("L").save(made, "PNG", dpi=(300, 300))
    return made.getvalue()


def _page(data: bytes, number: int) -> Image.Image:
    with pdfium.PdfDocument(data) as paper:
        page = paper[number - 1]
        scale = min(SHARP, LONGEST / max(page.get_size()))
        return page.render(scale=scale, grayscale=True).to_pil()


def _photo(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    if image.width * image.height > PIXELS:
        raise ValueError("too large a picture")
    image.draft("L", (LONGEST, LONGEST))
    return ImageOps.exif_transpose(image)
