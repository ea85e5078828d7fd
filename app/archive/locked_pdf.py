"""Whether a PDF asks for a password before it opens; one that only forbids printing opens for everybody."""

import io
import re

import pypdfium2 as pdfium

from app.kernel.child import File, own

TAIL, TRAILER = 16 * 1024, 64 * 1024


def may_be_locked(stream: File) -> bool:
    """A cheap look at the trailer, before anything is parsed: most files are not encrypted at all."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - TAIL))
    tail = stream.read()
    starts = re.findall(rb"startxref\s+(\d{1,12})", tail)
    stream.seek(min(int(starts[-1]), size) if starts else size)
    return b"/Encrypt" in tail or b"/Encrypt" in stream.read(TRAILER)


def is_locked(stream: File) -> bool:
    """True when it does not open without a password. A file too broken to tell is let through: the page will say."""
    stream = own(stream)
    stream.seek(0)
    try:
        pdfium.PdfDocument(stream).close()
    except pdfium.PdfiumError as error:
        return error.err_code == pdfium.raw.FPDF_ERR_PASSWORD
    return False
