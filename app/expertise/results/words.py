"""How zones, changes and differences are called, with icon and tone: never by colour alone."""

from decimal import Decimal

from app.expertise.results.figures import DocumentFigures, Figures
from app.expertise.words import OUTCOMES
from app.kernel.words import pluralize, tenths
from app.kernel.workflow import State

ZONES = {
    "green": State("Зелёная", "ok", "done", solid=True),
    "yellow": State("Жёлтая", "note", "done"),
    "red": State("Красная", "no", "late", solid=True),
    "grey": State("Серая", "none", "idle"),
    "": OUTCOMES["in_progress"],  # it may have a score already: of what is examined
}
MEANINGS = {
    "green": "принято",
    "yellow": "принято с\u00a0замечаниями",
    "red": "требует доработки",
    "grey": "не\u00a0представлено",
    "": "",
}
CHANGES = {
    "better": State("Лучше", "up", "done"),
    "worse": State("Хуже", "down", "hand"),
    "same": State("Без изменений", "check", "plain"),
    "unlike": State("Не\u00a0сравнивается", "circle", "idle"),
    "": State("Не\u00a0с\u00a0чем сравнить", "circle", "idle"),
}
DIFFERENCES = {
    "verdict": State("Выводы расходятся", "back", "hand"),
    "score": State("Баллы расходятся", "half", "plain"),
}
SAME = State("Совпадают", "check", "idle")


def score(value: Decimal | None) -> str:
    """«68,5», or «–»."""
    return "–" if value is None else tenths(value)


def left(found: Figures) -> str:
    """«41 лист из 42»: what waits, of what the sheets of the stage look at."""
    return f"{pluralize(found.left, 'лист', 'листа', 'листов')} из\u00a0{found.sheets}"


def said_count(schools: int) -> str:
    """«у 1 школы», «у 5 школ»."""
    return f"у\u00a0{pluralize(schools, 'школы', 'школ', 'школ')}"


def gap(document: DocumentFigures) -> str:
    """«+12,5» or «–8,0» per cent points; nothing when one of the scores was not given."""
    value = document.gap
    if value is None:
        return ""
    return f"{'+' if value > 0 else '–' if value < 0 else ''}{tenths(abs(value))}"


def compared(document: DocumentFigures) -> State | None:
    """How the two words stand to each other; None while one of them is missing."""
    if document.regional is None or document.federal is None:
        return None
    return DIFFERENCES.get(document.difference, SAME)
