"""What a published stage says of a school, put together for reading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.documents.models import Document
from app.expertise.models import FrozenItem, Result
from app.expertise.queries import own_in, publication_of, scale_of, standing_publication
from app.expertise.reviews.models import ExpertRemark
from app.expertise.reviews.past_sheet import open_in
from app.expertise.reviews.queries import ALIVE, remarks_of, with_newer_version
from app.expertise.reviews.revised import Revised, revised
from app.expertise.reviews.spoken import conclusions_behind
from app.expertise.reviews.told import OfStage, Words, of_stage, said_count
from app.expertise.rules import current, outcome, said
from app.expertise.stage_rows import StageRow, following, stages_in
from app.expertise.zones import Mean, because, score_of, zone
from app.extensions import db
from app.kernel.words import pluralize
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import stages_of


@dataclass(frozen=True)
class Conclusion:
    """A line of the set as the school reads it; `by` is the reviewer when the stage shows names.

    `words` are the conclusion of ОИРО's sheet; what the federal coordinator said stands beside it under their own name.
    `past` is what either said without a sheet: a remark as well, which can be mended.
    `newer`: there is a version newer than the frozen one, in which something can have been mended.
    """

    line: FrozenItem
    outcome: str
    score: Decimal | None
    words: str
    by: str
    remarks: list[ExpertRemark]
    federal: Result | None = None
    regional: Result | None = None
    revised: Revised | None = None
    newer: bool = False
    past: tuple[Words[FrozenItem], ...] = ()

    @property
    def every(self) -> list[ExpertRemark | Words[FrozenItem]]:
        """All that asks to be mended, of whatever source."""
        return [*self.remarks, *(words for words in self.past if words.asks)]

    @property
    def alive(self) -> int:
        """How many remarks are not accepted yet."""
        return sum(remark.state in ALIVE for remark in self.every)

    def past_of(self, source: str) -> list[Words[FrozenItem]]:
        """What one source said without a sheet."""
        return [words for words in self.past if words.source == source]


def of_school(stage: Stage, school: Participation) -> list[Conclusion]:
    """The lines that were asked about or have a word, in the order of the kit; a constant number of reads."""
    by_line = {key: list(own) for key, own in groupby(remarks_of(school.id, stage.id), key=lambda r: r.frozen_item_id)}
    lines = [line for line in own_in(stage, school.id) if line.asked or said(line)]
    conclusions, told = conclusions_behind(lines), of_stage(stage, school.id)
    newer = with_newer_version(line.id for line in lines)
    found = [_one(line, conclusions, told, by_line.get(line.id, []), stage.names_shown) for line in lines]
    found = [replace(one, newer=one.line.id in newer) for one in found]
    if (published := publication_of(stage)) is None:
        return found
    return [replace(one, revised=revised(one.line, published.published_at, conclusions)) for one in found]


def _one(
    line: FrozenItem, conclusions: dict[int, str], told: OfStage, remarks: list[ExpertRemark], named: bool
) -> Conclusion:
    result, both = said(line), current(line)
    federal, regional = both.get("federal"), both.get("regional")
    words = conclusions.get(regional.id, "") if regional else ""
    by = regional.reviewer.name if named and regional else ""
    score, past = result.score if result else None, tuple(told.past(line))
    return Conclusion(line, outcome(line), score, words, by, remarks, federal, regional, past=past)


@dataclass(frozen=True)
class Whole:
    """What a published stage comes to for a school: its zone and why, the score and what it is of, its remarks."""

    zone: str
    because: str
    mean: Mean
    remarks: str
    presented: bool


def whole(stage: Stage, school: Participation) -> Whole:
    """By the same definitions as the figures of the stage."""
    lines, scale = own_in(stage, school.id), scale_of(stage)
    told = of_stage(stage, school.id)
    remarks = said_count([one for line in lines for one in told.to(line)])
    score = score_of(lines, scale)
    return Whole(zone(lines), because(lines, scale), score, remarks, any(line.presented for line in lines))


def mend_by(stage: Stage, today: date) -> Stage | None:
    """As `following`."""
    return following(stage, stages_of(stage.cycle), today)


def asked_of(document: Document) -> str:
    """What published stages ask to be mended in a document, or in the whole kit that it is a part of; '' is nothing."""
    if not any(stage.published_at for stage in stages_in(document.participation.cycle_id)):
        return ""
    about_it = FrozenItem.document_id == document.id
    of_all = and_(FrozenItem.kind == "set", FrozenItem.participation_id == document.participation_id)
    open_ = _open_in(or_(about_it, of_all), standing_publication(FrozenItem.stage_id))
    many = pluralize(open_, "замечание", "замечания", "замечаний")
    return f"Экспертиза просит исправить документ: ждёт {many}." if open_ else ""


def to_mend(participation_id: int, published: Sequence[StageRow]) -> int:
    """How many remarks of the published stages are open."""
    stages = FrozenItem.stage_id.in_([stage.id for stage in published])
    return _open_in(FrozenItem.participation_id == participation_id, stages)


def _open_in(*where: ColumnElement[bool]) -> int:
    """The open remarks of the lines that these clauses choose, with a sheet and without one."""
    own = select(func.count(ExpertRemark.id)).join(ExpertRemark.frozen_item).where(*where, ExpertRemark.state == "open")
    return db.session.scalars(own).one() + open_in(*where)
