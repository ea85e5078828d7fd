"""The life of an expert's remark: the states of the curator's remarks (documents/remarks.py), moved by other hands."""

from app.documents.remarks import FLOW as CURATORS
from app.kernel.workflow import Transition, Workflow

FLOW = Workflow(
    "expert_remark",
    CURATORS.states,
    (
        Transition("fix", "Исправлено", ("open",), "fixed", "conclusion.answer"),
        Transition("unfix", "Ещё не исправлено", ("fixed",), "open", "conclusion.answer"),
        Transition("accept", "Принято", ("open", "fixed"), "accepted", "review.write"),
        Transition("refuse", "Не исправлено", ("fixed",), "open", "review.write"),
        Transition("drop", "Снять с новым листом", ("open", "fixed"), "dropped", "review.write"),
    ),
)
