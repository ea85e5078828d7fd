"""Real files for the demo: DOCX with the sections of domain.md §4, PDF with Cyrillic, JPEG."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from app.demo.analysis import HEADING
from app.demo.light import light_docx

ANTIRISK = (
    ("Цель реализации программы", "К 15.11.2022 снизить долю обучающихся группы риска с 34 до 22 %."),
    ("Задачи реализации программы", "1. Выявить группу риска. 2. Помочь каждому. 3. Проверить результат."),
    ("Целевые показатели", "Доля подтвердивших отметку на ВПР: 41 % в 2021 году, не менее 55 % осенью."),
    ("Методы сбора и обработки информации", "Диагностика, анализ ВПР, посещение уроков, анкетирование."),
    ("Сроки реализации программы", "Апрель – ноябрь 2022 года."),
    ("Меры и мероприятия по достижению цели и задач", "См. дорожную карту в приложении."),
    ("Ожидаемые конечные результаты", "Доля обучающихся с рисками снижена, динамика положительная."),
    ("Исполнители", "Заместитель директора по УВР, учителя-предметники, руководитель ШМО."),
)
CONCEPT = (
    ("Введение", "Концепция разработана по результатам верификации рискового профиля школы."),
    ("Анализ текущего состояния, описание ключевых рисков развития", "В школе 148 обучающихся, 19 учителей."),
    ("Цели и задачи развития образовательной организации", "Повысить качество образования к концу 2022 года."),
    ("Меры и мероприятия по достижению целей развития", "Диагностика, маршруты, наставничество."),
    ("Лица, ответственные за достижение результатов", "Директор, заместитель директора по УВР."),
)
MIDTERM = (
    ("Паспорт программы", "Срок: апрель – декабрь 2022 года. Разработчик: рабочая группа школы."),
    ("Цель и задачи программы", "Снизить риски школы по активированным направлениям к концу 2022 года."),
    ("Целевые индикаторы и показатели программы", "Доля обучающихся группы риска: было 34 %, станет не более 22 %."),
    ("Методы сбора и обработки информации", "Диагностика, анализ ВПР, посещение уроков, анкетирование."),
    ("Сроки и этапы реализации программы", "Первый этап до 20.06.2022, второй этап до 15.11.2022."),
    ("Основные мероприятия или проекты программы", "По одной антирисковой программе на каждое направление."),
    ("Ожидаемые конечные результаты реализации программы", "Все активированные направления пройдены."),
    ("Исполнители", "Директор, заместитель директора по УВР, рабочая группа."),
    ("Порядок управления реализацией программы", "Ход работ рассматривает педагогический совет раз в месяц."),
)
SECTIONS = {"concept": CONCEPT, "midterm": MIDTERM, "antirisk": ANTIRISK}
# What a first attempt says where the curator will ask for numbers and months.
VAGUE = {
    "Целевые показатели": "Повысить качество знаний обучающихся.",
    "Цели и задачи развития образовательной организации": "Повысить качество образования.",
    "Сроки и этапы реализации программы": "В течение года.",
    "до 16.05.2022": "в течение года",
    "октябрь 2022": "в течение года",
}
ROADMAP = (
    ("Задача", "Мероприятие", "Сроки", "Ответственные"),
    ("Выявить группу риска", "Диагностика по математике и русскому языку", "апрель 2022", "Заместитель директора"),
    ("Помочь каждому", "Индивидуальные маршруты (обезличенно)", "до 16.05.2022", "Учителя-предметники"),
    ("Проверить результат", "Повторная диагностика, справка", "октябрь 2022", "Руководитель ШМО"),
)


def programme(title: str, school: str, kind: str = "antirisk", attempt: int = 2, analysis: Sequence[str] = ()) -> bytes:
    """A DOCX: title, sections as headings, the road map as a table; a first attempt is vague.

    `analysis` is what the school wrote of itself.
    """
    vague = VAGUE if attempt == 1 else {}
    docx = light_docx()
    docx.add_heading(title, 0)
    docx.add_paragraph(f"{school}. Утверждено приказом директора от {attempt + 3:02}.03.2022 № {attempt + 14}.")
    for heading, text in SECTIONS[kind]:
        docx.add_heading(heading, 1)
        docx.add_paragraph(vague.get(heading, text))
    if analysis:
        docx.add_heading(HEADING, 1)
    for paragraph in analysis:
        docx.add_paragraph(paragraph)
    docx.add_heading("Приложение. Дорожная карта", 1)
    table = docx.add_table(0, len(ROADMAP[0]), style="Table Grid")
    for row in ROADMAP:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = vague.get(text, text)
    out = io.BytesIO()
    docx.save(out)
    return out.getvalue()


def photo(number: int) -> bytes:
    """A JPEG of a class room that never was."""
    image = Image.new("RGB", (1200, 800), (236, 238, 248))
    draw = ImageDraw.Draw(image)
    draw.rectangle((90, 90, 1110, 430), fill=(46, 84, 72), outline=(120, 90, 60), width=14)
    for row in range(2):
        for column in range(4):
            x, y = 130 + column * 250, 500 + row * 150
            draw.rectangle((x, y, x + 190, y + 70), fill=(205 - number * 7 % 60, 170, 120))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def protocol(school: str, title: str, attempt: int = 2) -> bytes:
    """A PDF with Cyrillic text, set in Golos (app/demo/golos.ttf)."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_font("Golos", fname=str(Path(__file__).parent / "golos.ttf"))
    pdf.set_font("Golos", size=13)
    pdf.add_page()
    present = f"Присутствовали: {attempt + 10} человек."
    for line in ("ПРОТОКОЛ", title, school, present, "Решили: утвердить график консультаций."):
        pdf.multi_cell(0, 10, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def risk_profile(school: str, factors: list[tuple[str, str]]) -> bytes:
    """A PDF in Golos: the school and the factors of its risk profile with their significance."""
    from fpdf import FPDF, FontFace

    pdf = FPDF()
    pdf.set_creation_date(datetime(2022, 2, 17, tzinfo=UTC))
    pdf.add_font("Golos", fname=str(Path(__file__).parent / "golos.ttf"))
    pdf.add_page()
    pdf.set_font("Golos", size=16)
    pdf.multi_cell(0, 10, "Рисковый профиль школы (демо)", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Golos", size=11)
    pdf.multi_cell(0, 10, f"{school}. Проект «500+», 2022 год.", new_x="LMARGIN", new_y="NEXT")
    with pdf.table(col_widths=(75, 25), line_height=7, headings_style=FontFace()) as table:
        for row in (("Фактор риска", "Значимость"), *factors):
            cells = table.row()
            for text in row:
                cells.cell(text)
    return bytes(pdf.output())


def report(school: str, title: str, attempt: int = 2) -> bytes:
    """A DOCX of one page: what was done."""
    docx = light_docx()
    docx.add_heading("Аналитическая справка", 0)
    done = f"Проведена стартовая диагностика, посещено {attempt * 7} уроков."
    for line in (f"{school}. {title}.", done, "Охвачены все классы."):
        docx.add_paragraph(line)
    out = io.BytesIO()
    docx.save(out)
    return out.getvalue()
