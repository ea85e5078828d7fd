"""Files that hurt: bombs, lying headers, macros, passwords, entities; each small, and made here."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from fpdf import FPDF
from fpdf.enums import EncryptionMethod

from app.demo.light import light_docx

MEGABYTE = 1024 * 1024
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def docx(text: str = "Цель") -> bytes:
    """A DOCX as it should be."""
    made, out = light_docx(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def with_entries(data: bytes, more: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with more entries; one of the same name is replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", packing) as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return with_entries(data, {name: change(package.read(name))})


def bomb() -> bytes:
    """About 100 KB that unpack to 100 MB."""
    return with_entries(docx(), {"word/media/image1.bmp": bytes(100 * MEGABYTE)})


def bomb_of_text() -> bytes:
    """The same in the text itself."""
    blown = lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>0</w:t></w:r></w:p>" * 3_000_000)  # noqa: E731
    return changed(docx(), "word/document.xml", blown)


def liar() -> bytes:
    """The headers say ten bytes; the stream holds 100 MB."""
    honest = with_entries(docx(), {"word/media/image1.bmp": bytes(100 * MEGABYTE)})
    return honest.replace(struct.pack("<I", 100 * MEGABYTE), struct.pack("<I", 10))


def crowd(count: int) -> bytes:
    """Very many empty entries."""
    return with_entries(docx(), {f"word/media/{number}": b"" for number in range(count)}, zipfile.ZIP_STORED)


def overlapping() -> bytes:
    """Many entries of the list point at one and the same stream, as in the bombs without nesting."""
    data = random.Random(1).randbytes(64 * 1024)  # not swollen at all: nothing but the overlapping tells
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(data) + kernel.flush()
    name, size, crc = b"a", len(data), zlib.crc32(data)
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0) + name
    at, body = len(local) + len(packed), b""
    for number in range(200):
        own = f"{number:03}".encode()
        body += b"PK\x01\x02" + struct.pack(
            "<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0, crc, len(packed), size, len(own), 0, 0, 0, 0, 0, 0
        )
        body += own
    return local + packed + body + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 200, 200, len(body), at, 0)


def with_project() -> bytes:
    """A DOCX with the project of its macros."""
    return with_entries(docx(), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def renamed_docm() -> bytes:
    """A DOCM under the name of a DOCX: the type of its main part tells."""
    return changed(docx(), "[Content_Types].xml", lambda xml: xml.replace(MAIN.encode(), WITH_MACROS.encode()))


def template() -> bytes:
    """A DOTX: the type of its main part tells."""
    return changed(docx(), "[Content_Types].xml", lambda xml: xml.replace(b"document.main+xml", b"template.main+xml"))


def with_inner_macros() -> bytes:
    """A table with macros inside the text."""
    return with_entries(docx(), {"word/embeddings/Table1.xlsm": docx()})


def with_entities() -> bytes:
    """Entities that name a file of the server and grow a thousandfold."""
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    return changed(docx(), "word/document.xml", lambda xml: xml.replace(b"<w:document", declared + b"<w:document", 1))


def pdf(password: str = "", owner: str = "", method: str = "RC4") -> bytes:
    """A PDF; with an owner's password alone it opens for everybody."""
    paper = FPDF()
    paper.add_page()
    if password or owner:
        paper.set_encryption(owner or password, password or None, EncryptionMethod[method])
    return bytes(paper.output())


def locked_doc(doc: bytes) -> bytes:
    """A Word file of before 2007 with the bit that says «under a password»."""
    at = doc.index(b"\xec\xa5")  # the base of the file block stands first in the stream WordDocument
    return doc[: at + 11] + bytes([doc[at + 11] | 1]) + doc[at + 12 :]


def odt(*, locked: bool = False, macros: bool = False, picture: str = "") -> bytes:
    """An ODT; with a picture that lies at an address."""
    shown = (
        f'<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        f'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{picture}"/></draw:frame>'
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>'
        f"<text:p>Справка{shown if picture else ''}</text:p></office:text></office:body></office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    secret = "<manifest:encryption-data/>" if locked else ""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{secret}'
        "</manifest:file-entry></manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
        if macros:
            package.writestr("Basic/Standard/Module1.xml", "<module/>")
    return out.getvalue()


def xlsx() -> bytes:
    """A table."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active.append(["Мероприятие", "Срок"])
    book.active.append(["Диагностика", "апрель 2022"])
    book.save(out)
    return out.getvalue()


def pptx() -> bytes:
    """As much of a PPTX as tells its kind."""
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{main}"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("ppt/presentation.xml", "<presentation/>")
    return out.getvalue()
