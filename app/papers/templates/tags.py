"""The placeholders of a Word template: found in its paragraphs, joined again when Word has split them into runs."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_Text
from docx.oxml.xmlchemy import BaseOxmlElement

TAG = re.compile(r"\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|\{#.{0,500}?#\}", re.S)
LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|^\s*[{}]|[{}]\s*$")  # one alone at an edge meets another over the border
SHOWN = 60
Piece = tuple[CT_Text, int, int]  # a text that holds a part of a tag, and its bounds in it
LEFT_ALONE = {qn(f"w:{name}") for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak")}
PLAIN_RUN = {qn("w:rPr"), qn("w:t"), qn("w:lastRenderedPageBreak")}
BROKEN = "Word разбил это место на\u00a0части: удалите его и\u00a0введите заново одним куском, без оформления внутри."
UNCLOSED = (
    "Скобки не\u00a0закрыты в\u00a0этом абзаце: место для подстановки пишется одним куском, как {{\u00a0number\u00a0}}."
)


@dataclass(frozen=True)
class Place:
    """A paragraph by its number among those that have words, with its beginning; one of a table by its row."""

    number: int
    text: str
    row: int = 0

    def __str__(self) -> str:
        short = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        if self.row:
            return f"в\u00a0таблице, строка\u00a0{self.row} «{short}»"
        return f"абзац\u00a0{self.number} «{short}»"


@dataclass(frozen=True)
class Problem:
    """What bars a template: where, which placeholder, and what to do."""

    place: str
    tag: str
    sentence: str


@dataclass
class Tags:
    """The placeholders in their order, with their places; what is amiss; what was put together; the mended file."""

    found: list[tuple[str, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    docx: bytes = b""


def tags_of(docx: bytes) -> Tags:
    """Read every paragraph: of the body, of tables, text boxes, headers and footers."""
    document, tags, number = Document(io.BytesIO(docx)), Tags(), 0
    for root in _roots(document):
        for paragraph in root.iter(qn("w:p")):
            texts = [text for text in paragraph.iter(qn("w:t")) if _paragraph_of(text) is paragraph]
            words = "".join(text.text or "" for text in texts)
            if words.strip():
                row = _row_of(paragraph)
                number += not row
                _read(paragraph, texts, words, Place(number, words.strip(), row), tags)
    out = io.BytesIO()
    document.save(out)
    tags.docx = out.getvalue() if tags.mended else docx
    return tags


def _roots(document: Opened) -> Iterator[BaseOxmlElement]:
    yield document.element.body
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield part._element


def _row_of(paragraph: CT_P) -> int:
    """The number of its row in its table; 0 outside of tables."""
    row = next(paragraph.iterancestors(qn("w:tr")), None)
    return 0 if row is None else 1 + sum(1 for _ in row.itersiblings(qn("w:tr"), preceding=True))


def _paragraph_of(text: CT_Text) -> BaseOxmlElement:
    parent = text.getparent()
    while parent.tag != qn("w:p"):
        parent = parent.getparent()
    return parent


def _read(paragraph: CT_P, texts: Sequence[CT_Text], words: str, place: Place, tags: Tags) -> None:
    for match in TAG.finditer(words):
        tags.found.append((match[0], place))
        pieces = _pieces(texts, *match.span())
        if len(pieces) == 1:
            continue
        if all(_plain(text, paragraph) for text, _, _ in pieces) and _beside(pieces):
            _put_together(pieces, match[0])
            tags.mended.append(match[0])
        else:
            tags.problems.append(Problem(str(place), match[0], BROKEN))
    if loose := LOOSE.search(TAG.sub("", words)):
        tags.problems.append(Problem(str(place), loose[0], UNCLOSED))


def _pieces(texts: Iterable[CT_Text], start: int, end: int) -> list[Piece]:
    """The texts that hold a part of the tag, each with its bounds in it."""
    at, found = 0, []
    for text in texts:
        length = len(text.text or "")
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            found.append((text, first, last))
        at += length
    return found


def _plain(text: CT_Text, paragraph: CT_P) -> bool:
    """A run of letters alone, straight in its paragraph: no field, no line feed, no mark of a change."""
    run = text.getparent()
    return run.getparent() is paragraph and {child.tag for child in run} <= PLAIN_RUN


def _beside(pieces: Sequence[Piece]) -> bool:
    """Nothing but what Word strews between runs stands between them."""
    runs = [text.getparent() for text, _, _ in pieces]
    between = runs[0].getnext()
    while between is not None and between is not runs[-1]:
        if between not in runs and between.tag not in LEFT_ALONE:
            return False
        between = between.getnext()
    return between is not None or runs[0] is runs[-1]


def _put_together(pieces: Sequence[Piece], tag: str) -> None:
    (first, start, end), *rest = pieces
    first.text = first.text[:start] + tag + first.text[end:]
    first.set(qn("xml:space"), "preserve")
    for text, begin, stop in rest:
        text.text = text.text[:begin] + text.text[stop:]
        text.set(qn("xml:space"), "preserve")
