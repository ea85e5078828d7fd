"""The words of a Word file of before 2007: its table of pieces, [MS-DOC] 2.9.177; neither tables nor looks."""

import io
import re
import struct
from collections.abc import Iterator

import olefile

from app.documents.reading.tree import Block, Document, Note, Paragraph, Unreadable, Words

FIB, MAGIC, WORD_97 = "WordDocument", 0xA5EC, 101  # of Word 97 and later; before it the file is another one
FLAGS, LENGTHS, PIECES = 0x0A, 0x4C, 0x1A2  # where the base of the file says it
OTHER_TABLE = 0x0200  # the flag of 1Table
STORIES = ("text", "footnote", "head", "macro", "comment", "endnote", "box", "head box")
COMPRESSED, PIECE = 0x40000000, 8
CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")  # a field: its code, then its result
ENDS = re.compile("[\r\x07\x0c\x0e]+")
SIGNS = {"\x0b": "\n", "\x1e": "\u2011", "\x1f": "", "\x01": "", "\x02": "", "\x05": "", "\x08": "", "\x13": "",
         "\x14": "", "\x15": "", "\x03": "", "\x04": "", "\x06": ""}  # fmt: skip
DEEPEST = 10  # fields in fields


class Doc:
    """An open DOC while it is read. Raises Unreadable when it is none, or one of before Word 97."""

    def __init__(self, data: bytes) -> None:
        try:
            with olefile.OleFileIO(io.BytesIO(data)) as ole:
                self._base = ole.openstream(FIB).read()
                flags = struct.unpack_from("<H", self._base, FLAGS)[0]
                table = ole.openstream("1Table" if flags & OTHER_TABLE else "0Table").read()
            if struct.unpack_from("<HH", self._base) < (MAGIC, WORD_97):
                raise Unreadable("older than Word 97")
            self._text = "".join(self._pieces(table))
        except (OSError, ValueError, IndexError, TypeError, struct.error, RecursionError) as error:
            raise Unreadable(str(error)) from error

    def document(self) -> Document:
        """The tree of it: paragraphs; a cell of a table is one."""
        lengths = struct.unpack_from(f"<{len(STORIES)}i", self._base, LENGTHS)
        said, at = {}, 0
        for name, length in zip(STORIES, lengths, strict=True):
            said[name] = tuple(_lines(self._text[at : at + max(0, length)]))
            at += max(0, length)
        notes = [Note("[*]", said[name]) for name in ("footnote", "endnote") if said[name]]
        comments = [Note("", said["comment"])] if said["comment"] else []
        return Document((*said["text"], *said["box"]), said["head"], said["head box"], tuple(notes), tuple(comments))

    def _pieces(self, table: bytes) -> Iterator[str]:
        """The text, piece by piece, as the table has them."""
        start, size = struct.unpack_from("<II", self._base, PIECES)
        clx = table[start : start + size]
        at = 0
        while clx[at] == 1:  # properties of pieces, which say nothing of words
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = (len(plc) - 4) // (4 + PIECE)
        places = struct.unpack_from(f"<{count + 1}I", plc)
        for number in range(count):
            letters = places[number + 1] - places[number]
            place = struct.unpack_from("<I", plc, 4 * (count + 1) + PIECE * number + 2)[0]
            yield self._letters(place, letters)

    def _letters(self, place: int, count: int) -> str:
        if place & COMPRESSED:
            at = (place & ~COMPRESSED) // 2
            return self._base[at : at + count].decode("cp1252", "replace")
        return self._base[place : place + 2 * count].decode("utf-16-le", "replace")


def _lines(text: str) -> Iterator[Block]:
    for _ in range(DEEPEST):
        text, changed = CODE.subn(lambda found: found[1] or "", text)
        if not changed:
            break
    for line in ENDS.split(text):
        said = "".join(SIGNS.get(letter, letter) for letter in line)
        if said.strip():
            yield Paragraph((Words(said),))
