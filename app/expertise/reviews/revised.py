"""What is said otherwise since a stage was published: it is marked, and those whom it concerns are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, selectinload

from app.expertise.models import FrozenItem, Publication, Result
from app.expertise.reviews.spoken import conclusions_behind
from app.expertise.rules import current, said
from app.extensions import db
from app.region import Said
from app.year.cycle.models import Cycle, Participation, Stage

NO_WORD = "раньше вывода не\u00a0было"
REMARKS_ALONE = "вывод и\u00a0балл прежние, изменены замечания"
CONCLUSION_ALONE = "вывод, балл и\u00a0замечания прежние, изменён текст вывода для школы"
BESIDE = "засчитанный вывод прежний, изменён вывод {}"
WHOSE = Said({"regional": "{institute}", "federal": "федерального координатора"})


@dataclass(frozen=True)
class Revised:
    """What was said of a line when it was published, and since when something else is; `otherwise`: another way."""

    at: datetime
    verdict: str = ""
    score: Decimal | None = None
    otherwise: str = ""


def revised(line: FrozenItem, published_at: datetime, conclusions: Mapping[int, str]) -> Revised | None:
    """None when both sources say what they said. `conclusions` are by the id of the word that they belong to."""

    def stood(moment: datetime | None) -> dict[str, tuple]:
        return {source: _plain(word, conclusions) for source, word in current(line, moment).items()}

    before, at = stood(published_at), published_at
    seen = before
    for result in line.results:
        if result.recorded_at > published_at and (after := stood(result.recorded_at)) != seen:
            seen, at = after, result.recorded_at
    return None if seen == before else _said(line, published_at, at, before, seen)


def _said(line: FrozenItem, published_at: datetime, at: datetime, before: dict, after: dict) -> Revised:
    was, now = said(line, published_at), said(line)
    if was is None:
        return Revised(at, otherwise=NO_WORD)
    if now is None or (was.source, was.verdict, was.score) != (now.source, now.verdict, now.score):
        return Revised(at, was.verdict, was.score)
    old, new = before[was.source], after[now.source]
    if old == new:
        other = next(source for source in WHOSE if before.get(source) != after.get(source))
        return Revised(at, otherwise=BESIDE.format(WHOSE[other]))
    return Revised(at, otherwise=CONCLUSION_ALONE if old[:-1] == new[:-1] else REMARKS_ALONE)


def _plain(word: Result, conclusions: Mapping[int, str]) -> tuple:
    return word.verdict, word.score, word.remarks, conclusions.get(word.id, "")


@dataclass(frozen=True)
class Change:
    """A line of a published stage about which something else is said since."""

    stage: Stage
    line: FrozenItem
    at: datetime


def changed_since(cycle: Cycle, since: datetime, *where: ColumnElement[bool]) -> list[Change]:
    """What is read otherwise than it was published, changed after a moment; `where` are clauses on Participation and
    School. A constant number of statements."""
    newer = (Result.recorded_at > Publication.published_at) & (Result.recorded_at > since)
    found = (
        select(FrozenItem, Publication.published_at)
        .join(FrozenItem.stage)
        .join(FrozenItem.participation)
        .join(Participation.school)
        .join(Publication, Publication.stage_id == Stage.id)
        .where(Stage.cycle_id == cycle.id, ~Publication.withdrawal.has(), FrozenItem.results.any(newer), *where)
        .options(contains_eager(FrozenItem.stage), selectinload(FrozenItem.results))
        .order_by(Stage.number, FrozenItem.id)
    )
    rows = db.session.execute(found).unique().all()
    conclusions = conclusions_behind(line for line, _ in rows)
    changes = [(line, revised(line, published_at, conclusions)) for line, published_at in rows]
    return [Change(line.stage, line, one.at) for line, one in changes if one and one.at > since]
