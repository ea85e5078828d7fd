"""What is left to answer in a plan from a file, and whether an answer can stand in a plan."""

from collections import Counter
from collections.abc import Iterable, Mapping

from app.plan.importing import threshold_of

SETTLED = ("number", "kind", "windows", "executors")  # what an answer sets
TEXTS = ("title", "period_text", "executors_text", "indicator_text", "info_support")  # what it may put in other words
PARTS = {  # part of the form → the doubts that it settles
    "period": "period",
    "executors": "executors",
    "number": "number",
    "title": "title",
    "indicator_text": "indicator",
    "info_support": "info",
    "period_text": "",
    "executors_text": "",
}
MECHANICAL = ("joined", "markup", "merged")  # repairs of reading itself: there is nothing to refuse in them
ONE = ("date", "range", "month", "all_year", "on_schedule")


def look(read: Mapping, answered: bool) -> str:
    """One of: ask, answered, repaired, plain."""
    if answered:
        return "answered"
    if read["doubts"]:
        return "ask"
    return "repaired" if refusable(read) else "plain"


def asked(read: Mapping) -> list[str]:
    """The fields of the form that the doubts are about, in the order of the form."""
    about = {doubt["field"] for doubt in read["doubts"]}
    return [part for part, field in PARTS.items() if field in about]


def refusable(read: Mapping) -> list[dict]:
    """The repairs that a person may refuse."""
    return [repair for repair in read["repairs"] if repair["rule"] not in MECHANICAL]


def settled(read: Mapping, answer: Mapping | None) -> dict:
    """The row as it goes into the plan."""
    if not answer:
        return dict(read)
    row = {**read, **{name: answer[name] for name in SETTLED}, **answer["texts"]}
    if "indicator_text" in answer["texts"]:
        row["threshold"], _ = threshold_of(row["indicator_text"])
    return row


def misfit(kind: str, windows: list[dict]) -> str:
    """Why these days can't belong to a period of this kind; empty when they can. Days are ISO text or None."""
    if not windows:
        return "Поставьте хотя бы один срок."
    if any(window["start"] and window["start"] > window["end"] for window in windows):
        return "Начало позже конца: поменяйте дни местами."
    if kind in ONE and len(windows) > 1:
        return "У этого вида один срок: остальные строки очистите или выберите другой вид."
    if kind == "dates" and any(window["start"] for window in windows):
        return "У нескольких отдельных дней нет начала: оставьте только «по»."
    if kind not in ("date", "dates") and not all(window["start"] for window in windows):
        return "У этого вида есть начало: поставьте «с»."
    return ""


def repeated(rows: Iterable[Mapping]) -> list[int]:
    """Numbers that stand more than once."""
    return sorted(number for number, times in Counter(row["number"] for row in rows).items() if times > 1)
