"""The days of the year as a school lives them: what is done is told from facts and not from the calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.own_kit import PaperLine
from app.expertise.stage_rows import StageRow
from app.year.cycle.rows import Due, Window
from app.year.profile.rows import Stand


@dataclass(frozen=True)
class Day:
    """A day of the year; of a stage the school is told by its publication."""

    on: date
    title: str
    done: bool


def year_of(
    days: Iterable[Due],
    lines: Sequence[PaperLine],
    windows: Sequence[Window],
    stages: Iterable[StageRow],
    stand: Stand,
) -> list[Day]:
    """In order."""
    done = {
        "survey": stand.facts.surveyed,
        "risk_profile": stand.facts.received,
        "activation": stand.facts.visited and stand.settled,
        "concept_documents": _stand(line for line in lines if line.slot.window is None),
    }
    found = [Day(one.due_on, one.title, done.get(one.key, False)) for one in days]
    for window in windows:
        own = [line for line in lines if line.slot.window and line.slot.window.id == window.id]
        found.append(Day(window.closes_on, f"Подтверждающие документы, {window.title}", _stand(own)))
    found += [Day(one.due_on, f"Экспертиза, {one.number}-й\u00a0этап", one.published_at is not None) for one in stages]
    return sorted(found, key=lambda one: (one.on, one.title))


def _stand(lines: Iterable[PaperLine]) -> bool:
    found = [line.stands for line in lines]
    return bool(found) and all(found)
