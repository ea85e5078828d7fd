"""A PDF as the check sees it: the lines of its text layer, page by page; which of its pages are pictures."""

import re
from collections.abc import Sequence

import pypdfium2 as pdfium

from app.documents.checks.outline import Block, Outline, is_short
from app.documents.reading.tree import Unreadable

PAGES = 200
FEW = 200  # letters: a page with fewer under a picture is a scan
COVERED = 0.4  # of the page, by pictures
LISTED = re.compile(r"(?:\.\s?){3}\s*\d{1,3}$|…\s*\d{1,3}$")  # a line of the contents
HYPHEN = re.compile(r"[\u0002\ufffe]\s*")  # a word cut at the end of a line
STAMP = re.compile(r"(?i)документ\s{1,9}подписан|электронн\w{1,9}\s{1,9}подпис|подлинник электронного документа")
OF_A_STAMP = re.compile(
    r"(?i)сертификат|серийный номер|владелец|издатель|кем выдан|должность|организация|действител|дата подпис|подписан"
)


def read_pdf(data: bytes) -> Outline:
    """The outline of the text layer. Unreadable when the file does not open."""
    outline = Outline(flat=True)
    try:
        with pdfium.PdfDocument(data) as paper:
            for number in range(min(len(paper), PAGES)):
                _page(paper[number], number + 1, outline)
            outline.unread = max(0, len(paper) - PAGES)
    except pdfium.PdfiumError as error:
        raise Unreadable(str(error)) from error
    return outline


def _page(page: pdfium.PdfPage, number: int, outline: Outline) -> None:
    try:
        lines = [line for one in _lines(page) if (line := one.strip())]
        letters = sum(map(len, without_stamps(lines)))
        if letters < FEW and _covered(page) >= COVERED:
            outline.scans.append(number)
        else:
            outline.letters += letters
    finally:
        page.close()
    outline.blocks += [Block(line, short_line=is_short(line), listed=bool(LISTED.search(line))) for line in lines]


def without_stamps(lines: Sequence[str]) -> list[str]:
    """The lines of a page that are no stamp of an electronic signature: it says nothing of what the paper says."""
    found, stamped = [], False
    for line in lines:
        stamped = bool(STAMP.search(line)) or (stamped and bool(OF_A_STAMP.match(line)))
        if not stamped:
            found.append(line)
    return found


def _lines(page: pdfium.PdfPage) -> list[str]:
    words = page.get_textpage()
    try:
        return HYPHEN.sub("", words.get_text_range()).splitlines()
    finally:
        words.close()


def _covered(page: pdfium.PdfPage) -> float:
    """How much of a page is under pictures; two that lie one over the other count twice."""
    width, height = page.get_size()
    area = 0.0
    for one in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = one.get_bounds()
        area += max(0, min(right, width) - max(left, 0)) * max(0, min(top, height) - max(bottom, 0))
    return area / max(width * height, 1)
