"""What a document says, as a small tree: paragraphs with their printed labels, tables, boxes, notes. Plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Unreadable(Exception):
    """The bytes can't be read as a document (must-survive D9)."""


class Held(Protocol):
    """What holds the pictures of a file: the package itself, or what was read out of one stream."""

    def bytes_of(self, name: str, most: int) -> bytes | None:
        """The bytes of a part, or None when there is none or it is longer than `most`."""


class Words(NamedTuple):
    """Letters of one look; `raised` is «sup», «sub» or nothing, `link` an address that may be followed."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: str = ""
    hidden: bool = False
    link: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture: the part of the package that holds it (nothing: it lies outside), its alternative words, its width.

    The width is in points of a screen, 0 when the file does not say it.
    """

    part: str
    alt: str = ""
    width: int = 0


@dataclass(frozen=True)
class Box:
    """A text box that hangs on a paragraph."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `label` is what Word prints before it, `depth` its level in a list, `heading` 1 to 9 or 0."""

    inlines: tuple["Inline", ...] = ()
    label: str = ""
    bullet: bool = False
    depth: int = 0
    heading: int = 0
    centred: bool = False
    listed: bool = False  # a line of the contents

    @property
    def text(self) -> str:
        """Its letters without the label and without what hangs on it."""
        return "".join(one.text for one in self.inlines if isinstance(one, Words)).strip()

    @property
    def said(self) -> str:
        """Its letters as they are read aloud: a number counts, a bullet is no word."""
        text = self.text
        return f"{self.label} {text}" if self.label and not self.bullet and text else text


@dataclass(frozen=True)
class Cell:
    """A cell from a column of the grid on; `below` is true for the rest of a cell that begins in a row above."""

    blocks: tuple["Block", ...]
    column: int = 0
    span: int = 1
    below: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells; a row may begin after the first column."""

    rows: tuple[tuple[Cell, ...], ...]


Inline = Words | Picture | Box
Block = Paragraph | Table


@dataclass(frozen=True)
class Note:
    """A footnote or an endnote under the mark that the text carries; a comment under the name of who wrote it."""

    mark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A document read once. `unseen` counts, by kind, what is in the file and not in this tree."""

    blocks: tuple[Block, ...]
    headers: tuple[Block, ...] = ()
    footers: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    comments: tuple[Note, ...] = ()
    unseen: Mapping[str, int] = field(default_factory=dict)

    @property
    def read(self) -> tuple[Block, ...]:
        """Whatever a reader reads, in order: heads, text, notes, feet."""
        noted = tuple(block for note in self.notes for block in under(note.mark, note.blocks))
        return (*self.headers, *self.blocks, *noted, *self.footers)


def under(mark: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The paragraphs of a note, the first with the mark before it."""
    if not blocks or isinstance(blocks[0], Table):
        return (Paragraph((Words(mark),)), *blocks)
    first = blocks[0]
    return (Paragraph((Words(f"{mark} "), *first.inlines), first.label, first.bullet, first.depth), *blocks[1:])


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph in order, those of cells and boxes too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)
            continue
        yield block
        for box in block.inlines:
            if isinstance(box, Box):
                yield from paragraphs(box.blocks)
