"""A PDF as the check sees it: the lines of its text layer; a scan has none."""

import re

import pypdfium2 as pdfium

from app.documents.checks.outline import Block, Outline, Unreadable, is_short

PAGES = 200
SCAN = 200  # fewer letters than this in the whole file: nothing but pictures
LISTED = re.compile(r"(?:\.\s?){3}\s*\d{1,3}$|…\s*\d{1,3}$")  # a line of the contents
HYPHEN = re.compile(r"[\u0002\ufffe]\s*")  # a word cut at the end of a line


def read_pdf(data: bytes) -> Outline | None:
    """The outline of the text layer, or None for a scan."""
    try:
        with pdfium.PdfDocument(data) as paper:
            lines = [line.strip() for number in range(min(len(paper), PAGES)) for line in _lines(paper[number])]
    except pdfium.PdfiumError as error:
        raise Unreadable(str(error)) from error
    if sum(map(len, lines)) < SCAN:
        return None
    blocks = [Block(line, short_line=is_short(line), listed=bool(LISTED.search(line))) for line in lines if line]
    return Outline(blocks, flat=True)


def _lines(page: pdfium.PdfPage) -> list[str]:
    words = page.get_textpage()
    try:
        return HYPHEN.sub("", words.get_text_range()).splitlines()
    finally:
        words.close()
        page.close()
