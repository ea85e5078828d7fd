"""How the outcomes of expertise are called, with their icon and tone."""

from datetime import date

from app.kernel.words import day
from app.kernel.workflow import State
from app.region import Said

EXAMINES = {
    "concept": "Концептуальные документы",
    "evidence": "Подтверждающие документы",
    "results": "Достижение результатов",
}

OUTCOMES = {
    "ok": State("Принято", "ok", "done", solid=True),
    "ok_with_remarks": State("Принято с замечаниями", "note", "done"),
    "needs_work": State("Требует доработки", "no", "late", solid=True),
    "in_progress": State("Оценка не\u00a0закончена", "half", "plain"),
    "not_started": State("Не начата", "circle", "idle"),
    "absent": State("Не представлено", "none", "idle"),
    "with_set": State("В составе комплекта", "check", "plain"),
}
TOTALS = {
    **{key: OUTCOMES[key] for key in ("ok", "ok_with_remarks", "needs_work")},
    "waiting": OUTCOMES["in_progress"],
    "absent": OUTCOMES["absent"],
}
SOURCES = Said({"regional": "{institute}", "federal": "Федеральный координатор"})
NOW_COUNTS = Said(
    {
        "regional": "Считается вывод {institute}.",
        "federal": "Считается вывод федерального координатора.",
        "": "Вывода об\u00a0этом документе теперь нет.",
    }
)
WHY = {
    "ok": "все документы приняты",
    "ok_with_remarks": "худший документ с\u00a0замечаниями",
    "needs_work": "есть документ на\u00a0доработку или не\u00a0представленный",
    "absent": "нет ни\u00a0одного документа",
}
STATES = {
    "approved": "Подтверждён куратором",
    "submitted": "На\u00a0проверке у\u00a0куратора",
    "returned": "Возвращён на\u00a0доработку",
    "absent": "Не\u00a0представлен",
    "set": "Комплект, как\u00a0он был представлен",
}  # of a line of a frozen set, on its day
STAGE_COLUMNS = {
    "opens_on": "начало",
    "due_on": "последний день",
    "grace_days": "запас, дней",
    "examines": "что смотрят",
    "publish_on": "публикация",
    "names_shown": "имена экспертов",
    "disagreement_pct": "порог расхождения мнений, %",
    "out_of_order": "почему вместе с\u00a0другим",
}


def bounds(ok_from: int, remarks_from: int) -> dict[str, str]:
    """The score of each verdict by the zones of a sheet: «от 80 %», «50–79 %», «ниже 50 %»."""
    between = f"{remarks_from}–{ok_from - 1}\u00a0%"
    return {"ok": f"от\u00a0{ok_from}\u00a0%", "ok_with_remarks": between, "needs_work": f"ниже {remarks_from}\u00a0%"}


def stage_value(name: str, value: str | int | None) -> str:
    """A value of a stage as a person reads it: «29.04.2022», «показаны», «–»."""
    if name.endswith("_on") and value:
        return day(date.fromisoformat(str(value)))
    if name == "names_shown":
        return "показаны" if value else "скрыты"
    if name == "examines":
        return EXAMINES[str(value)].lower()
    return str(value) if value not in (None, "") else "–"
