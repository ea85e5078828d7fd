"""Lays out the Word templates from their words: python -m tools.templates.make."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from app.papers.rendering import TEMPLATES as DOCX
from app.papers.rendering import sealed
from app.papers.russian import tie
from tools.templates.sheet import ACROSS, TEXT_WIDTH, UPRIGHT_MARK, cell_size, element, page, page_number, styles
from tools.templates.words import TEMPLATES, Appendix, Template


def head(document) -> None:
    document.add_paragraph(style="Орган").add_run("{{ department|upper }}").bold = True
    document.add_paragraph(style="Вид документа").add_run("ПРИКАЗ", "Вразрядку").bold = True
    document.add_paragraph(tie("{{ date }}\t{{ city }}\t№ {{ number }}"), "Реквизиты")
    document.add_paragraph("{{ title }}", "Заголовок приказа")


def letter_head(document) -> None:
    document.add_paragraph(style="Орган").add_run("{{ department|upper }}").bold = True
    document.add_paragraph(tie("{{ date }}\t\t№ {{ number }}\n{{ reply_to }}"), "Реквизиты")
    document.add_paragraph("{{ addressee }}", "Адресат")
    document.add_paragraph("{{ title }}", "Заголовок письма")


def body(document, template: Template) -> None:
    if not template.letter:
        preamble = document.add_paragraph(tie(template.preamble), "Текст приказа")
        preamble.add_run("приказываю:", "Вразрядку")
    for point in template.points:
        last = document.add_paragraph(tie(point), "Текст приказа")
    if template.letter and template.appendices:
        last = document.add_paragraph(tie("Приложение: на {{ sheets }} л. в 1 экз."), "Текст приказа")
    # The signature never stands alone: the last point goes whole to its page.
    last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True
    document.add_paragraph("{{ position }}\t{{ name }}", "Подпись")
    if template.letter:
        document.add_paragraph("{{ performer }}", "Исполнитель")


def appendix(document, template: Template, number: int, one: Appendix) -> None:
    counted = "Приложение" + (f" {number}" if len(template.appendices) > 1 else "")
    to = "к письму" if template.letter else "к приказу"
    mark = (counted, f"{to} {{{{ department_mark }}}}", "от {{ date }} № {{ number }}")
    paragraph = document.add_paragraph(tie("\n".join(mark)), "Отметка о приложении")
    if not one.wide:
        paragraph.paragraph_format.left_indent = UPRIGHT_MARK
    document.add_paragraph(tie("\n".join(one.title)), "Заголовок приложения")
    for text in one.text:
        document.add_paragraph(tie(text), "Текст приказа")
    if one.columns:
        table(document, one)


def table(document, one: Appendix) -> None:
    depth = len(one.loops)
    grid = document.add_table(rows=2 + 2 * depth, cols=len(one.columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins = element(grid._tbl.tblPr, "tblCellMar")
    grid._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # the schema wants the margins before the look
    for side in ("left", "right"):
        element(margins, side, w="70", type="dxa")
    for row in grid.rows:
        element(row._tr.get_or_add_trPr(), "cantSplit")
    element(grid.rows[0]._tr.trPr, "tblHeader")
    for number, loop in enumerate(one.loops):
        grid.cell(1 + number, 0).text = f"{{%tr {loop} %}}"
        grid.cell(2 + depth + number, 0).text = "{%tr endfor %}"
    for column, (heading, _, value) in enumerate(one.columns):
        width = Mm(widths_of(one)[column])
        grid.columns[column].width = width
        for row in grid.rows:
            row.cells[column].width = width
        write(grid.cell(0, column), tie(heading), "Шапка таблицы")
        centred = column == 0 or value.startswith("=")
        value = value.removeprefix("=").replace("^", "{% vm %}")
        write(grid.cell(1 + depth, column), value, "Ячейка по центру" if centred else "Ячейка таблицы")


def widths_of(one: Appendix) -> list[float]:
    """Millimetres of its columns: the table is as wide as the text."""
    whole = ACROSS if one.wide else TEXT_WIDTH.mm
    return [width * whole / sum(width for _, width, _ in one.columns) for _, width, _ in one.columns]


def write(cell, text: str, style: str) -> None:
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)


def new_sheet(document):
    """A new section whose break sits in the last paragraph: an empty one after it could open a page of its own."""
    last = document.element.body[-2]  # the very last is the section itself
    section = document.add_section(WD_SECTION.NEW_PAGE)
    empty = document.paragraphs[-1]
    if last.tag == qn("w:p"):
        last.get_or_add_pPr().append(empty._p.pPr.sectPr)
        empty._p.getparent().remove(empty._p)
    else:
        empty.style = "Конец таблицы"
    return section


def make(template: Template) -> bytes:
    document = Document()
    styles(document, cell_size(max((len(one.columns) for one in template.appendices), default=0)))
    page(document.sections[0], landscape=False, first=True)
    page_number(document.sections[0])
    (letter_head if template.letter else head)(document)
    body(document, template)
    for number, one in enumerate(template.appendices, 1):
        page(new_sheet(document), landscape=one.wide, first=False)
        appendix(document, template, number, one)
    about = document.core_properties
    about.author, about.title, about.language, about.comments = "Опора 500+", "{{ title[:250] }}", "ru-RU", ""
    about.created = about.modified = datetime(2022, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    document.save(out)
    return sealed(out.getvalue())


if __name__ == "__main__":
    for name, template in TEMPLATES.items():
        (DOCX / f"{name}.docx").write_bytes(make(template))
