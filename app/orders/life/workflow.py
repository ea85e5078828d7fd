"""The life of an order: written, agreed, signed with its number; then its text stands, and others may change it."""

from app.kernel.workflow import State, Transition, Workflow

FLOW = Workflow(
    "order",
    {
        "draft": State("Черновик", "edit", "plain", fact="Документ ещё черновик"),
        "review": State("На\u00a0согласовании", "clock", "hand", fact="Документ уже на\u00a0согласовании"),
        "signed": State("Подписан", "ok", "done", solid=True, fact="Документ уже подписан"),
        "published": State("Опубликован", "out", "done", solid=True, fact="Документ уже опубликован"),
        "changed": State("Изменён", "note", "hand", fact="Документ уже изменён другим приказом"),
        "cancelled": State("Отменён", "close", "idle", fact="Документ уже отменён приказом"),
    },
    (
        Transition("submit", "Отправить на\u00a0согласование", ("draft",), "review", "order.draft"),
        Transition("return", "Вернуть в\u00a0черновик", ("review",), "draft", "order.draft"),
        Transition("register", "Зарегистрировать", ("draft", "review"), "signed", "order.register"),
        Transition("publish", "Отметить публикацию", ("signed",), "published", "order.register"),
        Transition("change", "Изменён приказом", ("signed", "published", "changed"), "changed", "order.register"),
        Transition("cancel", "Отменён приказом", ("signed", "published", "changed"), "cancelled", "order.register"),
    ),
)
BY_ANOTHER = ("change", "cancel")
