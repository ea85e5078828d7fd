"""The sheet of an order in Word: styles, margins, page number, by the rules of domain.md §7.4."""

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT, BODY, CELL = "Times New Roman", Pt(14), Pt(10)
TEXT_WIDTH, MARK_INDENT, UPRIGHT_MARK = Mm(170), Mm(167), Mm(90)
ACROSS = 257  # mm of text on a sheet that lies on its side
SIZES = ((4, Pt(12)), (6, Pt(11)))  # of the type in a table of so many columns; a wider one has CELL
IN_TABLES = ("Шапка таблицы", "Ячейка таблицы", "Ячейка по центру")
# name in Word: alignment, size, first line, space before and after, kept with the next paragraph
STYLES = {
    "Орган": (ALIGN.CENTER, BODY, 0, 0, 12, True),
    "Вид документа": (ALIGN.CENTER, BODY, 0, 0, 12, True),
    "Реквизиты": (ALIGN.LEFT, BODY, 0, 0, 16, True),
    "Заголовок приказа": (ALIGN.CENTER, BODY, 0, 0, 12, True),
    "Текст приказа": (ALIGN.JUSTIFY, BODY, Mm(12.5), 0, 0, False),
    "Адресат": (ALIGN.LEFT, BODY, 0, 0, 16, True),
    "Заголовок письма": (ALIGN.LEFT, BODY, 0, 0, 12, True),
    "Подпись": (ALIGN.LEFT, BODY, 0, 32, 0, False),
    "Отметка о приложении": (ALIGN.LEFT, BODY, 0, 0, 0, True),
    "Заголовок приложения": (ALIGN.CENTER, BODY, 0, 18, 12, True),
    "Шапка таблицы": (ALIGN.CENTER, CELL, 0, 2, 2, True),
    "Ячейка таблицы": (ALIGN.LEFT, CELL, 0, 1, 1, False),
    "Ячейка по центру": (ALIGN.CENTER, CELL, 0, 1, 1, False),
    "Исполнитель": (ALIGN.LEFT, CELL, 0, 24, 0, False),
    "Конец таблицы": (ALIGN.LEFT, Pt(1), 0, 0, 0, False),
    "Номер страницы": (ALIGN.CENTER, BODY, 0, 0, 0, False),
}


def element(parent, tag: str, **attributes):
    """A child of `parent` in the w: namespace, which python-docx has no word for."""
    child = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def styles(document, cell=CELL) -> None:
    normal = document.styles["Normal"]
    typeface(normal, BODY)
    element(normal.element.get_or_add_rPr(), "lang", val="ru-RU")
    for name, (alignment, size, indent, before, after, kept) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = normal, True
        typeface(style, cell if name in IN_TABLES else size)
        form = style.paragraph_format
        form.alignment, form.first_line_indent, form.line_spacing = alignment, indent, 1
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.keep_with_next, form.widow_control = kept, True
    requisites = document.styles["Реквизиты"].paragraph_format.tab_stops
    requisites.add_tab_stop(TEXT_WIDTH // 2, TAB.CENTER)
    requisites.add_tab_stop(TEXT_WIDTH, TAB.RIGHT)
    signature = document.styles["Подпись"].paragraph_format
    signature.keep_together = True
    signature.tab_stops.add_tab_stop(TEXT_WIDTH, TAB.RIGHT)
    document.styles["Отметка о приложении"].paragraph_format.left_indent = MARK_INDENT
    document.styles["Адресат"].paragraph_format.left_indent = UPRIGHT_MARK
    spaced = document.styles.add_style("Вразрядку", WD_STYLE_TYPE.CHARACTER)
    element(spaced.element.get_or_add_rPr(), "spacing", val="60")  # 3 pt: the word stays one word for a search


def cell_size(columns: int):
    """The more columns, the smaller the type (domain.md §7.4)."""
    return next((size for most, size in SIZES if columns <= most), CELL)


def typeface(style, size) -> None:
    style.font.name, style.font.size = FONT, size
    for script in ("eastAsia", "cs"):
        style.element.rPr.rFonts.set(qn(f"w:{script}"), FONT)


def page(section, *, landscape: bool, first: bool) -> None:
    """A4; left 30 mm because orders are kept for ever, the number in the top margin."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = first


def page_number(section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Номер страницы"
    element(paragraph._p, "fldSimple", instr="PAGE").append(paragraph.add_run("2")._r)
