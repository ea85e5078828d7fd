"""Reads of the rounds: what stands, what is frozen, what is done and left."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from sqlalchemy import func, select, true
from sqlalchemy.orm import joinedload, selectinload

from app.archive.models import Blob
from app.cycle.models import Cycle, Participation, Round, SchoolRisk
from app.cycle.queries import rounds, windows
from app.directory.models import Municipality, School
from app.documents.history import presented
from app.documents.kit import by_place, concept_places, evidence_places
from app.documents.models import Document, Submission, Version
from app.documents.queries import documents_of
from app.expertise import rules
from app.expertise.models import Examined, Freeze, Result
from app.extensions import db
from app.kernel.as_of import AsOf, just_before
from app.kernel.clock import end_of
from app.profile.as_it_was import schools_at


@dataclass(frozen=True)
class SchoolLine:
    """A school in a round: its frozen documents and what they come to."""

    school: Participation
    lines: list[Examined]

    @property
    def outcome(self) -> str:
        """One of rules.OUTCOMES."""
        return rules.school_outcome(self.lines)

    @property
    def score(self) -> Decimal | None:
        """The mean score in per cent."""
        return rules.mean_score(self.lines)

    @property
    def presented(self) -> int:
        """How many documents were there."""
        return sum(line.version_id is not None for line in self.lines)

    @property
    def left(self) -> int:
        """How many wait for a result."""
        return sum(rules.outcome(line) == "not_started" for line in self.lines)

    @property
    def last_result(self) -> Result | None:
        """The newest word about the school."""
        results = [result for line in self.lines for result in line.results]
        return max(results, key=lambda result: result.recorded_at, default=None)


@dataclass(frozen=True)
class Summary:
    """A round as its page shows it; without a freeze, its lines are what stands at this moment."""

    stage: Round
    freeze: Freeze | None
    schools: list[SchoolLine]
    late: int

    @property
    def documents(self) -> int:
        """Presented documents."""
        return sum(school.presented for school in self.schools)

    @property
    def totals(self) -> Counter:
        """Schools by outcome; those that are begun and those that are not wait alike."""
        found = Counter(school.outcome for school in self.schools)
        found["waiting"] = found.pop("in_progress", 0) + found.pop("not_started", 0)
        return found

    @property
    def done(self) -> int:
        """Schools with nothing left to examine."""
        return sum(school.left == 0 for school in self.schools)

    @property
    def left(self) -> list[Examined]:
        """The documents that wait for a result, in the order of the page."""
        return [line for school in self.schools for line in school.lines if rules.outcome(line) == "not_started"]


def frozen(stage: Round) -> Freeze | None:
    """When and how the set of the round was fixed."""
    return db.session.scalar(select(Freeze).where(Freeze.round_id == stage.id))


def manifest_blob(fixed: Freeze) -> Blob:
    """The manifest in the archive."""
    return db.session.scalars(select(Blob).where(Blob.sha256 == fixed.manifest_sha256)).one()


def unfrozen_rounds(now: datetime) -> list[Round]:
    """The stages whose day is over and whose set is not fixed yet."""
    waiting = select(Round).where(~select(Freeze.id).where(Freeze.round_id == Round.id).exists()).order_by(Round.due_on)
    return [stage for stage in db.session.scalars(waiting) if end_of(stage.due_on) <= now]


def set_now(stage: Round, before: datetime) -> list[Examined]:
    """What every school had presented before the moment, line by line, not yet stored; a constant number of reads."""
    as_of = just_before(before)
    schools = schools_at(stage.cycle, true(), as_of)
    opened = rules.windows_of(stage, windows(stage.cycle))
    documents = defaultdict(list)
    for document in documents_of([school.id for school in schools], as_of=as_of):
        documents[document.participation_id].append(document)
    lines = []
    for school in schools:
        here = by_place(documents[school.id])
        for place in concept_places(school.risks) + evidence_places(school.risks, opened):
            lines += [_line(stage, school, place, one, as_of) for one in here.get(place.key) or [None]]
    return lines


def _line(stage: Round, school: Participation, place, document: Document | None, as_of: AsOf) -> Examined:
    version, state = presented(document, as_of) if document else (None, "absent")
    return Examined(
        round_id=stage.id,
        participation_id=school.id,
        participation=school,
        title=place.title,
        document_id=document.id if document else None,
        version_id=version.id if version else None,
        version=version,
        sha256=version.digest if version else None,
        state=state,
    )


def examined_in(stage: Round) -> list[Examined]:
    """The frozen lines of a round with their results, school after school."""
    return list(
        db.session.scalars(
            select(Examined)
            .join(Examined.participation)
            .join(Participation.school)
            .join(School.municipality)
            .options(
                selectinload(Examined.results).joinedload(Result.reviewer),
                selectinload(Examined.participation).selectinload(Participation.risks).joinedload(SchoolRisk.direction),
                joinedload(Examined.version).joinedload(Version.blob),
            )
            .where(Examined.round_id == stage.id)
            .order_by(Municipality.position, School.short_name, School.id, Examined.id)
        ).unique()
    )


def summary(stage: Round, now: datetime) -> Summary:
    """The round for its page."""
    fixed = frozen(stage)
    lines = examined_in(stage) if fixed else set_now(stage, now)
    schools = [SchoolLine(school, list(own)) for school, own in groupby(lines, key=lambda line: line.participation)]
    return Summary(stage, fixed, schools, _late(stage, fixed) if fixed else 0)


def _late(stage: Round, fixed: Freeze) -> int:
    """Documents that were sent after the set was fixed and before the next stage."""
    schools = select(Examined.participation_id).where(Examined.round_id == stage.id)
    sent = (
        select(func.count(func.distinct(Submission.document_id)))
        .join(Document, Document.id == Submission.document_id)
        .where(Document.participation_id.in_(schools), Submission.sent_at >= fixed.as_of)
    )
    if stage.number == 1:
        sent = sent.where(Document.kind != "evidence")
    later = [end_of(other.due_on) for other in rounds(stage.cycle) if other.due_on > stage.due_on]
    return db.session.scalar(sent.where(Submission.sent_at < min(later)) if later else sent)


def present_round(cycle: Cycle, now: datetime) -> Round:
    """The stage that a reviewer works on: the last whose day is over, or the first to come."""
    stages = rounds(cycle)
    return next((stage for stage in reversed(stages) if end_of(stage.due_on) <= now), stages[0])


def own_lines(line: Examined) -> list[Examined]:
    """All documents of the same school in the same round."""
    found = select(Examined).options(selectinload(Examined.results).joinedload(Result.reviewer))
    here = (Examined.round_id == line.round_id, Examined.participation_id == line.participation_id)
    return list(db.session.scalars(found.where(*here).order_by(Examined.id)).unique())


def next_left(line: Examined) -> Examined | None:
    """The document that waits next: first of the same school, then of the round."""
    waiting = (
        select(Examined)
        .where(Examined.round_id == line.round_id, Examined.version_id.is_not(None), Examined.id != line.id)
        .where(~select(Result.id).where(Result.examined_id == Examined.id).exists())
        .order_by(Examined.participation_id != line.participation_id, Examined.id < line.id, Examined.id)
        .limit(1)
    )
    return db.session.scalars(waiting).first()
