"""Documents as schools make them: the same programme in the handwriting of many programs and many people."""

import io
import re
import zipfile
from collections.abc import Callable

from docx import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

SCHOOL = "МБОУ «Заречная СОШ» (демо)"
DIRECTION = "Высокая доля обучающихся с рисками учебной неуспешности"
MARK = f"{SCHOOL}. Утверждено приказом директора от 10.03.2022 № 15."
ANTIRISK = {
    "goal": ("Цель реализации программы", "Снизить долю обучающихся группы риска с 34 до 22 % к 15.11.2022."),
    "tasks": (
        "Задачи реализации программы",
        "1. Выявить обучающихся группы риска.\n2. Составить маршруты.\n3. Проверить результат осенью.",
    ),
    "indicators": ("Целевые показатели", "Доля подтвердивших отметку на ВПР: 41 % весной, не менее 55 % осенью."),
    "methods": ("Методы сбора и обработки информации", "Диагностика, анализ ВПР, посещение уроков, анкетирование."),
    "terms": ("Сроки реализации программы", "Апрель – ноябрь 2022 года"),
    "measures": ("Меры/мероприятия по достижению цели и задач", "Маршруты, консультации, взаимное посещение уроков."),
    "results": ("Ожидаемые конечные результаты реализации программы", "Доля обучающихся группы риска не выше 22 %."),
    "executors": ("Исполнители", "Заместитель директора по УВР, учителя-предметники."),
}
MIDTERM = {
    "goals_tasks": ("Цель и задачи программы", "Повысить качество образования; выявить причины, помочь каждому."),
    "indicators": ("Целевые индикаторы и показатели программы", "Качество знаний: 38 % весной, 45 % осенью."),
    "methods": ("Методы сбора и обработки информации", "Диагностика, анализ ВПР, посещение уроков."),
    "terms": ("Сроки и этапы реализации программы", "2022 год: апрель – май, сентябрь – ноябрь"),
    "activities": ("Основные мероприятия или проекты программы", "Антирисковые программы по трём направлениям."),
    "results": ("Ожидаемые конечные результаты реализации программы", "Качество знаний не ниже 45 % к концу года."),
    "executors": ("Исполнители", "Администрация, педагоги школы."),
    "management": ("Порядок управления реализацией программы", "Директор, педагогический совет раз в четверть."),
}
CONCEPT = {
    "intro": ("Введение", "Концепция разработана по результатам верификации рискового профиля школы в 2022 году."),
    "analysis": (
        "Анализ текущего состояния, описание ключевых рисков развития ОО",
        "В школе 148 обучающихся и 19 учителей; не подтвердили отметку на ВПР 34 %.",
    ),
    "goals": (
        "Цели и задачи развития образовательной организации",
        "К концу 2022 года снизить долю риска до 22 %.",
    ),
    "measures": ("Меры и мероприятия по достижению целей развития", "Диагностика, маршруты, наставничество, курсы."),
    "responsible": ("Лица, ответственные за достижение результатов", "Директор, заместитель директора по УВР."),
}
ROADMAP = (
    ("Задача", "Мероприятие", "Сроки реализации", "Показатели", "Ответственные", "Участники"),
    ("Выявить", "Диагностика", "апрель 2022", "Справка", "Заместитель директора", "Учителя"),
    ("Помочь", "Маршруты", "до 16.05.2022", "Маршруты", "Учителя", "Обучающиеся"),
    ("Проверить", "Повторная диагностика", "октябрь 2022", "Справка", "Руководитель ШМО", "Учителя"),
)

PARAGRAPH = re.compile(r"(<w:p>(?:(?!</w:p>).)*</w:p>)(?!</w:tc>)")
Writer = Callable[[Docx, str, str], None]


def styled(docx, title: str, text: str) -> None:
    """Headings of Word."""
    docx.add_heading(title, 1)
    _lines(docx, text)


def bold(docx, title: str, text: str) -> None:
    """Bold lines in the Normal style, as most people write."""
    docx.add_paragraph().add_run(title + ":").bold = True
    _lines(docx, text)


def spaced(docx, title: str, text: str) -> None:
    """Letter-spaced by hand: Ц Е Л Ь."""
    words = [" ".join(word.upper()) for word in title.split()]
    docx.add_paragraph("   ".join(words)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _lines(docx, text)


def capitals(docx, title: str, text: str) -> None:
    """Capital letters without any style."""
    docx.add_paragraph(title.upper())
    _lines(docx, text)


def centred(docx, title: str, text: str) -> None:
    """Centred lines without bold."""
    docx.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _lines(docx, text)


def led(docx, title: str, text: str) -> None:
    """The words before a colon: «Цель реализации программы: …»."""
    first, *rest = text.split("\n")
    docx.add_paragraph(f"{title}: {first}")
    _lines(docx, "\n".join(rest))


def _lines(docx, text: str) -> None:
    for line in filter(None, text.split("\n")):
        docx.add_paragraph(line)


def roman(write: Writer) -> Writer:
    """The same with Roman numerals before the titles."""
    numbers = iter(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))
    return lambda docx, title, text: write(docx, f"{next(numbers)}. {title}", text)


