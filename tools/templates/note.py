"""Lays out the template of the analytical note on a round: python -m tools.templates.note."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from app.papers.rendering import TEMPLATES, sealed
from app.papers.russian import tie
from tools.templates.make import new_sheet, table
from tools.templates.sheet import page, page_number, styles
from tools.templates.words import Appendix
from tools.templates.words.standing import NUMBER

NOTE = TEMPLATES / "NOTE.docx"
HEADING, TEXT = "Заголовок приложения", "Текст приказа"
OFFICE = "{{ office|upper }}"
EXAMINED = (
    "В соответствии с пунктом 30 регионального плана-графика проведён анализ экспертизы документов "
    "общеобразовательных организаций – участников проекта «500+» ({{ stage }} этап, срок представления – {{ due }}).",
    "Рассмотрены документы {{ schools }} общеобразовательных организаций в том виде, в каком они стояли "
    "на {{ as_of }}, 23:59:59 {{ clock }}. Набор зафиксирован {{ frozen }}; опись набора с контрольными суммами: "
    "SHA-256 {{ digest }}. Представлено {{ presented }} из {{ required }} документов. Документы, которые поступили "
    "позже, в этот этап не входят.",
    "{%p if left %}",
    "Предварительно: осталось заполнить {{ left }}.",
    "{%p endif %}",
)
RESULTS = (
    "Документы представлены и подтверждены кураторами в полном объёме в {{ confirmed }} из {{ schools }} "
    "общеобразовательных организаций ({{ share }}). Средний балл: {{ mean }} ({{ mean_of }}).",
    "«Зелёная зона» (принято) – {{ zones.green }}, «жёлтая зона» (принято с замечаниями) – {{ zones.yellow }}, "
    "«красная зона» (требует доработки) – {{ zones.red }}, документы не представили – {{ zones.grey }}"
    "{% if zones.wait != '0' %}, оценка не закончена – {{ zones.wait }}{% endif %}.",
    "{%p if earlier %}",
    "По сравнению с предыдущим этапом лучше результат у {{ changes.better }} общеобразовательных организаций, "
    "хуже – у {{ changes.worse }}, без изменений – у {{ changes.same }}{% if changes.unlike != '0' %}; "
    "не сравниваются {{ changes.unlike }}, так как на этапах оценивали разное{% endif %}.",
    "{%p endif %}",
)
TOWNS = Appendix(
    title=(),
    columns=(
        NUMBER,
        ("Муниципальное образование", 55, "{{ row.name }}"),
        ("Школ", 15, "={{ row.schools }}"),
        ("Зелёная", 20, "={{ row.green }}"),
        ("Жёлтая", 18, "={{ row.yellow }}"),
        ("Красная", 20, "={{ row.red }}"),
        ("Не\u00a0пред\u00adстави\u00adли", 20, "={{ row.grey }}"),
        ("Балл, %", 13, "={{ row.mean }}"),
    ),
    loops=("for row in towns",),
)
CRITERIA = Appendix(
    title=(),
    columns=(
        NUMBER,
        ("Критерий", 89, "{{ row.title }}"),
        ("0", 14, "={{ row.none }}"),
        ("1", 14, "={{ row.partly }}"),
        ("2", 14, "={{ row.fully }}"),
        ("Доля баллов, %", 26, "={{ row.share }}"),
    ),
    loops=("for row in criteria",),
)
DIFFERENCES = Appendix(
    title=(),
    columns=(
        NUMBER,
        ("Общеобразовательная организация, документ", 75, "{{ row.document }}"),
        ("{{ institute }}", 30, "{{ row.regional }}"),
        ("Федеральный координатор", 30, "{{ row.federal }}"),
        ("Разница", 22, "={{ row.gap }}"),
    ),
    loops=("for row in differences",),
)
SCHOOLS = Appendix(
    title=("Итоги по общеобразовательным организациям",),
    columns=(
        NUMBER,
        ("Муниципальное образование", 34, "^{{ group.municipality }}"),
        ("Общеобразовательная организация", 54, "{{ row.school }}"),
        ("Активи\u00adровано направ\u00adлений", 19, "={{ row.activated }}"),
        ("Доку\u00adменты подтверж\u00adдены", 22, "={{ row.approved }}"),
        ("Балл, %", 14, "={{ row.score }}"),
        ("Зона и почему", 52, "{{ row.zone }}"),
        ("К прошлому этапу", 20, "{{ row.change }}"),
        ("Заме\u00adчаний {{ institute }}", 16, "={{ row.remarks }}"),
        ("Доку\u00adментов с заме\u00adчаниями феде\u00adрального", 16, "={{ row.federal }}"),
        ("Расхож\u00adдений", 16, "={{ row.differences }}"),
    ),
    loops=("for group in groups", "for row in group.rows"),
)
PROPOSALS = (
    "1. Провести вебинар по итогам этапа; в повестку включить замечания, которые встречаются чаще других.",
    "{%p if weak %}",
    "2. Провести адресные консультации для общеобразовательных организаций «красной зоны» и не представивших "
    "документы, указанных в {% if weak_many %}пунктах{% else %}пункте{% endif %} {{ weak }} приложения.",
    "{%p endif %}",
    "{% if weak %}3{% else %}2{% endif %}. Кураторам проверить исправление замечаний до следующего этапа экспертизы.",
    "{%p if differences %}",
    "{% if weak %}4{% else %}3{% endif %}. Обсудить с экспертами документы, о которых выводы {{ institute }} "
    "и федерального координатора расходятся.",
    "{%p endif %}",
)


def text(document, *paragraphs: str, kept: bool = False) -> None:
    """Paragraphs of the text; `kept` ones go to one page with what follows."""
    for one in paragraphs:
        document.add_paragraph(tie(one), TEXT).paragraph_format.keep_with_next = kept


def over_table(document, words: str) -> None:
    paragraph = document.add_paragraph(tie(words), TEXT).paragraph_format
    paragraph.keep_with_next, paragraph.space_after = True, Pt(6)


def heading(document, words: str) -> None:
    paragraph = document.add_paragraph(style=HEADING)
    paragraph.alignment = ALIGN.LEFT
    paragraph.add_run(words).bold = True


def make() -> bytes:
    document = Document()
    styles(document)
    page(document.sections[0], landscape=False, first=True)
    page_number(document.sections[0])
    document.add_paragraph(style="Орган").add_run(OFFICE).bold = True
    document.add_paragraph(style="Вид документа").add_run("АНАЛИТИЧЕСКАЯ СПРАВКА").bold = True
    document.add_paragraph("{{ title }}", "Заголовок приказа")
    heading(document, "1. Что рассмотрено")
    text(document, *EXAMINED)
    heading(document, "2. Итоги")
    text(document, *RESULTS)
    over_table(document, "Итоги по муниципальным образованиям:")
    table(document, TOWNS)
    text(document, "{%p if criteria %}")
    heading(document, "Итоги по критериям (число документов с баллом 0, 1 и 2)")
    table(document, CRITERIA)
    text(document, "{%p endif %}")
    heading(document, "3. Замечания, которые встречаются чаще")
    text(
        document, "{%p for row in typical %}", "{{ row.number }}) {{ row.text }} – {{ row.schools }}.", "{%p endfor %}"
    )
    text(document, "{%p if not typical %}", "Замечаний нет.", "{%p endif %}")
    heading(document, "4. Сравнение с результатами федерального координатора")
    text(document, "{{ sources }}", "{%p if differences %}")
    over_table(document, "Документы, о которых выводы или баллы расходятся:")
    table(document, DIFFERENCES)
    text(document, "{%p endif %}")
    heading(document, "5. Предложения")
    text(document, *PROPOSALS, kept=True)
    document.add_paragraph("Составил(а)\t__________________", "Подпись")
    page(new_sheet(document), landscape=True, first=False)
    document.add_paragraph("Приложение\nк аналитической справке", "Отметка о приложении")
    document.add_paragraph(SCHOOLS.title[0], HEADING)
    table(document, SCHOOLS)
    about = document.core_properties
    about.author, about.title, about.language, about.comments = "Опора 500+", "{{ title[:250] }}", "ru-RU", ""
    about.created = about.modified = datetime(2022, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    document.save(out)
    return sealed(out.getvalue())


if __name__ == "__main__":
    NOTE.write_bytes(make())
