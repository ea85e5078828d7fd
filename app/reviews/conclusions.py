"""What a published stage says of a school, put together for reading."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from sqlalchemy import and_, func, or_, select

from app.cycle.models import Participation, Round
from app.cycle.queries import rounds
from app.documents.models import Document
from app.expertise.models import Examined, Publication
from app.expertise.queries import own_in
from app.expertise.rules import outcome, said
from app.extensions import db
from app.kernel.words import counted
from app.reviews.models import ExpertRemark, Review, Sending
from app.reviews.queries import counting, remarks_of


@dataclass(frozen=True)
class Conclusion:
    """A line of the set as the school reads it; `by` is the reviewer when the stage shows names."""

    line: Examined
    outcome: str
    score: Decimal | None
    words: str
    by: str
    remarks: list[ExpertRemark]

    @property
    def alive(self) -> int:
        """How many remarks are not accepted yet."""
        return sum(remark.state in ("open", "fixed") for remark in self.remarks)


def of_school(stage: Round, school: Participation) -> list[Conclusion]:
    """The lines that were asked about or have a word, in the order of the kit; a constant number of reads."""
    by_line = {key: list(own) for key, own in groupby(remarks_of(school.id, stage.id), key=lambda r: r.examined_id)}
    lines = [line for line in own_in(stage, school.id) if line.asked or said(line)]
    sent = _counting([line.id for line in lines])
    return [_one(line, sent.get(line.id), by_line.get(line.id, []), stage.names_shown) for line in lines]


def _one(line: Examined, sending: Sending | None, remarks: list[ExpertRemark], named: bool) -> Conclusion:
    result = said(line)
    federal = result is not None and result.source == "federal"
    if sending is not None:
        words = "\n\n".join(filter(None, (result.remarks if federal else "", sending.conclusion)))
    else:
        words = result.remarks if result else ""
    by = result.reviewer.name if named and result and not federal else ""
    return Conclusion(line, outcome(line), result.score if result else None, words, by, remarks)


def _counting(line_ids: list[int]) -> dict[int, Sending]:
    found = counting().add_columns(Review.examined_id).where(Review.examined_id.in_(line_ids))
    return {examined_id: sending for sending, examined_id in db.session.execute(found)}


def mend_by(stage: Round, today: date) -> Round | None:
    """The next stage that has not closed: by its last day what was asked for is to be there."""
    return next((one for one in rounds(stage.cycle) if one.number > stage.number and one.due_on >= today), None)


def asked_of(document: Document) -> str:
    """What published stages ask to be mended in a document, or in the whole kit that it is a part of; '' is nothing."""
    about_it = Examined.document_id == document.id
    of_all = and_(Examined.kind == "set", Examined.participation_id == document.participation_id)
    published = select(Publication.id).where(Publication.round_id == Examined.round_id).exists()
    own = select(func.count(ExpertRemark.id)).join(ExpertRemark.examined).where(or_(about_it, of_all), published)
    open_ = db.session.scalar(own.where(ExpertRemark.state == "open"))
    many = counted(open_, "замечание", "замечания", "замечаний")
    return f"Экспертиза просит исправить документ: ждёт {many}." if open_ else ""


def to_mend(participation_id: int, published: list[Round]) -> list[ExpertRemark]:
    """The open remarks of the published stages."""
    found = [remark for stage in published for remark in remarks_of(participation_id, stage.id)]
    return [remark for remark in found if remark.state == "open"]
