"""A ready template: a DOCX with the headings that the check looks for."""

import io
from collections.abc import Sequence

from docx import Document as Docx
from docx.document import Document as Paper

from app.documents.checks.sections import SectionRule

HEADER = ("Задача", "Мероприятие", "Сроки реализации", "Показатели", "Ответственные", "Участники")
MARK = "УТВЕРЖДЕНО\nприказом директора\nот ____________ № ____"


def template(title: str, school: str, year: int, rules: Sequence[SectionRule]) -> bytes:
    """The title page, a heading for each section that must or should be there, and the road map's table."""
    docx = Docx()
    docx.add_paragraph(school)
    docx.add_paragraph(MARK)
    docx.add_heading(f"{title} на {year} год", 0)
    for rule in rules:
        if rule.level == "nice":
            continue
        docx.add_heading(rule.title, 1)
        if rule.needs == "table":
            _table(docx)
        else:
            docx.add_paragraph()
    out = io.BytesIO()
    docx.save(out)
    return out.getvalue()


def _table(docx: Paper) -> None:
    table = docx.add_table(3, len(HEADER), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
