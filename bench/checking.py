"""The structure check of a DOCX of 60 pages against python-docx that opens and reads the same file, and as a job."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

from docx import Document as Docx
from sqlalchemy import select

from app.documents.checks import report
from app.documents.checks.models import Check
from app.documents.checks.sections import SectionRule
from app.documents.checks.services import check_version
from app.documents.models import Version
from app.extensions import db
from bench.house import House, Houses
from bench.measure import Figure, ratios
from bench.visitor import Visitor

TURNS, JOBS = 15, 5
PAGES, PARAGRAPHS, ROWS = 60, 12, 60  # paragraphs on a page, rows of the road map
TITLES = ("Цель реализации программы", "Задачи реализации программы", "Целевые показатели", "Исполнители")
HEADER = ("Задача", "Мероприятие", "Сроки", "Показатели", "Ответственные", "Участники")
ROW = ("Помочь", "Маршруты", "до 16.05.2022", "Справка", "Учителя", "Обучающиеся")
SAID = "Педагогический коллектив выявляет затруднения обучающихся и помогает каждому из них. "
DIRECTION = "Высокая доля обучающихся с рисками учебной неуспешности"
YEAR = (2022, date(2022, 1, 1), date(2022, 12, 31))
SCHOOLS = tuple(f"МБОУ «{name}-{number} СОШ» (демо)" for name in ("Заречная", "Степная") for number in range(25))
TOWNS = tuple(f"{name}ский район" for name in ("Верхов", "Болхов", "Кром", "Ливен", "Мцен", "Орлов") for _ in range(5))


def measure(houses: Houses) -> list[Figure]:
    """The check alone, in processor time, for nothing in it waits; and as the worker does it, by the clock."""
    data, rules, facts = paper(), _rules(), report.Facts(*YEAR, SCHOOLS[0], TOWNS[0], DIRECTION, SCHOOLS, TOWNS)

    def reference() -> list[str]:
        docx = Docx(io.BytesIO(data))
        cells = (cell.text for table in docx.tables for row in table.rows for cell in row.cells)
        return [*(paragraph.text for paragraph in docx.paragraphs), *cells]

    found, note = ratios(lambda: report.check(data, "paper.docx", rules, facts), reference, TURNS, process_time)
    return [
        Figure("check of 60 pages / python-docx reads the file", found, 3, note=note),
        Figure("the worker's check of 60 pages, s", list(_jobs(houses.demo)), 2),
    ]


def paper(number: int = 0) -> bytes:
    """A programme of 60 pages with a road map, three runs in a paragraph; each number makes other bytes."""
    docx, out = Docx(), io.BytesIO()
    docx.core_properties.comments = str(number)
    for title in TITLES:
        docx.add_heading(title, 1)
        for line in range(PAGES * PARAGRAPHS // len(TITLES)):
            paragraph = docx.add_paragraph(f"{line}. {SAID}")
            paragraph.add_run(SAID).bold = True
            paragraph.add_run(SAID)
    docx.add_heading("Дорожная карта", 1)
    table = docx.add_table(0, len(HEADER))
    for row in (HEADER, *[ROW] * ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    docx.save(out)
    return out.getvalue()


def _rules() -> list[SectionRule]:
    """The rules of an anti-risk programme, as they are seeded."""
    data = json.loads((Path(report.__file__).parent / "data" / "sections.json").read_text("utf-8"))
    return [SectionRule(**{**one, "synonyms": tuple(one["synonyms"])}) for one in data["antirisk"]]


def _jobs(house: House) -> Iterator[float]:
    """Seconds from the job's beginning to its report, the archive and the child process included."""
    visitor, file = Visitor(house.port), house.folder / "paper.docx"
    page = visitor.get(visitor.programme())
    action = re.search(r'action="([^"]+/versions)"', page)[1]
    for number in range(JOBS):
        file.write_bytes(paper(number))
        visitor.upload(action, page, f"paper-{number}", file)
        with house.app.app_context():
            newest = db.session.scalars(select(Version.id).order_by(Version.id.desc())).first()
            check_version(newest)
            yield db.session.get(Check, newest).took_ms / 1000
            db.session.rollback()
