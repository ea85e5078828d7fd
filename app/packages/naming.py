"""Names that every system takes: no sign that Windows or a manifest forbids, short enough, never twice. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from app.archive.files import RESERVED

LONGEST = 90  # letters of a name; folder and file together stay below the 260 of Windows
FORBIDDEN = re.compile(r'[<>:"/\\|?*%\x00-\x1f\x7f]')
ENDING = re.compile(r"[A-Za-z0-9]{1,8}")
NO_WORD = re.compile(r"[^0-9A-Za-zА-Яа-яЁё]+")


def cleaned(name: str, most: int = LONGEST) -> str:
    """A name of a file or a folder in NFC; empty ones become «Без имени»."""
    plain = " ".join(FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).split())
    return RESERVED.sub(r"_\1", plain[:most].strip(". ")) or "Без имени"


def ending_of(name: str) -> str:
    """«.docx» of «План.DOCX»; nothing of a name that has no plain ending."""
    ending = name.rpartition(".")[2] if "." in name else ""
    return f".{ending.lower()}" if ENDING.fullmatch(ending) else ""


def named(words: str, original: str) -> str:
    """A file called by these words, with the ending that it came with."""
    ending = ending_of(original)
    return cleaned(words, LONGEST - len(ending)) + ending


def normalised(*words: str) -> str:
    """Letters, digits and underscores alone: «057_01_Концепция_развития»."""
    return "_".join(filter(None, (NO_WORD.sub("_", word).strip("_") for word in words)))


def apart(paths: Iterable[str]) -> Iterator[str]:
    """The same paths, where one that stands there already becomes «… (2).docx»; letters of any height are the same."""
    taken: set[str] = set()
    for path in paths:
        free, number = path, 1
        while free.casefold() in taken:
            number += 1
            stem = path[: len(path) - len(ending_of(path))]
            free = f"{stem} ({number}){path[len(stem) :]}"
        taken.add(free.casefold())
        yield free
