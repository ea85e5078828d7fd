"""How a row under review is called, and its periods."""

from collections.abc import Mapping
from datetime import date

from app.kernel.words import day
from app.kernel.workflow import State
from app.plan.words import EXECUTORS

LOOKS = {
    "ask": State("Нужен ответ", "back", "hand"),
    "answered": State("Отвечено", "ok", "done", solid=True),
    "repaired": State("Исправлено", "edit", "plain"),
    "plain": State("Прочитано", "check", "plain"),
}
KINDS = {
    "date": "День или срок «до»",
    "range": "Промежуток",
    "month": "Месяц",
    "months": "Месяцы",
    "dates": "Несколько отдельных дней",
    "all_year": "Весь год",
    "on_schedule": "По\u00a0графику",
}
PLAIN = ("date", "range", "dates")  # kinds that their days show by themselves
FIELDS = {
    "number": "номер",
    "title": "задача",
    "period": "сроки",
    "executors": "исполнители",
    "indicator": "показатель",
    "info": "сопровождение",
}


TEXTS = {
    "title": "Задача",
    "indicator_text": "Показатель реализации",
    "info_support": "Информационное сопровождение",
    "period_text": "Сроки реализации, как в\u00a0плане",
    "executors_text": "Исполнители, как в\u00a0плане",
}
DAYS = {  # table → what its day is called on the page of a year
    "deadline": lambda day: day.row.title,
    "window": lambda day: (
        f"Подтверждающие документы, {day.row.title}: {'начало' if day.column == 'opens_on' else 'конец'}"
    ),
    "round": lambda day: (
        f"Экспертиза, {day.row.number}-й\u00a0этап: {'начало' if day.column == 'opens_on' else 'последний день'}"
    ),
    "monitoring": lambda day: f"Мониторинг плана {day.row.number}, {day.row.threshold_pct}\u00a0%",
}


def days(windows: list[dict]) -> str:
    """«14.02.2022 – 30.03.2022», «до 16.12.2021»; windows as in plan-2022.json."""
    return "; ".join(map(_days, windows))


def period(item: Mapping) -> str:
    """What was read from the words of a period: «Весь год: 01.01.2022 – 31.12.2022», «до 16.12.2021»."""
    said = days(item["windows"])
    return said if item["kind"] in PLAIN else f"{KINDS[item['kind']]}: {said}"


def named(codes: list[str]) -> str:
    """«Департамент, ОИРО»."""
    names = ", ".join(EXECUTORS[code] for code in codes)
    return names[:1].upper() + names[1:]


def _days(window: dict) -> str:
    end = day(date.fromisoformat(window["end"]))
    if window["start"] == window["end"]:
        return end
    return f"{day(date.fromisoformat(window['start']))}\u00a0– {end}" if window["start"] else f"до\u00a0{end}"
