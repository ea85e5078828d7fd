"""A document as the check sees it: a row of blocks, and its tables. Plain data, whatever file it was read from."""

from dataclasses import dataclass, field
from functools import cached_property

from app.documents.checks.russian import plain


@dataclass
class Block:
    """A paragraph, the line of a PDF, or a paragraph of a cell.

    `lead` is the bold beginning of a paragraph that goes on in plain letters; `listed` marks a line of the contents.
    """

    text: str
    title_like: bool = False
    short_line: bool = False  # may be a title; nothing but its words can tell
    bold: bool = False
    centred: bool = False
    lead: str = ""
    listed: bool = False
    table: int | None = None
    row: int = 0
    column: int = 0
    page: int = 0  # of a PDF, counted from 1


@dataclass
class Outline:
    """All blocks in order, each table as rows of texts; whether there are pictures, and whether tables can be seen."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    pictures: bool = False
    flat: bool = False  # a PDF: its tables are lines like any other
    letters: int = 0  # of a PDF, on pages that are no scans, without stamps of signatures
    scans: list[int] = field(default_factory=list)  # the pages of a PDF that are pictures
    recognised: list[int] = field(default_factory=list)  # pages that are pictures, whose words Tesseract has read
    unread: int = 0  # pages beyond the limit

    @cached_property
    def text(self) -> str:
        """Everything, line by line; asked for when all is read."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def plain(self) -> str:
        """Everything in plain letters and one line, for looking up words."""
        return plain(self.text)


def is_short(line: str) -> bool:
    """Short enough for a title however it is spaced, and not the end of a sentence."""
    return len(line.replace(" ", "")) < 70 and not line.endswith((".", ",", ";"))
