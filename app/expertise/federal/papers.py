"""A document as a table names it → the line of a school's frozen set: by its kind, then by its direction. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.documents.checks.russian import plain, stems
from app.kernel.quotes import quoted

KINDS = (
    ("set", re.compile(r"комплект|в целом|все документы")),
    ("evidence", re.compile(r"подтвержда|подтверждени")),
    ("antirisk", re.compile(r"антириск|\bарп\b")),
    ("midterm", re.compile(r"среднесроч")),
    ("concept", re.compile(r"концепци")),
)
# One wording for what is written in several ways (domain.md §2, spelling traps).
TRAPS = (
    (re.compile(r"(с )?ограниченными возможностями здоровья"), "овз"),
    (re.compile(r"\bучащи\w+|\bученик\w+"), "обучающихся"),
    (re.compile(r"\bработник\w*"), "кадров"),
    (re.compile(r"\bриск\w*|\bнаправлени\w*|\bантириск\w+|\bарп\b|\bпрограмм\w*|\bподтвержд\w+|\bдокумент\w*"), " "),
)
ALIKE = 0.8


class Titled(Protocol):
    """A line of the frozen set."""

    @property
    def kind(self) -> str:
        """Of the document, or `set`."""

    @property
    def title(self) -> str:
        """How the document is called."""


Paper = TypeVar("Paper", bound=Titled)


@dataclass(frozen=True)
class Found(Generic[Paper]):
    """The line, or those that it may be, and why it is not certain."""

    line: Paper | None = None
    candidates: tuple[Paper, ...] = ()
    why: str = ""


def kind_of(text: str) -> str:
    """One of KINDS, or nothing."""
    return next((kind for kind, words in KINDS if words.search(plain(text))), "")


def direction_key(text: str) -> frozenset[str]:
    """What a direction says, whatever its endings, «ё» and the words that are written instead of others."""
    text = plain(text)
    for pattern, instead in TRAPS:
        text = pattern.sub(instead, text)
    return frozenset(stems(text))


def find(document: str, direction: str, lines: Sequence[Paper]) -> Found[Paper]:
    """Certain when one line of the kind is left and the direction, if named, is its own.

    A word about no document is one about the whole set, where the stage has such a line.
    """
    kind = kind_of(document) or ("" if document else "antirisk" if direction else "set")
    own = [line for line in lines if line.kind == kind]
    if not own:
        return Found(None, tuple(lines), _why_none(kind, document))
    wanted = direction_key(f"{document} {direction}") if kind in ("antirisk", "evidence") else frozenset()
    fitting = [line for line in own if _fits(wanted, direction_key(line.title))] if wanted else own
    if len(fitting) == 1:
        return Found(fitting[0])
    if fitting:
        return Found(None, tuple(fitting), "Подходит несколько документов школы.")
    return Found(None, tuple(own), f"Направление {quoted(direction or document)} не\u00a0узнано.")


def _why_none(kind: str, document: str) -> str:
    if not kind:
        return f"Документ {quoted(document)} не\u00a0узнан."
    return "Такого документа в\u00a0наборе школы нет." if document else "Документ не\u00a0назван."


def _fits(wanted: frozenset[str], own: frozenset[str]) -> bool:
    return wanted <= own or len(wanted & own) >= ALIKE * len(wanted | own)
