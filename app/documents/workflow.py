"""The life of a document: the table from which buttons, guards, documentation and tests are made (domain.md §3.4)."""

from app.kernel.workflow import State, Transition, Workflow

NO_FILE = State("Нет файла", "none", "idle")

FLOW = Workflow(
    "document",
    {
        "draft": State("Черновик", "edit", "plain"),
        "submitted": State("На проверке у куратора", "clock", "plain"),
        "returned": State("Возвращён на доработку", "back", "hand"),
        "approved": State("Подтверждён куратором", "ok", "done", solid=True),
        "withdrawn": State("Отозван школой", "minus-o", "idle"),
    },
    (
        Transition("submit", "Отправить куратору", ("draft", "returned", "withdrawn"), "submitted", "document.submit"),
        Transition("withdraw", "Отозвать", ("submitted",), "withdrawn", "document.withdraw"),
        Transition("approve", "Подтвердить", ("submitted",), "approved", "document.decide"),
        Transition("return", "Вернуть школе", ("submitted",), "returned", "document.decide"),
    ),
)

RETURN_REASONS = {
    "wrong_file": "Не тот файл",
    "unreadable": "Не читается",
    "no_approval": "Нет грифа",
    "missing_sections": "Нет разделов",
    "risk_mismatch": "Не то направление",
    "no_profile_link": "Нет опоры на РПШ",
    "goal_not_measurable": "Цель неизмерима",
    "indicators_weak": "Слабые показатели",
    "tasks_measures_gap": "Задачи без мероприятий",
    "dates_wrong": "Сроки",
    "no_responsible": "Нет ответственных",
    "copy_paste": "Чужой текст",
    "evidence_irrelevant": "Не подтверждает мероприятие",
    "evidence_period": "Другой период",
    "personal_data": "Личные данные",
    "duplicate": "Дубликат",
    "other": "Иное",
}
