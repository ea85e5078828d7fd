"""A DOCX by whatever program as an outline: styles, bold lines, tables, text boxes, controls, accepted changes."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.documents.checks.ooxml import Styles, W, is_on, outlined, parts_of, value
from app.documents.checks.outline import Block, Outline, is_short

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
P, R, TBL, TR, TC, BOX = (f"{W}{name}" for name in ("p", "r", "tbl", "tr", "tc", "txbxContent"))
GONE = frozenset({f"{W}del", f"{W}moveFrom"})
WRAPS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", ALTERNATE})
CONTENTS = re.compile(r"(?:\.{3}|…|\t)[^\S\t]*\d{1,3}$")  # in the last letters of a line
LEAD_LENGTH = 90
Cell = tuple[int, int, int] | None


def read_docx(data: bytes) -> Outline:
    """The outline of a DOCX; Unreadable when there is none."""
    body, styles = parts_of(data)
    outline = Outline()
    _walk(body, outline, styles)
    return outline


def _walk(parent: Element, outline: Outline, styles: Styles, cell: Cell = None) -> None:
    for child in parent:
        if child.tag == P:
            _paragraph(child, outline, styles, cell)
        elif child.tag == TBL:
            _table(child, outline, styles)
        elif child.tag in WRAPS:
            _walk(child, outline, styles, cell)
        elif child.tag == ALTERNATE and len(child):
            _walk(child[0], outline, styles, cell)


def _table(table: Element, outline: Outline, styles: Styles) -> None:
    """Rows as the eye sees them: a cell over two columns or two rows stands in both."""
    number = len(outline.tables)
    rows: list[list[str]] = []
    outline.tables.append(rows)
    for row in _inside(table, TR):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        texts = [""] * int(value(row.find(f"{W}trPr/{W}gridBefore")) or 0)
        for cell in _inside(row, TC):
            before, column = len(outline.blocks), len(texts)
            _walk(cell, outline, styles, (number, len(rows), column))
            text = "\n".join(block.text for block in outline.blocks[before:])
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and value(merged) != "restart" and rows and column < len(rows[-1]):
                text = text or rows[-1][column]
            span = int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
            texts += [text, *[""] * (min(span, 64) - 1)]
        rows.append(texts)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through controls and marks of changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPS:
            yield from _inside(child, tag)


def _paragraph(paragraph: Element, outline: Outline, styles: Styles, cell: Cell) -> None:
    look = paragraph.find(f"{W}pPr")
    style = "" if look is None else value(look.find(f"{W}pStyle"))
    centred = look is not None and value(look.find(f"{W}jc")) == "center"
    runs = list(runs_of(paragraph))
    pieces = [(text, _is_heavy(run, style in styles.bolds)) for run in runs if (text := letters_of(run))]
    title = style in styles.titles or outlined(look)
    for part in [pieces] if title else _by_weight(pieces):
        block = _block(part, title, centred)
        block.listed = style in styles.contents or bool(CONTENTS.search(block.text[-8:]))
        if cell:
            block.table, block.row, block.column = cell
        if block.text:
            outline.blocks.append(block)
    for run in runs:
        for box in _boxes(run, outline):
            _walk(box, outline, styles, cell)


def runs_of(parent: Element) -> Iterator[Element]:
    """The runs that are to be read: not what was deleted or moved away, not the second telling of the same."""
    for child in parent:
        if child.tag == R:
            yield child
        elif child.tag == ALTERNATE:
            yield from runs_of(child[0]) if len(child) else ()
        elif child.tag not in GONE and isinstance(child.tag, str) and len(child):
            yield from runs_of(child)


def letters_of(run: Element) -> str:
    """The letters of a run, its tabs and line ends."""
    return "".join((part.text or "") if part.tag == f"{W}t" else SIGNS.get(part.tag, "") for part in run)


def _is_heavy(run: Element, by_style: bool) -> bool:
    mark = run.find(f"{W}rPr/{W}b")
    return by_style if mark is None else is_on(mark)


def _by_weight(pieces: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """The lines of a paragraph apart where a bold line stands over a plain one; else the whole paragraph."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, heavy in pieces:
        for number, line in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if line.strip():
                lines[-1].append((line, heavy))
    lines = [line for line in lines if line]
    weights = {all(heavy for _, heavy in line) for line in lines}
    return lines if len(weights) == 2 else [pieces]


def _block(pieces: list[tuple[str, bool]], title: bool, centred: bool) -> Block:
    text = "".join(text for text, _ in pieces).strip()
    weights = [heavy for piece, heavy in pieces if piece.strip()]
    bold = bool(weights) and all(weights)
    block = Block(text, title_like=title, short_line=is_short(text), bold=bold, centred=centred)
    if weights and weights[0] and not bold:
        block.lead = _lead(pieces)
    return block


def _lead(pieces: list[tuple[str, bool]]) -> str:
    """The bold beginning."""
    lead = ""
    for text, heavy in pieces:
        if not heavy and text.strip():
            break
        lead += text
    return lead if len(lead) <= LEAD_LENGTH else ""


def _boxes(run: Element, outline: Outline) -> Iterator[Element]:
    """The text boxes that hang on a run, each once, though the file may tell them twice."""
    for part in run:
        if part.tag not in PICTURES:
            continue
        outline.pictures = True
        for telling in part if part.tag == ALTERNATE else (part,):
            found = list(telling.iter(BOX))
            yield from (box for box in found if not any(above in found for above in box.iterancestors(BOX)))
            if found:
                break
