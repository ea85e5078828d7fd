"""Reads of documents: a school's kit, a curator's queue, the matrix."""

from datetime import datetime

from flask import g
from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.directory.models import School
from app.directory.queries import within_reach
from app.directory.reach import REACHED, reach
from app.documents.history import restore_remarks_at, restore_state_at, withdrawals
from app.documents.kit import by_place, concept_slots, evidence_slots, is_owed, slot_of
from app.documents.lines import LineOf
from app.documents.models import Decision, Document, Submission, Version
from app.documents.seen import as_seen, is_seen, version_is_seen
from app.extensions import db
from app.kernel.as_of import NOW, AsOf, show_as
from app.kernel.reads import Read
from app.permissions import Actor
from app.year.cycle.models import Cycle, EvidenceWindow, Participation, SchoolRisk
from app.year.cycle.queries import participations
from app.year.cycle.rows import OfYear
from app.year.profile.as_it_was import schools_at

Line = LineOf[SchoolRisk, EvidenceWindow, Document]
Row = tuple[Participation, dict[str, Line]]  # a school of the matrix: by the column
# What a list may show of a document beside its state: each is one more statement, and says what it does not bring.
VERSIONS = selectinload(Document.versions).lazyload(Version.blob)
EDITIONS = joinedload(Document.versions).lazyload(Version.blob)  # the same for one school, whose versions are few
DECISIONS = selectinload(Document.decisions).options(lazyload(Decision.version), lazyload(Decision.decided_by))
REMARKED = DECISIONS.joinedload(Decision.remarks)
# What was sent, with its version: tells lateness.
SENT = selectinload(Document.submissions).joinedload(Submission.version).lazyload(Version.blob)
# A document of a closed direction waits for nobody.
OWED = or_(
    Document.school_risk_id.is_(None),
    exists().where(SchoolRisk.id == Document.school_risk_id, SchoolRisk.activated_at.is_not(None)).correlate(Document),
)
CONCEPT = Document.window_id.is_(None)
ALL = true()
# What a document of the past is told from.
FACTS = (VERSIONS, SENT, DECISIONS, selectinload(Document.events))


def documents_of(
    participation_ids: list[int],
    reader: Actor | None,
    *shown: ExecutableOption,
    only: ColumnElement[bool] = CONCEPT,
    as_of: AsOf = NOW,
) -> list[Document]:
    """The documents of these schools as the reader may see them with what is `shown`, in a fixed number of statements.

    Schools and risks are known to the session already. `only` narrows them: at first to the concept documents, for of
    evidence there may be thousands. Of the past: those that were there, each as it was. Without a reader, all.
    """
    there = true() if as_of.past else and_(Document.trashed_at.is_(None), is_seen(reader) if reader else true())
    found = db.session.scalars(
        select(Document)
        .join(Document.participation)
        .join(Participation.school)
        .where(Document.participation_id.in_(participation_ids), there, only)
        .options(lazyload(Document.participation), lazyload(Document.risk), joinedload(Document.window))
        .options(*(FACTS if as_of.past else shown))
        .order_by(Document.id)
    )
    every = found.unique()
    return [document for document in every if restore_state_at(document, as_of) and as_seen(document, reader, as_of)]


def kit(
    participation: Participation, windows: list[EvidenceWindow], reader: Actor | None, as_of: AsOf = NOW
) -> list[Line]:
    """The whole kit of a school as the reader may see it: concept documents, then evidence by window."""
    slots = concept_slots(participation.risks) + evidence_slots(participation.risks, windows)
    found = by_place(documents_of([participation.id], reader, EDITIONS, REMARKED, only=true(), as_of=as_of))
    return [Line(slot, tuple(found.get(slot.key, ()))) for slot in slots]


def kits(
    schools: list[Participation], reader: Actor | None, *shown: ExecutableOption, as_of: AsOf = NOW
) -> dict[Participation, list[Line]]:
    """The concept documents of many schools, in one read; `shown` as in `documents_of`."""
    found: dict[int, list[Document]] = {}
    for document in documents_of([school.id for school in schools], reader, *shown, as_of=as_of):
        found.setdefault(document.participation_id, []).append(document)
    kept = {school: by_place(found.get(school.id, ())) for school in schools}
    return {
        school: [Line(slot, tuple(here.get(slot.key, ()))) for slot in concept_slots(school.risks)]
        for school, here in kept.items()
    }


def of_closed_directions(participation: Participation, reader: Actor | None, as_of: AsOf = NOW) -> list[Line]:
    """What the school had handed in for directions that are closed, slot after slot: kept, and not owed."""
    if all(risk.state != "closed" for risk in participation.risks):
        return []
    every = documents_of([participation.id], reader, VERSIONS, DECISIONS, only=true(), as_of=as_of)
    kept = [document for document in every if not is_owed(document)]
    return [Line(slot_of(own[0]), tuple(own)) for own in by_place(kept).values()]


