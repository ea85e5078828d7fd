"""The life of a document: the table from which buttons, guards, documentation and tests are made (domain.md §3.4)."""

from app.kernel.workflow import State, Transition, Workflow

UNSENT = ("draft", "returned", "withdrawn", "reopened")
NO_FILE = State("Нет файла", "none", "idle")

FLOW = Workflow(
    "document",
    {
        "draft": State("Черновик", "edit", "plain", fact="Документ ещё не\u00a0отправлен куратору"),
        "submitted": State("На проверке у куратора", "clock", "plain", fact="Документ уже у\u00a0куратора"),
        "returned": State("Возвращён на доработку", "back", "hand", fact="Документ уже возвращён на\u00a0доработку"),
        "approved": State("Подтверждён куратором", "ok", "done", solid=True, fact="Документ уже подтверждён"),
        "withdrawn": State("Отозван школой", "minus-o", "idle", fact="Документ уже отозван"),
        "reopened": State(
            "Открыт для\u00a0новой версии", "undo", "hand", fact="Документ уже открыт для\u00a0новой версии"
        ),
    },
    (
        Transition("submit", "Отправить куратору", UNSENT, "submitted", "document.submit"),
        Transition("submit_on_behalf", "Отправить за\u00a0школу", UNSENT, "submitted", "document.on_behalf"),
        Transition("withdraw", "Отозвать", ("submitted",), "withdrawn", "document.withdraw"),
        Transition("approve", "Подтвердить", ("submitted",), "approved", "document.decide"),
        Transition("return", "Вернуть школе", ("submitted",), "returned", "document.decide"),
        Transition("undo", "Отменить решение", ("approved", "returned"), "submitted", "document.undo"),
        Transition("reopen", "Открыть для\u00a0новой версии", ("approved",), "reopened", "document.reopen"),
        Transition("renew", "Начать новую версию по\u00a0замечаниям", ("approved",), "reopened", "document.upload"),
        Transition("keep", "Оставить подтверждённую версию", ("reopened", "withdrawn"), "approved", "document.keep"),
    ),
)

# What evidence is called where a person reads it (domain.md §3.4); the moves are the same.
EVIDENCE_STATES = {
    **FLOW.states,
    "none": NO_FILE,
    "submitted": State("Загружен", "clip", "plain"),
    "returned": State("Возвращён", "back", "hand"),
    "approved": State("Принят", "ok", "done", solid=True),
}
DOCUMENT_STATES = {**FLOW.states, "none": NO_FILE}


def states_of(kind: str) -> dict[str, State]:
    """The words for a kind of document, «Нет файла» among them."""
    return EVIDENCE_STATES if kind == "evidence" else DOCUMENT_STATES


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
# The ones that the desk shows at once; the rest unfold.
FREQUENT_REASONS = (
    "dates_wrong",
    "indicators_weak",
    "missing_sections",
    "no_approval",
    "goal_not_measurable",
    "no_responsible",
    "wrong_file",
    "other",
)
