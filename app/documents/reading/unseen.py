"""What a file holds and the page does not show, in words."""

from collections.abc import Mapping

from app.kernel.words import pluralize

KINDS = {
    "picture": ("картинка", "картинки", "картинок"),
    "vector": ("рисунок из линий", "рисунка из линий", "рисунков из линий"),
    "chart": ("диаграмма", "диаграммы", "диаграмм"),
    "diagram": ("вид схемы", "вида схем", "видов схем"),
    "embedded": ("вложенный файл", "вложенных файла", "вложенных файлов"),
    "inserted": ("вставленный документ", "вставленных документа", "вставленных документов"),
    "sign": ("знак особого шрифта", "знака особого шрифта", "знаков особого шрифта"),
    "deep": ("вложенная таблица", "вложенные таблицы", "вложенных таблиц"),
    "row": ("часть строк листа", "части строк листов", "частей строк листов"),
    "damaged": ("повреждённое место", "повреждённых места", "повреждённых мест"),
}


def told(unseen: Mapping[str, int]) -> str:
    """«В файле есть то, чего здесь не видно: 2 картинки, диаграмма.», or nothing."""
    counted = [pluralize(unseen[kind], *forms) for kind, forms in KINDS.items() if unseen.get(kind)]
    said = ", ".join(one.removeprefix("1\u00a0") for one in counted)
    return f"В\u00a0файле есть то, чего здесь не\u00a0видно: {said}." if said else ""