def numbered(write: Writer) -> Writer:
    """The same as «Раздел 1.»."""
    numbers = iter(range(1, 20))
    return lambda docx, title, text: write(docx, f"Раздел {next(numbers)}. {title}", text)


def programme(
    sections: dict,
    write: Writer = styled,
    title: str = f"Антирисковая программа «{DIRECTION}» на 2022 год",
    mark: str = MARK,
    roadmap=ROADMAP,
    extra: str = "",
    leave_out: tuple[str, ...] = (),
    empty: tuple[str, ...] = (),
) -> bytes:
    """A DOCX with these sections in this handwriting."""
    docx = Docx()
    docx.add_paragraph(mark)
    docx.add_paragraph(title)
    for key, (name, text) in sections.items():
        if key not in leave_out:
            write(docx, name, "" if key in empty else text)
    if extra:
        docx.add_paragraph(extra)
    if roadmap:
        write(docx, "Приложение. Дорожная карта", "")
        _table(docx, roadmap)
    return saved(docx)


def passport(sections: dict, columns: int = 2, **more) -> bytes:
    """The sections as the rows of a table of two columns, or of three with numbers."""

    def write(docx, title: str, text: str) -> None:
        if not docx.tables:
            docx.add_paragraph("Паспорт программы").runs[0].bold = True
            docx.add_table(0, columns, style="Table Grid")
        if not text:
            docx.add_paragraph(title).runs[0].bold = True
            return
        cells = docx.tables[0].add_row().cells
        cells[-2].text, cells[-1].text = title, text
        if columns == 3:
            cells[0].text = f"{len(docx.tables[0].rows)}."

    return programme(sections, write, **more)


def _table(docx, rows) -> None:
    table = docx.add_table(0, len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def saved(docx) -> bytes:
    """The bytes."""
    out = io.BytesIO()
    docx.save(out)
    return out.getvalue()


def rewritten(data: bytes, change: Callable[[str, str], str | None]) -> bytes:
    """The package with each XML part changed; a part changed to None is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                text = change(name, part.decode())
                if text is None:
                    continue
                part = text.encode()
            new.writestr(name, part)
    return out.getvalue()


def by_wps(data: bytes) -> bytes:
    """WPS names its styles by numbers: the id of a heading is «2», only its name says what it is."""
    return rewritten(data, lambda _, text: text.replace('"Heading1"', '"2"'))


def by_libreoffice(data: bytes) -> bytes:
    """LibreOffice keeps a style without a telling name, with an outline level."""

    def change(name: str, text: str) -> str:
        if name != "word/styles.xml":
            return text.replace('w:val="Heading1"', 'w:val="Style14"')
        text = text.replace('w:styleId="Heading1"', 'w:styleId="Style14"')
        return text.replace('<w:name w:val="heading 1"/>', '<w:name w:val="Глава школы"/>')

    return rewritten(data, change)


def by_pages(data: bytes) -> bytes:
    """Pages and others write no styles at all; only bold is left."""

    def change(name: str, text: str) -> str | None:
        if name == "word/styles.xml":
            return None
        text = re.sub(r'<Override[^>]*styles\.xml"[^>]*/>', "", text)
        return re.sub(r'<Relationship [^>]*Target="styles\.xml"[^>]*/>', "", text)

    return rewritten(data, change)


def by_google(data: bytes) -> bytes:
    """Google Docs splits words into many runs."""

    def change(name: str, text: str) -> str:
        if name != "word/document.xml":
            return text
        return re.sub(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t>([^<]{6,})</w:t></w:r>", _split, text)

    return rewritten(data, change)


def _split(found: re.Match) -> str:
    look, text = found[1] or "", found[2]
    parts = [text[at : at + 3] for at in range(0, len(text), 3)]
    return "".join(f'<w:r>{look}<w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts)


def with_changes(data: bytes) -> bytes:
    """Tracked changes: every heading was inserted, and a deleted title stands beside it."""

    def change(name: str, text: str) -> str:
        if name != "word/document.xml":
            return text
        who = 'w:id="1" w:author="a" w:date="2022-03-10T10:00:00Z"'
        gone = f"<w:del {who}><w:r><w:delText>Исполнители и прочее, удалено</w:delText></w:r></w:del>"
        return re.sub(r"(<w:pStyle [^>]*/></w:pPr>)(<w:r>.*?</w:r>)", rf"\1{gone}<w:ins {who}>\2</w:ins>", text)

    return rewritten(data, change)


def with_controls(data: bytes) -> bytes:
    """Content controls of a form around every paragraph."""

    def change(name: str, text: str) -> str:
        if name != "word/document.xml":
            return text
        return PARAGRAPH.sub(r"<w:sdt><w:sdtPr/><w:sdtContent>\1</w:sdtContent></w:sdt>", text)

    return rewritten(data, change)
