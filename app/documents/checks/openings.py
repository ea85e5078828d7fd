"""Where a section may begin: the headings of a document as people make them, each with the words that follow it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.checks.outline import Block, Outline
from app.documents.checks.russian import heading, stems

TITLE_LENGTH = 150
LEAD_LENGTH = 90
ALIKE = 0.8
EXACT = 0.95
COLON = re.compile(r"^([^:.!?]{3,90}):(.*)$", re.S)
DASH = re.compile(r"^([^:.!?]{3,90}?)\s[–—-]\s(.*)$", re.S)
CAPITAL = re.compile(r"(?<=\s)[А-ЯЁ\d]")
NUMBER = re.compile(r"[\d.\s№)]*")


@dataclass(frozen=True)
class Opening:
    """A block that may open a section: its title, the words that stand in it already, how it was known.

    A strong opening ends the section before it; `floor` is how much the title must be alike to be believed.
    """

    at: int
    title: str
    words: tuple[str, ...]
    letters: str
    rest: str = ""
    strong: bool = False
    floor: float = ALIKE


def openings(outline: Outline) -> list[Opening]:
    """Headings by style, bold or centred short lines, first cells of narrow tables, words before a colon or a dash."""
    found = []
    for at, block in enumerate(outline.blocks):
        if block.listed:
            continue
        for title, rest, strong, floor in (*_readings(block, outline), *_over_two_lines(outline, at)):
            plain = heading(title)
            if words := stems(plain):
                found.append(Opening(at, title.strip(), words, squeezed(plain), rest.strip(), strong, floor))
    return found


def _over_two_lines(outline: Outline, at: int) -> Iterator[tuple[str, str, bool, float]]:
    """In a PDF a long title goes over to the next line; the section begins after it."""
    if outline.flat and at and outline.blocks[at - 1].short_line and len(outline.blocks[at].text) < TITLE_LENGTH:
        yield f"{outline.blocks[at - 1].text} {outline.blocks[at].text}", "", False, EXACT


def squeezed(text: str) -> str:
    """The letters alone: «П А С П О Р Т П Р О Г Р А М М Ы» is one word to whoever spaced it by hand."""
    return text.replace(" ", "")


def _readings(block: Block, outline: Outline) -> Iterator[tuple[str, str, bool, float]]:
    text, short = block.text, len(block.text) < TITLE_LENGTH
    if block.table is not None:
        if short and _names_a_row(block, outline.tables[block.table]):
            yield text, "", True, ALIKE
        return
    if block.lead:
        yield block.lead, text[len(block.lead) :], False, ALIKE
    for mark, floor in ((COLON, ALIKE), (DASH, EXACT)):
        lead = mark.match(text)
        if lead and lead[2].strip() and len(lead[1]) <= LEAD_LENGTH:
            yield lead[1], lead[2], False, floor
            if mark is COLON:
                return
    if short and _looks_like_a_title(block):
        yield text, "", True, ALIKE
    elif short and (text.endswith(":") or (outline.flat and block.short_line and not text[0].islower())):
        yield text, "", False, ALIKE
    elif block.short_line:
        yield text, "", False, EXACT
    if outline.flat:
        yield from _beginnings(text)


def _beginnings(line: str) -> Iterator[tuple[str, str, bool, float]]:
    """A line of a PDF may be two cells of a passport: «Сроки реализации Апрель – ноябрь»."""
    for capital in list(CAPITAL.finditer(line, 3))[:4]:
        if capital.start() <= LEAD_LENGTH:
            yield line[: capital.start()], line[capital.start() :], False, EXACT


def _names_a_row(block: Block, rows: list[list[str]]) -> bool:
    """The first cell of a row of a narrow table, or the second after a number."""
    if max(map(len, rows), default=0) > 3:
        return False
    return block.column == 0 or (block.column == 1 and bool(NUMBER.fullmatch(rows[block.row][0])))


def _looks_like_a_title(block: Block) -> bool:
    capitals = block.text.isupper() and any(map(str.isalpha, block.text))
    marked = block.title_like or block.bold or block.centred or capitals
    return marked or heading(block.text).startswith("приложение")
