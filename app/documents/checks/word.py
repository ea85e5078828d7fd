"""A file with words as an outline: the tree of the one reading as the blocks that the check looks at."""

import re
from collections.abc import Iterable

from app.documents.checks.outline import Block, Outline, is_short
from app.documents.reading import tree
from app.documents.reading.body import read
from app.documents.reading.package import Package
from app.documents.reading.readers import read_file

CONTENTS = re.compile(r"(?:\.{3}|…|\t)[^\S\t]*\d{1,3}$")  # in the last letters of a line
LEAD_LENGTH = 90
Place = tuple[int, int, int] | None
Piece = tuple[str, bool]


def read_docx(data: bytes) -> Outline:
    """The outline of a DOCX; Unreadable when there is none."""
    return outline_of(read(Package(data)))


def read_words(data: bytes, ending: str) -> Outline:
    """The outline of any file that READERS read; Unreadable when there is none."""
    found = read_file(data, ending)
    outline = outline_of(found.document)
    if found.flat:
        outline.flat, outline.letters = True, len(outline.text)
    return outline


def outline_of(document: tree.Document) -> Outline:
    """The outline of what was read."""
    outline = Outline()
    _take(document.read, outline, None)
    return outline


def _take(blocks: Iterable[tree.Block], outline: Outline, place: Place) -> None:
    for block in blocks:
        if isinstance(block, tree.Table):
            _table(block, outline)
        else:
            _paragraph(block, outline, place)


def _table(table: tree.Table, outline: Outline) -> None:
    """Rows as the eye sees them: a cell over two columns or two rows stands in both."""
    number = len(outline.tables)
    rows: list[list[str]] = []
    outline.tables.append(rows)
    for row in table.rows:
        texts: list[str] = []
        for cell in row:
            texts += [""] * (cell.column - len(texts))
            before = len(outline.blocks)
            _take(cell.blocks, outline, (number, len(rows), cell.column))
            text = "\n".join(block.text for block in outline.blocks[before:])
            if cell.below and rows and cell.column < len(rows[-1]):
                text = text or rows[-1][cell.column]
            texts += [text, *[""] * (cell.span - 1)]
        rows.append(texts)


def _paragraph(paragraph: tree.Paragraph, outline: Outline, place: Place) -> None:
    pieces = _pieces(paragraph)
    for part in [pieces] if paragraph.heading else _by_weight(pieces):
        block = _block(part, bool(paragraph.heading), paragraph.centred)
        block.listed = paragraph.listed or bool(CONTENTS.search(block.text[-8:]))
        if place:
            block.table, block.row, block.column = place
        if block.text:
            outline.blocks.append(block)
    for one in paragraph.inlines:
        if isinstance(one, tree.Box):
            _take(one.blocks, outline, place)
        elif isinstance(one, tree.Picture):
            outline.pictures = True


def _pieces(paragraph: tree.Paragraph) -> list[Piece]:
    """The words with their weight, the printed number at the head of the first."""
    pieces = [(one.text, one.bold) for one in paragraph.inlines if isinstance(one, tree.Words) and one.text]
    if paragraph.label and not paragraph.bullet and paragraph.text:
        first = next(at for at, (text, _) in enumerate(pieces) if text.strip())
        text, heavy = pieces[first]
        pieces[first : first + 1] = [(f"{paragraph.label} {text.lstrip()}", heavy)]
    return pieces


def _by_weight(pieces: list[Piece]) -> list[list[Piece]]:
    """The lines of a paragraph apart where a bold line stands over a plain one; else the whole paragraph."""
    lines: list[list[Piece]] = [[]]
    for text, heavy in pieces:
        for number, line in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if line.strip():
                lines[-1].append((line, heavy))
    lines = [line for line in lines if line]
    weights = {all(heavy for _, heavy in line) for line in lines}
    return lines if len(weights) == 2 else [pieces]


def _block(pieces: list[Piece], title: bool, centred: bool) -> Block:
    text = "".join(text for text, _ in pieces).strip()
    weights = [heavy for piece, heavy in pieces if piece.strip()]
    bold = bool(weights) and all(weights)
    block = Block(text, title_like=title, short_line=is_short(text), bold=bold, centred=centred)
    if weights and weights[0] and not bold:
        block.lead = _lead(pieces)
    return block


def _lead(pieces: list[Piece]) -> str:
    """The bold beginning."""
    lead = ""
    for text, heavy in pieces:
        if not heavy and text.strip():
            break
        lead += text
    return lead if len(lead) <= LEAD_LENGTH else ""
