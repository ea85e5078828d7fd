"""The life of an appeal: asked once, answered once."""

from app.kernel.workflow import State, Transition, Workflow

FLOW = Workflow(
    "appeal",
    {
        "asked": State("Ждёт ответа", "clock", "plain", fact="Просьба ещё ждёт ответа"),
        "granted": State("Разрешено", "ok", "done", solid=True, fact="На\u00a0просьбу уже ответили: разрешено"),
        "refused": State("Отказано", "no", "idle", fact="На\u00a0просьбу уже ответили: отказано"),
    },
    (
        Transition("grant", "Разрешить", ("asked",), "granted", "appeal.answer"),
        Transition("refuse", "Отказать", ("asked",), "refused", "appeal.answer"),
    ),
)