def begun(reader: Actor | None) -> SQLColumnExpression[datetime | None]:
    """Of a Document beside its School: when the version that counts was begun, as in `Document.late_for`.

    The one sent last or the newest, of the versions that the reader may see.
    """
    own = select(Version.begun_at).where(Version.document_id == Document.id)
    own = own.where(version_is_seen(reader) if reader else true())
    of_it = Submission.version_id == Version.id, Submission.document_id == Document.id  # the second has the index
    sent = own.join(Submission, and_(*of_it)).order_by(Submission.id.desc()).limit(1)
    newest = own.order_by(Version.number.desc()).limit(1)
    of_both = func.coalesce(*(one.correlate(Document, School).scalar_subquery() for one in (sent, newest)))
    return case((of_both.is_not(None), func.coalesce(Document.first_begun_at, of_both)), else_=None)


def begun_at(participation_ids: list[int], reader: Actor | None) -> dict[int, datetime]:
    """The same by document; for lists, where the versions themselves would be dearest to read."""
    found = select(Document.id, begun(reader)).join(Document.participation).join(Participation.school)
    own = db.session.execute(found.where(Document.participation_id.in_(participation_ids)))
    return {key: moment for key, moment in own if moment}


WAITS = and_(Document.state == "submitted", OWED)  # sent, and still owed
QUEUE_LENGTH = Read(
    int,
    select(func.count(Document.id))
    .join(Participation, Participation.id == Document.participation_id)
    .join(School, School.id == Participation.school_id)
    .where(WAITS, REACHED),
)


def queue_length(actor: Actor) -> int:
    """How many documents wait for the curator; a page that has read the queue itself says it in `g`."""
    return g.queue_length if "queue_length" in g else QUEUE_LENGTH.one(**reach(actor, "document.decide"))


def matrix(cycle: OfYear, actor: Actor, as_of: AsOf, clause: ColumnElement[bool] = ALL) -> list[Row]:
    """Schools × concept documents: by school, then by column (concept, midterm, code of the direction)."""
    return by_column(schools_at(cycle, and_(within_reach(actor, "matrix.view"), clause), as_of), actor, as_of)


def by_column(schools: list[Participation], actor: Actor, as_of: AsOf = NOW) -> list[Row]:
    """The same of these schools."""
    return [
        (school, {line.slot.risk.direction.code if line.slot.risk else line.slot.kind: line for line in lines})
        for school, lines in kits(schools, actor, VERSIONS, SENT, as_of=as_of).items()
    ]


def school_with_risks(participation_id: int) -> Participation | None:
    """A school of a year with its directions, in one statement."""
    directions = joinedload(Participation.risks).joinedload(SchoolRisk.direction)
    own = select(Participation).where(Participation.id == participation_id).options(directions)
    return db.session.scalars(own).unique().first()


def bring(document_id: int) -> Document | None:
    """The document with its versions, sendings, decisions and remarks, for a page of it: two statements."""
    found = (
        select(Document, Version, Submission)
        .outerjoin(Version, Version.document_id == Document.id)
        .outerjoin(Submission, and_(Submission.version_id == Version.id, Submission.document_id == Document.id))
        .where(Document.id == document_id)
        .options(joinedload(Document.window), lazyload(Submission.version))
        .order_by(Version.number, Submission.id)
    )
    rows = db.session.execute(found).all()
    if not rows:
        return None
    document = rows[0][0]
    versions = list(dict.fromkeys(version for _, version, _ in rows if version))
    sendings = sorted((sent for *_, sent in rows if sent), key=lambda sent: sent.id)
    own = select(Decision).where(Decision.document_id == document_id).order_by(Decision.id)
    decisions = db.session.scalars(own.options(lazyload(Decision.version), joinedload(Decision.remarks))).unique().all()
    remarks = sorted((remark for one in decisions for remark in one.remarks), key=lambda remark: remark.id)
    whole = {"versions": versions, "submissions": sendings, "decisions": list(decisions), "remarks": remarks}
    show_as(document, whole)
    return document


def document_at(document: Document, reader: Actor | None, as_of: AsOf = NOW) -> Document | None:
    """The document with its remarks as it was and as the reader may see it; None when it was not there for them."""
    seen = restore_state_at(document, as_of) and as_seen(document, reader, as_of, whole=True)
    return restore_remarks_at(document, as_of) if seen else None


def sent_as_seen(document: Document, reader: Actor) -> Version | None:
    """The version that the curator was asked about last; None when the school has taken it back."""
    asked = document.sent
    return asked if document_at(document, reader) and asked in document.versions else None


def approved_at(document: Document) -> datetime:
    """When the version that stands was approved: not when the document came to its state."""
    said = [
        one.decided_at for one in document.decisions if one.verdict == "approve" and one.version is document.approved
    ]
    return said[-1] if said else document.state_since


def gone_at(document: Document) -> datetime:
    """When the school took back the version that the reader may not see any more; they may know it in the past too."""
    return next(
        (at for number, at in reversed(withdrawals(document.events, NOW)) if number == document.gone),
        document.state_since,
    )


def own_participation(cycle: Cycle, school_ids: list[int]) -> Participation | None:
    """The first school of the actor that takes part in the cycle."""
    found = participations(cycle, School.id.in_(school_ids))
    return found[0] if found else None
