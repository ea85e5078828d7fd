"""Reads of the reviews: the draft of a line, what was carried to it from earlier stages, what waits."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, and_, or_, select, union
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from app.documents.models import Document, Version
from app.expertise.models import Freeze, FrozenItem, Result
from app.expertise.reviews.models import ExpertRemark, Review, Sending
from app.expertise.sheets.models import Criterion, Sheet
from app.expertise.sheets.scoring import asked_of
from app.extensions import db
from app.year.cycle.models import SchoolRisk, Stage

ALIVE = ("open", "fixed")


def review_of(line: FrozenItem, role: str) -> Review | None:
    """The review of a line, read anew."""
    own = select(Review).where(Review.frozen_item_id == line.id, Review.role == role)
    whole = selectinload(Review.sendings).options(joinedload(Sending.reopening), selectinload(Sending.scores))
    return db.session.scalars(own.options(whole).execution_options(populate_existing=True)).unique().first()


def reopened(*where: ColumnElement[bool]) -> list[Review]:
    """The sheets that were sent, opened again and not sent since; `where` are clauses on FrozenItem."""
    found = select(Review).join(Review.frozen_item).where(Review.state == "draft", Review.sendings.any(), *where)
    found = found.options(
        contains_eager(Review.frozen_item), selectinload(Review.sendings).joinedload(Sending.reopening)
    )
    return list(db.session.scalars(found.order_by(Review.id)).unique())


def counting() -> Select[Sending]:
    """The sendings that are the region's word about their lines now: the first opinion, or the one ruled to count."""
    newer = aliased(Result)
    replaced = select(newer.id).where(newer.frozen_item_id == Result.frozen_item_id, newer.source == Result.source)
    replaced = replaced.where(newer.revision > Result.revision)
    return behind().where(~replaced.exists(), Result.withdrawn.is_(False))


def behind() -> Select[Sending]:
    """The sending that each word of the region comes from, also one that was replaced since.

    A word has the author, the verdict and the score of the last sheet that they had sent by then, unless it was written
    past the sheet.
    """
    later = aliased(Sending)
    resent = select(later.id).where(later.review_id == Sending.review_id, later.number > Sending.number)
    said = Result.reviewer_id == Sending.sent_by_id, Result.verdict == Sending.verdict, Result.score == Sending.score
    return (
        select(Sending)
        .join(Sending.review)
        .join(Result, and_(Result.frozen_item_id == Review.frozen_item_id, Result.source == "regional", *said))
        .where(Sending.sent_at <= Result.recorded_at)
        .where(~resent.where(later.sent_at <= Result.recorded_at).exists())
    )


def criteria_of(line: FrozenItem, sheet: Sheet | None) -> list[Criterion]:
    """What the sheet asks of this line."""
    return asked_of(sheet.criteria, line.kind) if sheet else []


def carried_to(line: FrozenItem) -> list[ExpertRemark]:
    """Remarks of earlier stages that nobody has accepted: of the same document, or, for the line of the whole set, of
    every document of the school that this stage does not ask about by itself."""
    earlier = (
        select(ExpertRemark)
        .join(ExpertRemark.frozen_item)
        .join(FrozenItem.stage)
        .options(joinedload(ExpertRemark.frozen_item).joinedload(FrozenItem.stage))
        .where(FrozenItem.participation_id == line.participation_id, Stage.number < line.stage.number)
        .where(ExpertRemark.state.in_(ALIVE), Stage.cycle_id == line.stage.cycle_id, carried_lines(line))
        .order_by(Stage.number, FrozenItem.id, ExpertRemark.id)
    )
    return list(db.session.scalars(earlier).unique())


def carried_lines(line: FrozenItem) -> ColumnElement[bool]:
    """A clause on FrozenItem: what is asked there is looked at again in this line."""
    if line.kind != "set":
        return FrozenItem.document_id == line.document_id
    here = aliased(FrozenItem)
    own = select(here.document_id).where(here.asked, here.document_id.is_not(None))
    own = own.where(here.stage_id == line.stage_id, here.participation_id == line.participation_id)
    return FrozenItem.document_id.is_(None) | FrozenItem.document_id.not_in(own)


def is_earlier(asked: FrozenItem, line: FrozenItem) -> bool:
    """True when the other line is of an earlier stage of the same year, of the same school."""
    return asked.participation_id == line.participation_id and asked.stage.number < line.stage.number


def with_newer_version(line_ids: Iterable[int]) -> set[int]:
    """Of the lines those whose document has a version newer than the frozen one; of a whole kit, any document that is
    still part of it: not in the trash, its direction not closed."""
    lines, looked_at = list(line_ids), aliased(Version)
    newer = and_(Version.document_id == looked_at.document_id, Version.number > looked_at.number)
    own = select(FrozenItem.id).join(looked_at, looked_at.id == FrozenItem.version_id).join(Version, newer)
    kit = select(FrozenItem.id).join(Freeze, Freeze.stage_id == FrozenItem.stage_id)
    kit = kit.join(Document, Document.participation_id == FrozenItem.participation_id).outerjoin(Document.risk)
    owed = or_(Document.school_risk_id.is_(None), SchoolRisk.activated_at.is_not(None))
    kit = kit.join(Version, and_(Version.document_id == Document.id, Version.uploaded_at > Freeze.as_of))
    kit = kit.where(FrozenItem.kind == "set", FrozenItem.id.in_(lines), Document.trashed_at.is_(None), owed)
    return set(db.session.scalars(union(own.where(FrozenItem.id.in_(lines)), kit)))


def remarks_of(participation_id: int, stage_id: int) -> list[ExpertRemark]:
    """What the reviews of a stage asked a school to mend, in the order of its documents."""
    own = (
        select(ExpertRemark)
        .join(ExpertRemark.frozen_item)
        .options(joinedload(ExpertRemark.frozen_item))
        .where(FrozenItem.participation_id == participation_id, FrozenItem.stage_id == stage_id)
        .where(ExpertRemark.state != "dropped")
        .order_by(FrozenItem.id, ExpertRemark.id)
    )
    return list(db.session.scalars(own).unique())
