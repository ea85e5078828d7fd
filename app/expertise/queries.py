"""Reads of the stages: what stands, what is frozen, what is done and left."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Exists, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload, selectinload

from app.archive.models import Blob
from app.directory.models import Municipality, School
from app.documents.models import Document, Submission, Version
from app.expertise.models import Freeze, FrozenItem, Publication, Result
from app.expertise.sheets.queries import sheet_of
from app.expertise.sheets.scoring import most
from app.expertise.stage_rows import stages_in
from app.expertise.zones import ALIKE, Scale
from app.extensions import db
from app.journal.kept import kept
from app.kernel.calendar import end_of
from app.kernel.reads import once
from app.year.cycle.models import Cycle, Participation, SchoolRisk, Stage
from app.year.cycle.queries import stages_of

LATE_SHOWN = 100  # sendings after the freeze that a page lists


@once
def frozen(stage: Stage) -> Freeze | None:
    """When and how the set of the stage was fixed."""
    return db.session.scalar(select(Freeze).where(Freeze.stage_id == stage.id))


def frozen_among(stages: Iterable[Stage]) -> dict[int, Freeze]:
    """Stage → when and how its set was fixed."""
    own = select(Freeze).where(Freeze.stage_id.in_([stage.id for stage in stages]))
    return {one.stage_id: one for one in db.session.scalars(own)}


def manifest_blob(fixed: Freeze) -> Blob:
    """The manifest in the archive."""
    return db.session.scalars(select(Blob).where(Blob.sha256 == fixed.manifest_sha256)).one()


def unfrozen_stages(now: datetime) -> list[Stage]:
    """The stages whose day is over and whose set is not fixed yet, of opened years that have schools."""
    lived = select(Participation.id).where(Participation.cycle_id == Stage.cycle_id).exists()
    fixed = select(Freeze.id).where(Freeze.stage_id == Stage.id).exists()
    waiting = select(Stage).join(Stage.cycle).where(Cycle.opened, lived, ~fixed).order_by(Stage.due_on)
    return [stage for stage in db.session.scalars(waiting) if end_of(stage.last_on) <= now]


def examined_in(stage: Stage) -> list[FrozenItem]:
    """The frozen lines of a stage with their results, school after school."""
    return list(
        db.session.scalars(
            select(FrozenItem)
            .join(FrozenItem.participation)
            .join(Participation.school)
            .join(School.municipality)
            .options(
                selectinload(FrozenItem.results).joinedload(Result.reviewer),
                selectinload(FrozenItem.participation)
                .selectinload(Participation.risks)
                .joinedload(SchoolRisk.direction),
                joinedload(FrozenItem.version).joinedload(Version.blob),
            )
            .where(FrozenItem.stage_id == stage.id)
            .order_by(Municipality.position, School.short_name, School.id, FrozenItem.id)
        ).unique()
    )


def scale_of(stage: Stage) -> Scale:
    """What the sheet in force weighs."""
    every = kept("scales", (stage.cycle_id,), lambda: {one.id: _scale(one) for one in stages_of(stage.cycle)})
    return every[stage.id]


def _scale(stage: Stage) -> Scale:
    sheet = sheet_of(stage)
    if sheet is None:
        return ALIKE
    return Scale({kind: most(sheet.criteria, kind) for kind in sheet.kinds}, sheet.ok_from, sheet.remarks_from)


def _sent_later(stage: Stage, fixed: Freeze) -> Select[Submission]:
    """Sendings to the curator after the set was fixed and before the set of the next stage is."""
    schools = select(FrozenItem.participation_id).where(FrozenItem.stage_id == stage.id)
    sent = select(Submission).join(Document, Document.id == Submission.document_id)
    sent = sent.where(Document.participation_id.in_(schools), Submission.sent_at >= fixed.as_of)
    if stage.examines == "concept":
        sent = sent.where(Document.kind != "evidence")
    later = [end_of(other.last_on) for other in stages_of(stage.cycle) if other.due_on > stage.due_on]
    return sent.where(Submission.sent_at < min(later)) if later else sent


def late_count(stage: Stage, fixed: Freeze) -> int:
    """How many documents came after the set was fixed."""
    sent = _sent_later(stage, fixed).with_only_columns(func.count(func.distinct(Submission.document_id)))
    return db.session.execute(sent).scalar_one()


def present_stage(cycle: Cycle, now: datetime) -> Stage:
    """The stage that a reviewer works on: the last whose day is over, or the first to come."""
    stages = stages_of(cycle)
    return next((stage for stage in reversed(stages) if end_of(stage.last_on) <= now), stages[0])


def own_lines(line: FrozenItem) -> list[FrozenItem]:
    """All documents of the same school in the same stage."""
    found = select(FrozenItem).options(selectinload(FrozenItem.results).joinedload(Result.reviewer))
    here = (FrozenItem.stage_id == line.stage_id, FrozenItem.participation_id == line.participation_id)
    return list(db.session.scalars(found.where(*here).order_by(FrozenItem.id)).unique())


def next_left(line: FrozenItem, among: set[int]) -> FrozenItem | None:
    """The document that waits next: first of the same school, then of those places in the year; none means all."""
    waiting = (
        select(FrozenItem)
        .where(
            FrozenItem.stage_id == line.stage_id,
            FrozenItem.sha256.is_not(None),
            FrozenItem.asked,
            FrozenItem.id != line.id,
        )
        .where(~standing_word())
        .order_by(FrozenItem.participation_id != line.participation_id, FrozenItem.id < line.id, FrozenItem.id)
        .limit(1)
    )
    if among:
        waiting = waiting.where(FrozenItem.participation_id.in_(among | {line.participation_id}))
    return db.session.scalars(waiting).first()


def publication_of(stage: Stage) -> Publication | None:
    """The act by which schools see the results of the stage, unless it was taken back."""
    return next((one for one in publications_of(stage) if one.withdrawal is None), None)


@once
def publications_of(stage: Stage) -> list[Publication]:
    """Every publication of the stage, the newest first, those that were taken back too."""
    own = select(Publication).where(Publication.stage_id == stage.id).order_by(Publication.id.desc())
    return list(db.session.scalars(own))


def published_among(stages: Iterable[Stage]) -> dict[int, Publication]:
    """Stage → the act by which schools see its results, unless it was taken back."""
    own = select(Publication).where(Publication.stage_id.in_([stage.id for stage in stages]))
    return {one.stage_id: one for one in db.session.scalars(own) if one.withdrawal is None}


def published_stages(cycle: Cycle) -> list[Stage]:
    """The stages of the year whose results schools may see, in order."""
    told = select(Stage).where(Stage.cycle_id == cycle.id, standing_publication()).order_by(Stage.number)
    return list(db.session.scalars(told))


def standing_publication(stage_id: InstrumentedAttribute[int] = Stage.id) -> Exists:
    """A clause on Stage: its results are published, and that was not taken back."""
    own = select(Publication.id).where(Publication.stage_id == stage_id)
    return own.where(~Publication.withdrawal.has()).exists()


def own_in(stage: Stage, participation_id: int) -> list[FrozenItem]:
    """The lines of one school in a stage, with what was said of them."""
    own = select(FrozenItem).where(FrozenItem.stage_id == stage.id, FrozenItem.participation_id == participation_id)
    whole = selectinload(FrozenItem.results).joinedload(Result.reviewer)
    return list(db.session.scalars(own.options(whole, joinedload(FrozenItem.version)).order_by(FrozenItem.id)).unique())


def late_documents(stage: Stage, fixed: Freeze) -> list[Submission]:
    """What was sent after the set was fixed and before the next stage, the first of it: not part of this one."""
    place = joinedload(Submission.document).joinedload(Document.participation).joinedload(Participation.school)
    found = _sent_later(stage, fixed).options(place).order_by(Submission.id).limit(LATE_SHOWN)
    return list(db.session.scalars(found))


def frozen_in(document: Document) -> list[FrozenItem]:
    """The lines of fixed sets that are about a document: which version each stage looks at."""
    if not any(stage.frozen_at for stage in stages_in(document.participation.cycle_id)):
        return []
    own = select(FrozenItem).join(FrozenItem.stage).where(FrozenItem.document_id == document.id)
    lines = own.options(joinedload(FrozenItem.stage), joinedload(FrozenItem.version)).order_by(Stage.number)
    return list(db.session.scalars(lines).unique())


def standing_word() -> Exists:
    """Some source has a word about the line that was not taken back."""
    later = aliased(Result)
    replaced = (
        select(later.id)
        .where(later.frozen_item_id == Result.frozen_item_id, later.source == Result.source)
        .where(later.revision > Result.revision)
    )
    own = select(Result.id).where(Result.frozen_item_id == FrozenItem.id, Result.withdrawn.is_(False))
    return own.where(~replaced.exists()).exists()
