"""What a ZIP package or an OLE file holds, and whether it may be opened at all (must-survive P7). Run in a child."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import olefile
from lxml import etree

from app.kernel.child import File, own

ENTRIES = 5000
DIRECTORY = 2 * 1024 * 1024  # bytes of the list of entries: read before anything is made of it
UNPACKED = 200 * 1024 * 1024
SWOLLEN = 20 * 1024 * 1024  # above this much, what grows more than a hundredfold is no document
RATIO = 100
CHUNK = 64 * 1024
TAIL = 4 * len("<!ENTITY")  # of the piece before, for a word that stands across two
LIST_LIMIT = 1024 * 1024
CODES = "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037", "cp500"
ENTITY = tuple("<!ENTITY".encode(code) for code in CODES)
BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # marks of order, and white space in any width
ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']*)")
LIKE_ASCII = re.compile(rb"(?i)utf-?(8|16|32)\w*|us-ascii|iso-8859-\d+|windows-125\d|koi8-[ru]")  # «<» is «<» in these
MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
MACROS = ("vbaproject", "macroenabled", "macrosheet", ".docm", ".xlsm", ".pptm")
BINARY_SHEET = "application/vnd.ms-excel.sheet.binary.macroenabled.12"  # has this type without a macro too
ODT = b"application/vnd.oasis.opendocument.text"
ACTS = (b"\\objupdate", b"\\objautlink")  # of RTF: an object that is brought up to date by itself
PASSWORD = 0x0100  # the bit fEncrypted of the base of a Word file, [MS-DOC] 2.5.2
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


@dataclass(frozen=True)
class Look:
    """What the file is (None: nothing that we know), and the trouble: '', 'bomb', 'macros' or 'locked'."""

    kind: str | None
    trouble: str = ""


def look_at_zip(stream: File) -> Look:
    """Unpack every entry, count the real bytes, believe no header; then tell the kind by the list of contents."""
    stream = own(stream)
    try:
        if _directory_size(stream) > DIRECTORY:
            return Look(None, "bomb")
        with zipfile.ZipFile(stream) as package:
            entries = package.infolist()
            if len(entries) > ENTRIES:
                return Look(None, "bomb")
            if any(entry.flag_bits & 1 for entry in entries):
                return Look(None, "locked")
            if not _is_honest(stream, entries, package.start_dir):
                return Look(None, "bomb")
            return _kind(package, {entry.filename for entry in entries})
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, NotImplementedError, OSError):
        return Look(None)


def _directory_size(stream: File) -> int:
    """The size of the list of entries as the end of the file gives it; ValueError when there is no end."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 65536 - 22))
    tail = stream.read()
    at = tail.rindex(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little")


def _is_honest(stream: File, entries: list[zipfile.ZipInfo], end: int) -> bool:
    """No entry lies over another, none is longer than it says, the whole is not swollen, none declares entities."""
    total, packed, free_from = 0, stream.seek(0, io.SEEK_END), 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < free_from:
            return False
        start = _start_of(stream, entry)
        free_from = start + entry.compress_size
        if free_from > end:
            return False
        real, tail, is_markup = 0, b"", None
        for piece in _unpacked(stream, start, entry):
            real, total = real + len(piece), total + len(piece)
            if real > entry.file_size or total > UNPACKED or (total > SWOLLEN and total > RATIO * packed):
                return False
            if is_markup is None:
                is_markup = _begins_markup(piece)
            if is_markup and _declares(tail + piece):
                return False
            tail = piece[-TAIL:]
        if real != entry.file_size:
            return False
    return True


def _begins_markup(piece: bytes) -> bool | None:
    """Told by the bytes, for a part of any name may be read as XML; None while nothing but white space has come."""
    said = piece.lstrip(BEFORE_MARKUP)
    return said.startswith(tuple("<".encode(code).strip(b"\0") for code in CODES)) if said else None


def _declares(piece: bytes) -> bool:
    """Entities; or an encoding in which they could not be seen."""
    named = ENCODING.search(piece[:1024].replace(b"\0", b""))
    hidden = named is not None and not LIKE_ASCII.fullmatch(named[1].strip())
    return hidden or any(mark in piece for mark in ENTITY)


def _start_of(stream: File, entry: zipfile.ZipInfo) -> int:
    """Where the bytes of the entry begin, by its own header."""
    stream.seek(entry.header_offset)
    head = stream.read(30)
    if head[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile("no header")
    return entry.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")


def _unpacked(stream: File, start: int, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The real bytes, piece by piece, never more than CHUNK in memory, whatever the headers say of their number."""
    stream.seek(start)
    left, inflate = entry.compress_size, zlib.decompressobj(-15)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("a way of packing that no office writes")
    while left > 0 and (raw := stream.read(min(CHUNK, left))):
        left -= len(raw)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield raw
            continue
        while raw and not inflate.eof:
            yield inflate.decompress(raw, CHUNK)
            raw = inflate.unconsumed_tail


def _kind(package: zipfile.ZipFile, names: set[str]) -> Look:
    low = {name.lower() for name in names}
    if "mimetype" in names:
        return _opendocument(package, low)
    types = set(_xml(package, "[Content_Types].xml").xpath("//@ContentType"))
    said = low | {one.lower() for one in types} - {BINARY_SHEET}
    if any(mark in word for word in said for mark in MACROS) or _sheet_with_macros(package):
        return Look(None, "macros")
    return Look(next((kind for main, kind in MAIN.items() if main in types), None))


def _sheet_with_macros(package: zipfile.ZipFile) -> bool:
    """Does a binary sheet of Excel that lies inside name a project of macros? Its list of parts is plain bytes."""
    sheets = (name for name in package.namelist() if name.lower().endswith(".xlsb"))
    return any(b"vbaproject" in package.read(name).lower() for name in sheets)


def _opendocument(package: zipfile.ZipFile, low: set[str]) -> Look:
    if package.read("mimetype")[:100].strip() != ODT:
        return Look(None)
    if any(name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in low):
        return Look("odt", "macros")
    manifest = _xml(package, "META-INF/manifest.xml")
    locked = manifest.xpath("//*[local-name() = 'encryption-data']")
    return Look("odt", "locked" if locked else "")


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > LIST_LIMIT:
        raise ValueError(f"{name} is too large")
    return etree.fromstring(package.read(name), etree.XMLParser(**SAFE))


def look_at_ole(stream: File) -> Look:
    """A Word file of before 2007; or a package under a password, which wears the same clothes."""
    stream = own(stream)
    try:
        with olefile.OleFileIO(stream) as ole:
            names = {"/".join(path).lower() for path in ole.listdir(streams=True, storages=True)}
            if "encryptedpackage" in names:
                return Look(None, "locked")
            if "worddocument" not in names:
                return Look(None)
            flags = int.from_bytes(ole.openstream("WordDocument").read(12)[10:12], "little")
    except (OSError, ValueError, IndexError, TypeError, RecursionError):
        return Look(None)
    if flags & PASSWORD:
        return Look("doc", "locked")
    return Look("doc", "macros" if any("vba" in name for name in names) else "")


def look_at_rtf(stream: File) -> Look:
    """A text of before DOCX; with an object inside that acts when it is opened it is a program (`\\objupdate`)."""
    data = own(stream)
    data.seek(0)
    acts = any(mark in piece for piece in _pieces(data) for mark in ACTS)
    return Look("rtf", "macros" if acts else "")


def _pieces(stream: File) -> Iterator[bytes]:
    """All of it, piece by piece, each with the end of the one before."""
    tail = b""
    while piece := stream.read(CHUNK):
        yield tail + piece
        tail = piece[-TAIL:]
