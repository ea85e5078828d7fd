"""The life of a plan item: executed by the executor, confirmed by the Department (domain.md, point 2)."""

from app.kernel.workflow import State, Transition, Workflow

BACK = ("not_started", "in_progress", "executed", "interim_confirmed", "returned")
RESTORE = {state: f"restore_{state}" for state in BACK}  # what is cancelled comes back as its reports tell

FLOW = Workflow(
    "plan item",
    {
        "not_started": State("Не начато", "circle", "idle", fact="Мероприятие ещё не\u00a0начато"),
        "in_progress": State("В работе", "half", "plain", fact="Мероприятие ещё в\u00a0работе"),
        "executed": State(
            "Исполнено, ждёт подтверждения",
            "check-o",
            "done",
            fact="Мероприятие уже исполнено и\u00a0ждёт подтверждения",
        ),
        "confirmed": State(
            "Исполнено и подтверждено", "seal", "done", fact="Мероприятие уже исполнено и\u00a0подтверждено"
        ),
        "interim_confirmed": State(
            "Исполнено на отчётную дату", "asof", "done", fact="Мероприятие уже подтверждено на\u00a0отчётную дату"
        ),
        "returned": State("Возвращено", "back", "hand", fact="Отчёт уже возвращён"),
        "cancelled": State("Отменено приказом", "no", "idle", fact="Мероприятие отменено приказом"),
    },
    (
        Transition("begin", "Начать", ("not_started",), "in_progress", "plan.report"),
        Transition(
            "execute",
            "Отметить исполнение",
            ("not_started", "in_progress", "returned", "interim_confirmed"),
            "executed",
            "plan.execute",
        ),
        Transition("confirm", "Подтвердить", ("executed",), "confirmed", "plan.confirm"),
        Transition(
            "confirm_interim", "Подтвердить на отчётную дату", ("executed",), "interim_confirmed", "plan.confirm"
        ),
        Transition("return", "Вернуть", ("executed",), "returned", "plan.confirm"),
        Transition(
            "cancel",
            "Отменить",
            BACK,
            "cancelled",
            "plan.amend",
        ),
        *(
            Transition(name, "Вернуть в\u00a0план", ("cancelled",), state, "plan.amend")
            for state, name in RESTORE.items()
        ),
        Transition("reopen", "Снять подтверждение", ("confirmed", "interim_confirmed"), "returned", "plan.confirm"),
    ),
    placed=False,  # whose part it is, plan/execution/duties.py says
)
# What a page shows of a state by the calendar: plan/rules.py, standing.
BY_CALENDAR = {
    "overdue": State("Просрочено", "warn", "late", solid=True),
    "lapsed": State("Подтверждение на\u00a0отчётную дату истекло", "asof", "hand"),
}
