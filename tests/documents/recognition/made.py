"""Scans with known words, turned as one likes."""

import io
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from app.demo import files

GOLOS = ImageFont.truetype(str(Path(files.__file__).parent / "golos.ttf"), 30)
PROGRAMME = (
    "Антирисковая программа",
    "МБОУ «Заречная СОШ»",
    "Цель реализации программы",
    "Снизить долю обучающихся с рисками неуспешности",
    "до десяти процентов к ноябрю 2022 года",
    "Исполнители программы",
    "Заместитель директора и учителя начальных классов",
    "СНИЛС 123-456-789 01",
)


def photo(*lines: str, turned: int = 0, ending: str = "JPEG") -> bytes:
    """A photograph of a sheet of paper."""
    image = Image.new("L", (1000, 1300), 245)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((80, 100 + 60 * number), line, font=GOLOS, fill=25)
    made = io.BytesIO()
    image.rotate(turned, expand=True).save(made, ending)
    return made.getvalue()


def scan(*pages: tuple[str, ...]) -> bytes:
    """A PDF whose pages are pictures."""
    paper = FPDF()
    for lines in pages:
        paper.add_page()
        paper.image(io.BytesIO(photo(*lines)), 0, 0, 210, 297)
    return bytes(paper.output())
