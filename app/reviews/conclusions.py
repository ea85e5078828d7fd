"""What a published stage says of a school, put together for reading."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy import and_, func, or_, select

from app.cycle.models import Participation, Round
from app.cycle.queries import rounds
from app.documents.models import Document
from app.expertise.models import Examined, Result
from app.expertise.queries import own_in, publication_of, scale_of, standing_publication
from app.expertise.rules import current, outcome, said
from app.expertise.zones import Mean, because, score_of, zone
from app.extensions import db
from app.kernel.words import counted
from app.reviews.models import ExpertRemark
from app.reviews.queries import remarks_of, with_newer_version
from app.reviews.revised import Revised, revised
from app.reviews.spoken import conclusions_behind
from app.reviews.told import OfRound, of_round, said_count


@dataclass(frozen=True)
class Conclusion:
    """A line of the set as the school reads it; `by` is the reviewer when the stage shows names.

    `words` are those of ОИРО; what the federal coordinator said stands beside them under his own name.
    `newer`: there is a version newer than the frozen one, in which something can have been mended.
    """

    line: Examined
    outcome: str
    score: Decimal | None
    words: str
    by: str
    remarks: list[ExpertRemark]
    federal: Result | None = None
    regional: Result | None = None
    revised: Revised | None = None
    newer: bool = False

    @property
    def alive(self) -> int:
        """How many remarks are not accepted yet."""
        return sum(remark.state in ("open", "fixed") for remark in self.remarks)


def of_school(stage: Round, school: Participation) -> list[Conclusion]:
    """The lines that were asked about or have a word, in the order of the kit; a constant number of reads."""
    by_line = {key: list(own) for key, own in groupby(remarks_of(school.id, stage.id), key=lambda r: r.examined_id)}
    lines = [line for line in own_in(stage, school.id) if line.asked or said(line)]
    conclusions, told = conclusions_behind(lines), of_round(stage, school.id)
    newer = with_newer_version(by_line)
    found = [_one(line, conclusions, told, by_line.get(line.id, []), stage.names_shown) for line in lines]
    found = [replace(one, newer=one.line.id in newer) for one in found]
    if (published := publication_of(stage)) is None:
        return found
    return [replace(one, revised=revised(one.line, published.published_at, conclusions)) for one in found]


def _one(line: Examined, conclusions: dict[int, str], told: OfRound, remarks: list, named: bool) -> Conclusion:
    result, both = said(line), current(line)
    federal, regional = both.get("federal"), both.get("regional")
    spoken = conclusions.get(regional.id, "") if regional else ""
    words = "\n".join(filter(None, (spoken, told.past(line).get("regional", ""))))
    by = regional.reviewer.name if named and regional else ""
    return Conclusion(line, outcome(line), result.score if result else None, words, by, remarks, federal, regional)


@dataclass(frozen=True)
class Whole:
    """What a published stage comes to for a school: its zone and why, the score and what it is of, its remarks."""

    zone: str
    because: str
    mean: Mean
    remarks: str
    presented: bool


def whole(stage: Round, school: Participation) -> Whole:
    """By the same definitions as the figures of the round."""
    lines, scale = own_in(stage, school.id), scale_of(stage)
    told = of_round(stage, school.id)
    remarks = said_count([one for line in lines for one in told.to(line)])
    score = score_of(lines, scale)
    return Whole(zone(lines), because(lines, scale), score, remarks, any(line.presented for line in lines))


def mend_by(stage: Round, today: date) -> Round | None:
    """The next stage that has not closed: by its last day what was asked for is to be there."""
    return next((one for one in rounds(stage.cycle) if one.number > stage.number and one.due_on >= today), None)


def asked_of(document: Document) -> str:
    """What published stages ask to be mended in a document, or in the whole kit that it is a part of; '' is nothing."""
    about_it = Examined.document_id == document.id
    of_all = and_(Examined.kind == "set", Examined.participation_id == document.participation_id)
    published = standing_publication(Examined.round_id)
    own = select(func.count(ExpertRemark.id)).join(ExpertRemark.examined).where(or_(about_it, of_all), published)
    open_ = db.session.scalar(own.where(ExpertRemark.state == "open"))
    many = counted(open_, "замечание", "замечания", "замечаний")
    return f"Экспертиза просит исправить документ: ждёт {many}." if open_ else ""


def to_mend(participation_id: int, published: list[Round]) -> list[ExpertRemark]:
    """The open remarks of the published stages."""
    found = [remark for stage in published for remark in remarks_of(participation_id, stage.id)]
    return [remark for remark in found if remark.state == "open"]
