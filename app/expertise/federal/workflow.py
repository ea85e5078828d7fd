"""The life of a table of federal results: under review, written or put away; what was written may be taken back."""

from app.kernel.workflow import State, Transition, Workflow

FLOW = Workflow(
    "table of federal results",
    {
        "draft": State("На проверке", "edit", "plain", fact="Таблица ещё на\u00a0проверке"),
        "confirmed": State("Записана", "ok", "done", solid=True, fact="Таблица уже записана"),
        "withdrawn": State("Убрана", "minus-o", "idle", fact="Таблицу уже убрали"),
        "taken_back": State("Отозвана", "undo", "idle", fact="Результаты таблицы уже отозваны"),
    },
    (
        Transition("confirm", "Записать результаты", ("draft",), "confirmed", "result.import"),
        Transition("withdraw", "Убрать", ("draft",), "withdrawn", "result.import"),
        Transition("take_back", "Отозвать", ("confirmed",), "taken_back", "result.import"),
    ),
)
