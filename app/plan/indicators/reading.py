"""Read the indicators of a whole plan: a dozen statements for all of them, kept until the journal goes on."""

from collections.abc import Iterable, Iterator
from datetime import date

from flask import current_app
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Event
from app.permissions import Actor
from app.plan.indicators import computed, evidenced, registered, stages
from app.plan.indicators.measures import Indicator, Measure, Question
from app.plan.indicators.scene import Scene
from app.plan.indicators.values import WHOLE, Tally, Value
from app.plan.models import PlanItem
from app.year.cycle.models import Cycle

INDICATORS: dict[str, Indicator] = {
    **computed.INDICATORS,
    **registered.INDICATORS,
    **evidenced.INDICATORS,
    **stages.INDICATORS,
}
TOGETHER = 8  # questions in one statement
KINDS = {
    "computed": "считается сам",
    "register": "считается по\u00a0реестру",
    "evidence": "по\u00a0подтверждающим материалам",
}


def values(cycle: Cycle, items: Iterable[PlanItem], day: date) -> dict[int, Value]:
    """Item id → its value on the day. Every verb ends in the journal, so its head says whether anything has changed.

    What is kept is put in place whole: another thread sees the old pair or the new one, never half of each.
    """
    asked = cycle.id, day, db.session.scalar(select(func.max(Event.id)))
    known, told = current_app.extensions.get("indicators", (None, {}))
    if known != asked:
        told = _counted(Scene(cycle, day), list(items))
        current_app.extensions["indicators"] = asked, told
    return told


def _counted(scene: Scene, items: list[PlanItem]) -> dict[int, Value]:
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


def measures_of(cycle: Cycle, item: PlanItem, day: date) -> list[Measure]:
    """The measures of one item, for the list of who is missing."""
    return list(INDICATORS[item.key].measures(Scene(cycle, day))) if item.key in INDICATORS else []


def missing(measure: Measure, reader: Actor) -> list[tuple[int, str]]:
    """Id and name of everybody whom the part lacks and the reader may be told of."""
    if measure.missing is None:
        return []
    return [(key, name) for key, name in db.session.execute(measure.missing.where(measure.near(reader)))]
