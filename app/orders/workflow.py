"""The life of an order: a draft until its number and date arrive, then nothing changes any more."""

from app.kernel.workflow import State, Transition, Workflow

FLOW = Workflow(
    "order",
    {
        "draft": State("Черновик", "edit", "plain"),
        "registered": State("Зарегистрирован", "ok", "done", solid=True),
    },
    (Transition("register", "Зарегистрировать", ("draft",), "registered", "order.register"),),
)
