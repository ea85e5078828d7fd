"""The days of the year as a school lives them: what is done is told from facts and not from the calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.queries import Line
from app.year.cycle.models import Cycle, EvidenceWindow, Stage
from app.year.profile.queries import Standing


@dataclass(frozen=True)
class Day:
    """A day of the year; of a stage the school is told by its publication."""

    on: date
    title: str
    done: bool


def year_of(
    cycle: Cycle,
    lines: Iterable[Line],
    windows: Sequence[EvidenceWindow],
    stages: Iterable[tuple[Stage, bool]],
    standing: Standing,
) -> list[Day]:
    """In order."""
    lines = list(lines)
    done = {
        "survey": standing.survey is not None,
        "risk_profile": standing.receipt is not None,
        "activation": standing.visit is not None and standing.settled,
        "concept_documents": _stand(line for line in lines if line.slot.window is None),
    }
    days = [Day(one.due_on, one.title, done.get(one.key, False)) for one in cycle.deadlines]
    for window in windows:
        own = [line for line in lines if line.slot.window and line.slot.window.id == window.id]
        days.append(Day(window.closes_on, f"Подтверждающие документы, {window.title}", _stand(own)))
    days += [Day(stage.due_on, f"Экспертиза, {stage.number}-й\u00a0этап", told) for stage, told in stages]
    return sorted(days, key=lambda one: (one.on, one.title))


def _stand(lines: Iterable[Line]) -> bool:
    found = [line.stands for line in lines]
    return bool(found) and all(found)
