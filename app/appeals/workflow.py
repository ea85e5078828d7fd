"""The life of an appeal: asked once, answered once."""

from app.kernel.workflow import State, Transition, Workflow

FLOW = Workflow(
    "appeal",
    {
        "asked": State("Ждёт ответа", "clock", "plain"),
        "granted": State("Разрешено", "ok", "done", solid=True),
        "refused": State("Отказано", "no", "idle"),
    },
    (
        Transition("grant", "Разрешить", ("asked",), "granted", "appeal.answer"),
        Transition("refuse", "Отказать", ("asked",), "refused", "appeal.answer"),
    ),
)
