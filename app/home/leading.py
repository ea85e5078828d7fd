"""What waits for whoever leads the expertise besides the sheets: opinions that part, federal tables, conflicts."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask import url_for
from sqlalchemy import bindparam, select

from app.expertise.assignments.conflicts import Clash
from app.expertise.assignments.year_rows import clashes_in
from app.expertise.federal.queries import Draft, drafts_in
from app.expertise.models import FrozenItem
from app.expertise.opinions.queries import pairs_in
from app.expertise.reviews.models import Review
from app.expertise.seen import hidden
from app.expertise.stage_rows import StageRow
from app.extensions import db
from app.home.acts import Act
from app.kernel.reads import Read
from app.kernel.words import pluralize
from app.permissions import Actor
from app.year.cycle.models import Stage
from app.year.cycle.rows import Year

DOCUMENTS = ("документ", "документа", "документов")
_sent = select(Review.id).where(Review.frozen_item_id == FrozenItem.id, Review.state == "sent")
# The stages in which a document has two sent opinions: only there can they part.
TWICE = Read(
    int,
    select(FrozenItem.stage_id)
    .distinct()
    .join(Stage, Stage.id == FrozenItem.stage_id)
    .where(Stage.cycle_id == bindparam("cycle_id"), _sent.where(Review.role == "first").exists())
    .where(_sent.where(Review.role == "second").exists()),
)


def questions(year: Year, stages: Sequence[StageRow], reader: Actor, now: datetime) -> list[Act]:
    """Stage after stage; the same statements whatever the number of schools."""
    drafts, twice = drafts_in(year.id), set(TWICE.all(cycle_id=year.id))
    clashes = clashes_in((stage.id for stage in stages if not stage.published_at), year.year, now)
    return [
        one
        for stage in stages
        for one in (
            *(_opinions(stage, reader) if stage.id in twice else ()),
            *(_table(stage, table) for table in drafts if table.stage_id == stage.id),
            *(_conflicts(stage, own) for own in (clashes.get(stage.id),) if own),
        )
    ]


def _opinions(stage: StageRow, reader: Actor) -> Iterator[Act]:
    """Opinions are given of what is in a fixed set."""
    row = db.session.get_one(Stage, stage.id)
    unseen = hidden(row, reader)
    apart = [one for one in pairs_in(row) if one.disagree and one.adjudication is None and one.line.id not in unseen]
    if apart:
        many, url = pluralize(len(apart), *DOCUMENTS), url_for("expertise.stage", stage_id=stage.id, _anchor="opinions")
        if len(apart) == 1:
            url = url_for("opinions.both", frozen_item_id=apart[0].line.id)
        title, why = f"Решите, чьё мнение считать, {_named(stage)}", f"Мнения экспертов расходятся: {many}."
        yield Act(title, why, "Решить", url)


def _table(stage: StageRow, table: Draft) -> Act:
    why, url = f"{table.filename}: ещё не\u00a0записана.", url_for("federal.review", federal_id=table.id)
    return Act(f"Проверьте таблицу федеральных результатов, {_named(stage)}", why, "Открыть таблицу", url)


def _conflicts(stage: StageRow, found: Sequence[Clash]) -> Act:
    url, why = url_for("assignments.stage", stage_id=stage.id), " ".join(clash.sentence for clash in found)
    return Act(f"Назначьте других экспертов, {_named(stage)}", why, "Открыть назначения", url)


def _named(stage: StageRow) -> str:
    return f"{stage.number}-й\u00a0этап"
