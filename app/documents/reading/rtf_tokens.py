"""The words of the language RTF: commands, groups, letters in the code pages of their fonts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.S
)
# \fcharset of a font → how its bytes are read; 2 is a font of signs, whose letters are its own.
CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 89: "mac_cyrillic", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SIGNS = 2
LETTERS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "endash": "–", "emdash": "—", "emspace": "\u2003", "enspace": "\u2002", "zwj": "\u200d", "zwnj": "\u200c",
    "nestcell": "\n", "lbr": "\n", "softline": "\n",
}  # fmt: skip
MARKS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


class Token(NamedTuple):
    """A command with its number, «{», «}», or letters: bytes of a code page, or known ones in `text`."""

    kind: str
    word: str = ""
    number: int | None = None
    letters: bytes = b""
    text: str = ""


def tokens(data: bytes) -> Iterator[Token]:
    """One after another; what `\\\\bin` carries is the letters of its token."""
    at = 0
    while found := TOKEN.match(data, at):
        at = found.end()
        word, number, code, mark, brace, plain = found.groups()
        if brace:
            yield Token(brace.decode())
        elif word:
            said = Token("command", word.decode(), int(number) if number else None)
            if said.word == "bin":
                size = max(said.number or 0, 0)
                said, at = said._replace(letters=data[at : at + size]), at + size
            yield said
        elif code:
            yield Token("letters", letters=bytes.fromhex(code.decode()))
        elif mark == b"*":
            yield Token("command", "*")
        elif mark:
            yield Token("letters", text=MARKS.get(mark, ""))
        elif plain:
            yield Token("letters", letters=plain)


def codec_of(charset: int | None, otherwise: str) -> str:
    """The name of a code page for Python; the one of the file for a font that says none."""
    return otherwise if charset in (None, 1) else CHARSETS.get(charset or 0, otherwise)


def page_named(number: int | None) -> str:
    """The code page of \\\\ansicpg; the western one when Python has none of the name."""
    try:
        "".encode(f"cp{number}")
    except LookupError:
        return "cp1252"
    return f"cp{number}"
