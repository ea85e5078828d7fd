"""The DOCX of an order → what the page shows of it, sheet by sheet: one source for the paper and for the screen."""

import io
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.styles.style import BaseStyle, CharacterStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

# Word style of the template → class of the sheet on the screen
CLASSES = {
    "Орган": "head",
    "Вид документа": "kind",
    "Реквизиты": "requisites",
    "Заголовок приказа": "title",
    "Заголовок письма": "about",
    "Адресат": "addressee",
    "Текст приказа": "point",
    "Подпись": "sign",
    "Исполнитель": "performer",
    "Отметка о приложении": "mark",
    "Заголовок приложения": "title",
    "Конец таблицы": "end",
}
Names = dict[str | None, BaseStyle]  # the styles by their ids; who has no style finds none
SPACED, CENTRED, BY_ITSELF = "Вразрядку", ("Шапка таблицы", "Ячейка по центру"), 12


@dataclass(frozen=True)
class Run:
    """Letters of one look."""

    text: str
    spaced: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph: its class and its runs."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass
class Cell:
    """A cell and how many rows it goes down."""

    text: str
    centred: bool
    rows: int = 1


@dataclass
class Grid:
    """A table: the widths of its columns in per cent, the size of its type, its rows."""

    widths: tuple[float, ...]
    points: int
    head: list[list[Cell]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    kind: str = "grid"


@dataclass
class Sheet:
    """What stands between two breaks of a section; `wide` lies on its side."""

    wide: bool
    parts: list[Block | Grid] = field(default_factory=list)


def preview_of(docx: bytes) -> list[Sheet]:
    """The sheets in their order."""
    document = Document(io.BytesIO(docx))
    sides = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    sheets = [Sheet(sides[0])]
    for part in document.iter_inner_content():
        sheets[-1].parts.append(_grid(part, document) if isinstance(part, Table) else _block(part))
        ends = not isinstance(part, Table) and part._p.pPr is not None and part._p.pPr.find(qn("w:sectPr")) is not None
        if ends and len(sheets) < len(sides):
            sheets.append(Sheet(sides[len(sheets)]))
    return sheets


def _block(paragraph: Paragraph) -> Block:
    runs = (Run(run.text, run.style.name == SPACED, bool(run.bold)) for run in paragraph.runs if run.text)
    style = paragraph.style.name if paragraph.style else None
    return Block(CLASSES.get(style or "", "point"), tuple(runs))


def _grid(table: Table, document: Opened) -> Grid:
    wide = [int(column.get(qn("w:w")) or 0) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    names: Names = {style.style_id: style for style in document.styles}
    grid = Grid(tuple(round(100 * one / (sum(wide) or 1), 2) for one in wide), _points(table, names))
    open_cells: dict[int, Cell] = {}
    for tr in table._tbl.tr_lst:
        is_head = tr.trPr is not None and tr.trPr.find(qn("w:tblHeader")) is not None
        row: list[Cell] = []
        (grid.head if is_head else grid.rows).append(row)
        for place, tc in enumerate(tr.tc_lst):
            if tc.vMerge == "continue" and place in open_cells:
                open_cells[place].rows += 1
                continue
            open_cells[place] = _cell(tc, names)
            row.append(open_cells[place])
    return grid


def _cell(tc: CT_Tc, names: Names) -> Cell:
    text = "\n".join(_said(p) for p in tc.p_lst)
    style = names.get(tc.p_lst[0].style) if tc.p_lst else None
    return Cell(text, style is not None and style.name in CENTRED)


def _said(paragraph: CT_P) -> str:
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:softHyphen"): "\u00ad"}
    return "".join(one.text or "" if one.tag == qn("w:t") else marks.get(one.tag, "") for one in paragraph.iter())


def _points(table: Table, names: Names) -> int:
    """The size of the type in its cells."""
    last = table._tbl.tr_lst[-1].tc_lst[-1].p_lst
    style = names.get(last[0].style) if last else None
    return int(style.font.size.pt) if isinstance(style, CharacterStyle) and style.font.size else BY_ITSELF
