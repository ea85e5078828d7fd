"""What an RTF makes line by line: paragraphs, cells, rows; the text itself, a note, a box or a head."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.documents.reading.rtf_tables import Edge, Rows
from app.documents.reading.tree import Block, Inline, Paragraph, Words

BARE = Words("")


@dataclass
class State:
    """What a group may change and its end undoes."""

    words: Words = BARE
    font: int = 0
    skipped: int = 1  # letters that stand for one of \u
    silent: bool = False
    deleted: bool = False
    into: str = ""  # a destination that is gathered as text
    end: Callable[[], None] | None = None  # what is done when the group ends


@dataclass
class Line:
    """The properties of a paragraph."""

    in_table: bool = False
    centred: bool = False
    heading: int = 0
    depth: int = 0


@dataclass
class Story:
    """Blocks while they are read: the text, a note, a box, a head."""

    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    label: str = ""
    line: Line = field(default_factory=Line)
    rows: Rows = field(default_factory=Rows)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def break_line(self) -> None:
        """The paragraph ends."""
        bullet = bool(self.label) and not any(map(str.isalnum, self.label))
        line = self.line
        made = Paragraph(
            tuple(self.inlines), self.label, bullet, line.depth if self.label else 0, line.heading, line.centred
        )
        self.inlines, self.label = [], ""
        if line.in_table:
            self.cell.append(made)
        else:
            self.close()
            self.blocks.append(made)

    def end_cell(self) -> None:
        """The cell ends, and the paragraph in it."""
        if self.inlines or self.label:
            self.line.in_table = True
            self.break_line()
        self.cells.append(tuple(self.cell))
        self.cell = []

    def end_row(self) -> None:
        """The row ends."""
        self.rows.rows.append((self.cells, self.edges))
        self.cells = []

    def close(self) -> None:
        """The table ends, if there is one."""
        if self.cells or self.cell:
            self.end_cell()
            self.end_row()
        if self.rows.rows:
            self.blocks.append(self.rows.table())
            self.rows = Rows()

    def done(self) -> tuple[Block, ...]:
        """Everything that was read."""
        if self.inlines or self.label:
            self.break_line()
        self.close()
        return tuple(self.blocks)


def speaks(block: Block) -> bool:
    """Is there a word in it, or something to see?"""
    if not isinstance(block, Paragraph):
        return True
    return any(map(str.isalpha, block.text)) or any(not isinstance(one, Words) for one in block.inlines)


def marked(words: Words, mark: str, on: bool) -> Words:
    """The look with one of its marks (b, i, v, strike) on or off."""
    if mark == "b":
        return words._replace(bold=on)
    if mark == "i":
        return words._replace(italic=on)
    return words._replace(hidden=on) if mark == "v" else words._replace(struck=on)
