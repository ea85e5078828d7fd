"""A PDF as the check sees it: the lines of its text layer, page by page; which of its pages are pictures."""

import re
from collections.abc import Mapping, Sequence

import pypdfium2 as pdfium

from app.documents.checks.outline import Block, Outline, is_short
from app.documents.reading.tree import Unreadable

PAGES = 200
NOTHING: Mapping[int, str] = {}
FEW = 200  # letters: a page with fewer under a picture is a scan
COVERED = 0.4  # of the page, by pictures
LISTED = re.compile(r"(?:\.\s?){3}\s*\d{1,3}$|…\s*\d{1,3}$")  # a line of the contents
HYPHEN = re.compile(r"[\u0002\ufffe]\s*")  # a word cut at the end of a line
STAMP = re.compile(r"(?i)документ\s{1,9}подписан|электронн\w{1,9}\s{1,9}подпис|подлинник электронного документа")
OF_A_STAMP = re.compile(
    r"(?i)сертификат|серийный номер|владелец|издатель|кем выдан|должность|организация|действител|дата подпис|подписан"
)


def read_pdf(data: bytes, recognised: Mapping[int, str] = NOTHING) -> Outline:
    """The outline of the text layer, and of what was `recognised` on pages that are pictures.

    Unreadable when the file does not open.
    """
    outline = Outline(flat=True)
    try:
        with pdfium.PdfDocument(data) as paper:
            for number in range(1, min(len(paper), PAGES) + 1):
                _page(paper[number - 1], number, outline, recognised.get(number, ""))
            outline.unread = max(0, len(paper) - PAGES)
    except pdfium.PdfiumError as error:
        raise Unreadable(str(error)) from error
    return outline


def read_picture(recognised: Mapping[int, str] = NOTHING) -> Outline:
    """A photograph: one page, which is a scan until its words are recognised."""
    outline = Outline(flat=True)
    _scan(1, outline, recognised.get(1, ""))
    return outline


def _page(page: pdfium.PdfPage, number: int, outline: Outline, recognised: str) -> None:
    try:
        lines = [line for one in _lines(page) if (line := one.strip())]
        letters = sum(map(len, without_stamps(lines)))
        is_scan = letters < FEW and _covered(page) >= COVERED
    finally:
        page.close()
    outline.blocks += _blocks(lines, number)
    if is_scan:
        _scan(number, outline, recognised)
    else:
        outline.letters += letters


def _scan(number: int, outline: Outline, recognised: str) -> None:
    if not recognised:
        outline.scans.append(number)
        return
    lines = recognised.splitlines()
    outline.recognised.append(number)
    outline.letters += sum(map(len, without_stamps(lines)))
    outline.blocks += _blocks(lines, number)


def _blocks(lines: Sequence[str], number: int) -> list[Block]:
    return [Block(one, short_line=is_short(one), listed=bool(LISTED.search(one)), page=number) for one in lines]


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
