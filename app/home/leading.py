"""What waits for whoever leads the expertise besides the sheets: opinions that part, federal tables, conflicts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.expertise.assignments.queries import acting_in, schools_of
from app.expertise.assignments.services import clashing
from app.expertise.federal.queries import imports
from app.expertise.opinions.queries import pairs_in
from app.expertise.queries import publication_of
from app.expertise.seen import hidden
from app.kernel.words import pluralize
from app.permissions import Actor
from app.year.cycle.models import Cycle, Stage
from app.year.cycle.queries import stages_of

DOCUMENTS = ("документ", "документа", "документов")


@dataclass(frozen=True)
class Question:
    """One thing to decide in a stage, and the page where it is decided."""

    stage: Stage
    title: str
    why: str
    button: str
    url: str


def questions(cycle: Cycle, reader: Actor, now: datetime) -> list[Question]:
    """Stage after stage; the same statements whatever the number of schools."""
    return [one for stage in stages_of(cycle) for one in _of(stage, reader, now)]


def _of(stage: Stage, reader: Actor, now: datetime) -> Iterator[Question]:
    unseen = hidden(stage, reader)
    apart = [one for one in pairs_in(stage) if one.disagree and one.adjudication is None and one.line.id not in unseen]
    if apart:
        many, url = pluralize(len(apart), *DOCUMENTS), url_for("expertise.stage", stage_id=stage.id, _anchor="opinions")
        if len(apart) == 1:
            url = url_for("opinions.both", frozen_item_id=apart[0].line.id)
        yield Question(stage, "Решите, чьё мнение считать", f"Мнения экспертов расходятся: {many}.", "Решить", url)
    for table in imports(stage):
        if table.state == "draft":
            why, url = f"{table.filename}: ещё не\u00a0записана.", url_for("federal.review", federal_id=table.id)
            yield Question(stage, "Проверьте таблицу федеральных результатов", why, "Открыть таблицу", url)
    if publication_of(stage) is None and (found := _clashes(stage, now)):
        url = url_for("assignments.stage", stage_id=stage.id)
        yield Question(stage, "Назначьте других экспертов", " ".join(found), "Открыть назначения", url)


def _clashes(stage: Stage, now: datetime) -> list[str]:
    """The conflicts that nobody has allowed, of those who act at this moment."""
    acting = acting_in(stage, now)
    if not acting:
        return []
    pairs = [(school, acting[school.id].reviewer) for school in schools_of(stage) if school.id in acting]
    return [clash.sentence for clash in clashing(stage, pairs)]
