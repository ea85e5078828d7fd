"""How the outcomes of expertise are called, with their icon and tone."""

from app.kernel.workflow import State

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
