"""The structure check of a DOCX of 60 pages against python-docx that opens and reads the same file."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from docx import Document as Docx

from app.checks import report
from app.checks.sections import SectionRule

PAGES, PARAGRAPHS, ROWS = 60, 12, 60  # paragraphs on a page, rows of the road map
TITLES = ("Цель реализации программы", "Задачи реализации программы", "Целевые показатели", "Исполнители")
HEADER = ("Задача", "Мероприятие", "Сроки", "Показатели", "Ответственные", "Участники")
ROW = ("Помочь", "Маршруты", "до 16.05.2022", "Справка", "Учителя", "Обучающиеся")
SAID = "Педагогический коллектив выявляет затруднения обучающихся и помогает каждому из них. "
FACTS = report.Facts(2022, date(2022, 1, 1), date(2022, 12, 31), "МБОУ «Заречная СОШ» (демо)", "Верховский район")


def paper() -> bytes:
    """A programme of 60 pages with a road map."""
    docx, out = Docx(), io.BytesIO()
    for title in TITLES:
        docx.add_heading(title, 1)
        for number in range(PAGES * PARAGRAPHS // len(TITLES)):
            docx.add_paragraph(f"{number}. {SAID * 3}")
    docx.add_heading("Дорожная карта", 1)
    table = docx.add_table(0, len(HEADER))
    for row in (HEADER, *[ROW] * ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    docx.save(out)
    return out.getvalue()


def rules() -> list[SectionRule]:
    """The rules of an anti-risk programme, as they are seeded."""
    data = json.loads((Path(report.__file__).parent / "data" / "sections.json").read_text("utf-8"))
    return [SectionRule(**{**one, "synonyms": tuple(one["synonyms"])}) for one in data["antirisk"]]


def pair() -> tuple[Callable[[], object], Callable[[], object]]:
    """Ours and the reference, over the same bytes. The aim: at most three times as long, and under two seconds."""
    data, known = paper(), rules()

    def ours() -> report.Report:
        return report.check(data, "Программа.docx", known, FACTS)

    def reference() -> list[str]:
        docx = Docx(io.BytesIO(data))
        cells = (cell.text for table in docx.tables for row in table.rows for cell in row.cells)
        return [*(paragraph.text for paragraph in docx.paragraphs), *cells]

    return ours, reference
