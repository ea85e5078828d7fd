"""How the outcomes of expertise are called, with their icon and tone."""

from datetime import date

from app.kernel.words import day
from app.kernel.workflow import State

EXAMINES = {
    "concept": "Концептуальные документы",
    "evidence": "Подтверждающие документы",
    "results": "Достижение результатов",
}

OUTCOMES = {
    "ok": State("Принято", "ok", "done", solid=True),
    "ok_with_remarks": State("Принято с замечаниями", "note", "done"),
    "needs_work": State("Требует доработки", "no", "late", solid=True),
    "in_progress": State("В работе", "half", "plain"),
    "not_started": State("Не начата", "circle", "idle"),
    "absent": State("Не представлено", "none", "idle"),
    "with_set": State("В составе комплекта", "check", "plain"),
}
TOTALS = {
    **{key: OUTCOMES[key] for key in ("ok", "ok_with_remarks", "needs_work")},
    "waiting": State("Ещё не оценены", "half", "plain"),
    "absent": OUTCOMES["absent"],
}
SOURCES = {"regional": "ОИРО", "federal": "Федеральный координатор"}
ZONES = {"ok": "от 80 %", "ok_with_remarks": "50–79 %", "needs_work": "ниже 50 %"}
STAGE_COLUMNS = {
    "opens_on": "начало",
    "due_on": "последний день",
    "grace_days": "запас, дней",
    "examines": "что смотрят",
    "publish_on": "публикация",
    "names_shown": "имена экспертов",
    "out_of_order": "почему вместе с\u00a0другим",
}


def stage_value(name: str, value) -> str:
    """A value of a stage as a person reads it: «29.04.2022», «показаны», «–»."""
    if name.endswith("_on") and value:
        return day(date.fromisoformat(value))
    if name == "names_shown":
        return "показаны" if value else "скрыты"
    if name == "examines":
        return EXAMINES[value].lower()
    return str(value) if value not in (None, "") else "–"
