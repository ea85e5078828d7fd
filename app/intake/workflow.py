"""The life of a plan from a file: a draft under review, then approved or put away."""

from app.kernel.workflow import State, Transition, Workflow

FLOW = Workflow(
    "plan from a file",
    {
        "draft": State("На проверке", "edit", "plain"),
        "approved": State("Утверждён", "ok", "done", solid=True),
        "withdrawn": State("Убран", "minus-o", "idle"),
    },
    (
        Transition("approve", "Утвердить план", ("draft",), "approved", "plan.import"),
        Transition("withdraw", "Убрать", ("draft",), "withdrawn", "plan.import"),
    ),
)
