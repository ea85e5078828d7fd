"""Read the indicators of a whole plan: a dozen statements for all of them, kept until the journal goes on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from app.extensions import db
from app.journal.kept import kept
from app.permissions import Actor
from app.plan.indicators import computed, evidenced, registered, stages
from app.plan.indicators.measures import Indicator, Measure, Question
from app.plan.indicators.scene import Scene
from app.plan.indicators.values import WHOLE, Tally, Value
from app.plan.items import AnyItem, items_of
from app.year.cycle.models import Cycle

INDICATORS: dict[str, Indicator] = {
    **computed.INDICATORS,
    **registered.INDICATORS,
    **evidenced.INDICATORS,
    **stages.INDICATORS,
}


class Missing(NamedTuple):
    """Id and name of those who are missing, and how many they are in all."""

    rows: tuple[tuple[int, str], ...]
    total: int


TOGETHER = 8  # questions in one statement
KINDS = {
    "computed": "считается сам",
    "register": "считается по\u00a0реестру",
    "evidence": "по\u00a0подтверждающим материалам",
}


def values(cycle: Cycle, day: date) -> dict[int, Value]:
    """Item id → its value on the day."""
    return kept("indicators", (cycle.id, day), lambda: _counted(Scene(cycle, day), items_of(cycle)))


def value_of(cycle: Cycle, item: AnyItem, day: date) -> Value | None:
    """The value of one item on the day, by its own questions alone; None where it has no way of counting."""
    return kept(f"indicator {item.id}", (cycle.id, day), lambda: _counted(Scene(cycle, day), [item]).get(item.id))


def _counted(scene: Scene, items: Sequence[AnyItem]) -> dict[int, Value]:
    asked = {item.id: (item, INDICATORS[item.key]) for item in items if item.key in INDICATORS}
    measures = {number: list(way.measures(scene)) for number, (_, way) in asked.items()}
    answers = _answers([question for found in measures.values() for one in found for question in (one.part, one.whole)])
    return {
        number: Value(
            tuple(_tally(one, answers) for one in found),
            asked[number][0].threshold_pct or WHOLE,
            asked[number][1].formula,
        )
        for number, found in measures.items()
    }


def _answers(questions: list[Question]) -> dict[int, int]:
    """The answer to each question, by its identity; the same question once."""
    asked = {id(question): question for question in questions}
    return {key: int(answer) for some in _batches(list(asked)) for key, answer in _ask({at: asked[at] for at in some})}


def _batches(keys: list[int]) -> list[list[int]]:
    """A few at a time: SQLite opens a table the slower, the more of them its statement holds open."""
    return [keys[at : at + TOGETHER] for at in range(0, len(keys), TOGETHER)]


def _ask(asked: dict[int, Question]) -> Iterator[tuple[int, int]]:
    row = db.session.execute(select(*(question.label(f"q{at}") for at, question in enumerate(asked.values())))).one()
    return zip(asked, row, strict=True)


def _tally(one: Measure, answers: dict[int, int]) -> Tally:
    return Tally(one.label, answers[id(one.part)], answers[id(one.whole)], one.counts, one.ahead)


def measures_of(cycle: Cycle, item: AnyItem, day: date) -> list[Measure]:
    """The measures of one item, for the list of who is missing."""
    return list(INDICATORS[item.key].measures(Scene(cycle, day))) if item.key in INDICATORS else []


def missing(measure: Measure, reader: Actor, at_most: int | None = None, after: int = 0) -> Missing:
    """Whom the part lacks and the reader may be told of: a part of the list, and how many they are; one statement."""
    if measure.missing is None:
        return Missing((), 0)
    found = measure.missing.where(measure.near(reader)).add_columns(func.count().over())
    rows = db.session.execute(found.limit(at_most).offset(after)).all()
    return Missing(tuple((key, name) for key, name, _ in rows), rows[0][2] if rows else 0)
