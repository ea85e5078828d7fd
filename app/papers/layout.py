"""Layout profiles of an order: the Department's own, ГОСТ Р 7.0.97-2016 and 7.0.97-2025 (domain.md §7.4).

A profile changes the named styles of a template before it is filled; the Department's own is the template as it stands.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

BODY = (
    *("Орган", "Вид документа", "Реквизиты", "Заголовок приказа", "Текст приказа", "Адресат", "Заголовок письма"),
    *("Подпись", "Отметка о приложении", "Заголовок приложения", "Номер страницы"),
)
SHEET = 210


@dataclass(frozen=True)
class Layout:
    """Margins in mm, the size of the body in pt, lines apart; is the title at the left edge, is the date in digits."""

    left: int = 30
    right: int = 10
    top: int = 20
    bottom: int = 20
    size: int = 14
    spacing: float = 1.0
    title_left: bool = False
    digits: bool = False


DEPARTMENT = Layout()
LAYOUTS = {
    "department": DEPARTMENT,
    "gost-2016": Layout(spacing=1.15, title_left=True),
    "gost-2025": Layout(spacing=1.15, size=13, title_left=True, digits=True),
}


def layout_of(name: str, size: int | None = None, right: int | None = None) -> Layout:
    """A profile by its name, with what the Department has settled otherwise."""
    own = LAYOUTS[name]
    return replace(own, size=own.size if size is None else size, right=own.right if right is None else right)


@lru_cache(maxsize=32)
def laid_out(template: bytes, layout: Layout) -> bytes:
    """The template in another profile; styles that it does not have are left alone."""
    if layout == DEPARTMENT:
        return template
    document = Document(io.BytesIO(template))
    known = {style.name: style for style in document.styles if isinstance(style, ParagraphStyle)}
    for name in BODY:
        if name in known:
            known[name].font.size = Pt(layout.size)
    if "Текст приказа" in known:
        known["Текст приказа"].paragraph_format.line_spacing = layout.spacing
    if layout.title_left and "Заголовок приказа" in known:
        known["Заголовок приказа"].paragraph_format.alignment = ALIGN.LEFT
    _margins(document, layout)
    _tabs(known, Mm(SHEET - layout.left - layout.right))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _margins(document: Opened, layout: Layout) -> None:
    """A sheet on its side keeps its own, for its table was measured by them."""
    for section in document.sections:
        if section.orientation == WD_ORIENT.PORTRAIT:
            section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
        section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)


def _tabs(known: Mapping[str | None, ParagraphStyle], width: int) -> None:
    """The number and the name of who signs stand at the right edge of the text."""
    edge = (width, TAB.RIGHT)
    for name, stops in (("Реквизиты", ((width // 2, TAB.CENTER), edge)), ("Подпись", (edge,))):
        if name in known:
            tabs = known[name].paragraph_format.tab_stops
            tabs.clear_all()
            for place, alignment in stops:
                tabs.add_tab_stop(place, alignment)
