"""Whether a file opens at all: told at its upload, while a whole one is at hand; never a refusal, for we may err."""

import pypdfium2 as pdfium

from app.documents.office import ending_of
from app.documents.reading.package import Package
from app.kernel.child import Busy, File, Overrun, in_child, own

UNSOUND = (
    "Файл {name} у\u00a0нас не\u00a0открывается: возможно, он скачался не\u00a0целиком. Откройте его на\u00a0своём "
    "компьютере и, если он не\u00a0читается, загрузите исправленный."
)
SECONDS, MEGABYTES = 5, 256


def doubt(stream: File, filename: str) -> str:
    """What to tell of a PDF or a DOCX that does not open; nothing of others, nor without time to look."""
    opens = {"pdf": _opens_pdf, "docx": _opens_docx}.get(ending_of(filename))
    if opens is None:
        return ""
    try:
        in_child(opens, stream, seconds=SECONDS, megabytes=MEGABYTES)
    except Busy:
        return ""
    except Overrun:
        return UNSOUND.format(name=filename)
    finally:
        stream.seek(0)
    return ""


def _opens_pdf(stream: File) -> None:
    """Fails when no reader that is made like Chrome's would show its first page."""
    with pdfium.PdfDocument(_own(stream)) as paper:
        paper[0].close()


def _opens_docx(stream: File) -> None:
    """Fails without a body that is XML."""
    Package(_own(stream).read())


def _own(stream: File) -> File:
    stream = own(stream)
    stream.seek(0)
    return stream
