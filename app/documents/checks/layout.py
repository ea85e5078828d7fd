"""A comparison in the form of the documents: headings are headings, cells stand in their rows. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat

from app.documents.checks.comparing import Paragraph
from app.documents.checks.outline import Block, Outline

HEADING = "h"
Cell = tuple[int, int, int]  # table, row, column
GONE, NEW = {"del", "out"}, {"ins", "in"}


@dataclass(frozen=True)
class Line:
    """A paragraph with the forms of its line in the older and in the newer text; None where it does not stand."""

    paragraph: Paragraph
    old: str | None
    new: str | None

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading now, or was one."""
        return (self.old if self.new is None else self.new) == HEADING

    @property
    def changed(self) -> bool:
        """Whether anything in it is new or gone."""
        return self.paragraph.changed


@dataclass
class Row:
    """A row of a table; its cells by column. The same row in the older and the newer text, where it stands in them."""

    old: tuple[int, int] | None
    new: tuple[int, int] | None
    cells: dict[int, list[Paragraph]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns it reaches over."""
        return max(self.cells, default=-1) + 1

    @property
    def changed(self) -> bool:
        """Whether anything in it is new or gone."""
        return any(one.changed for cell in self.cells.values() for one in cell)

    def takes(self, old: Cell | None, new: Cell | None) -> bool:
        """Whether such a cell stands in this row, in one of the texts."""
        return (old is not None and self.old == old[:2]) or (new is not None and self.new == new[:2])

    def goes_on(self, other: "Row") -> bool:
        """Whether the other row is of the same table."""
        return any(one and two and one[0] == two[0] for one, two in ((self.old, other.old), (self.new, other.new)))


def forms_of(outline: Outline) -> list[str]:
    """For each line of the outline's text: `h` of a heading, «table.row.column» of a cell, nothing of another."""
    return [form for block in outline.blocks for form in repeat(_form(block), len(block.text.splitlines()))]


def _form(block: Block) -> str:
    if block.table is not None:
        return f"{block.table}.{block.row}.{block.column}"
    return HEADING if block.title_like else ""


def lines_of(paragraphs: Sequence[Paragraph], old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """The paragraphs of a comparison, in order, with the forms of the lines that they are; of plain lines none."""
    before, after = iter(old), iter(new)
    for one in paragraphs:
        kinds = {piece.kind for piece in one.pieces}
        yield Line(one, None if kinds <= NEW else next(before, ""), None if kinds <= GONE else next(after, ""))


def by_rows(lines: Iterable[Line]) -> list[Line]:
    """The same comparison with whole rows as what is new or gone, where the words let it begin with a row as well.

    Of «А Б | В Б» and «А Б | Г Б | В Б» as well «Б | Г» may be new as «Г Б»: the words say no more, the rows do.
    """
    found = list(lines)
    at = 0
    while at < len(found):
        end = _end_of_run(found, at)
        for step in (1, -1) if end > at and not _begins_a_row(found, at) else ():
            if (moved := _slid(found, at, end, step)) is not None:
                found = moved
                break
        at = max(end, at + 1)
    return found


def _end_of_run(lines: Sequence[Line], at: int) -> int:
    """Where whole lines of one kind, new or gone, end that begin here; here itself, when none do."""
    end = at
    while end < len(lines) and _kind(lines[end]) in ("ins", "del") and _kind(lines[end]) == _kind(lines[at]):
        end += 1
    return end


def _slid(lines: Sequence[Line], start: int, end: int, step: int) -> list[Line] | None:
    """The run moved down (1) or up (-1) till it begins with a row; None when its words do not let it."""
    moved = list(lines)
    while True:
        here, there = (start, end) if step > 0 else (end - 1, start - 1)
        if not 0 <= there < len(moved) or _kind(moved[there]) != "same" or _text(moved[there]) != _text(moved[here]):
            return None
        run, same = moved[here], moved[there]
        if run.old is None:
            moved[here], moved[there] = replace(same, new=run.new), replace(run, new=same.new)
        else:
            moved[here], moved[there] = replace(same, old=run.old), replace(run, old=same.old)
        start, end = start + step, end + step
        if _begins_a_row(moved, start):
            return moved


def _begins_a_row(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of a row, in the text that it stands in; a line outside of tables needs no more."""
    own, before = _places(lines[at]), _places(lines[at - 1]) if at else (None, None)
    return all(one is None or other is None or one[:2] != other[:2] for one, other in zip(own, before, strict=True))


def _places(line: Line) -> tuple[Cell | None, Cell | None]:
    return _cell(line.old), _cell(line.new)


def _kind(line: Line) -> str:
    pieces = line.paragraph.pieces
    return pieces[0].kind if len(pieces) == 1 else ""


def _text(line: Line) -> str:
    return line.paragraph.pieces[0].text


def laid_out(lines: Iterable[Line]) -> list[Line | Row]:
    """The lines outside of tables as they are, the cells of a row as a row."""
    found: list[Line | Row] = []
    for line in by_rows(lines):
        old, new = _cell(line.old), _cell(line.new)
        place = new or old
        if place is None:
            found.append(line)
            continue
        row = found[-1] if found else None
        if not isinstance(row, Row) or not row.takes(old, new):
            row = Row(None, None)
            found.append(row)
        row.old, row.new = row.old or (old and old[:2]), row.new or (new and new[:2])
        row.cells.setdefault(place[2], []).append(line.paragraph)
    return found


def _cell(form: str | None) -> Cell | None:
    if not form or form == HEADING:
        return None
    table, row, column = map(int, form.split("."))
    return table, row, column


def drawn(lines: Iterable[Line], only: bool = False) -> list[Line | list[Row]]:
    """What the page draws: all, or `only` what changed and its neighbours."""
    found = laid_out(lines)
    return in_tables(nearby(found) if only else found)


def nearby(found: Sequence[Line | Row]) -> list[Line | Row]:
    """What changed, each with what stands before and after it, so that its place is seen."""
    changed = {at for at, one in enumerate(found) if one.changed}
    return [one for at, one in enumerate(found) if {at - 1, at, at + 1} & changed]


def in_tables(found: Iterable[Line | Row]) -> list[Line | list[Row]]:
    """The rows of a table together, for drawing."""
    drawn: list[Line | list[Row]] = []
    for one in found:
        if isinstance(one, Line):
            drawn.append(one)
        elif drawn and isinstance(drawn[-1], list) and drawn[-1][-1].goes_on(one):
            drawn[-1].append(one)
        else:
            drawn.append([one])
    return drawn
