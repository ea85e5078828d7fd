"""What a picture shows of the plan: a choice by state that all views of it keep."""

from collections.abc import Iterable

from app.plan.queries import Row

# The key of the choice → its word and the states that it holds.
SHOWN = {
    "late": ("Просрочено и\u00a0возвращено", ("overdue", "returned")),
    "waiting": ("Ждёт подтверждения", ("executed",)),
    "open": ("В\u00a0работе и\u00a0не\u00a0начато", ("in_progress", "not_started", "lapsed")),
    "done": ("Подтверждено", ("confirmed", "interim_confirmed")),
}


def chosen(rows: Iterable[Row], show: str) -> list[Row]:
    """The rows of the choice; all of them without one."""
    states = SHOWN[show][1] if show in SHOWN else None
    return [row for row in rows if states is None or row.state in states]
