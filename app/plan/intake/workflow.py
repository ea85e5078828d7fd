"""The life of a plan from a file: a draft under review, then approved or put away."""

from app.kernel.workflow import State, Transition, Workflow

FLOW = Workflow(
    "plan from a file",
    {
        "draft": State("На проверке", "edit", "plain", fact="План из\u00a0файла ещё на\u00a0проверке"),
        "approved": State("Утверждён", "ok", "done", solid=True, fact="План уже утверждён"),
        "withdrawn": State("Убран", "minus-o", "idle", fact="План из\u00a0файла уже убрали"),
    },
    (
        Transition("approve", "Утвердить план", ("draft",), "approved", "plan.import"),
        Transition("withdraw", "Убрать", ("draft",), "withdrawn", "plan.import"),
    ),
)
