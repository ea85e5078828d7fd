"""Reads of the search: how many, which, in which words; never more than the reader may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import CTE, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.directory.models import School
from app.directory.queries import within_reach, within_sight
from app.documents.checks.models import VersionText
from app.documents.checks.queries import reports_of
from app.documents.checks.report import Report
from app.documents.kit import slot_of
from app.documents.models import Document, Remark, Version
from app.extensions import db
from app.kernel.paging import FIRST, SIZE, Asked, Page
from app.kernel.quotes import quoted
from app.permissions import Actor
from app.search.excerpt import Piece, excerpt, marked
from app.search.index import index
from app.search.models import KINDS, Entry
from app.search.question import Question, Term
from app.year.cycle.models import Participation

AT_FIRST = 10  # of each kind when all kinds are shown


@dataclass(frozen=True)
class Answer:
    """One line of the page: what was found, where it is, and the passage that was meant."""

    thing: School | Version | Remark
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...] = ()
    section: str = ""
    participation_id: int | None = None
    recognised: bool = False  # words of a scan, as a program has read them


@dataclass(frozen=True)
class Group:
    """The answers of a kind; `page` says which of how many."""

    kind: str
    page: Page
    answers: list[Answer]


@dataclass(frozen=True)
class Found:
    """What the page shows of a question."""

    counts: dict[str, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(self.counts.values())


def found(question: Question, actor: Actor, kind: str = "", asked: Asked = FIRST) -> Found:
    """The counts of every kind, and a page of one kind or the first of each, the newest first; a constant number of
    reads.
    """
    if not question.terms:
        return Found()
    seen = _seen(question.terms, actor).cte("seen")
    shown, size, asked = ((kind,), SIZE, asked) if kind in KINDS else (KINDS, AT_FIRST, FIRST)
    start = size * max(asked.number - 1, 0)
    counts, newest = _read(seen, shown, size, start)
    pages = {
        one: Page(counts[one], Asked(asked.number if kind in KINDS else 1), size) for one in shown if one in counts
    }
    if kind in pages and pages[kind].start != start:  # there is no such page: the last one is shown
        counts, newest = _read(seen, shown, size, pages[kind].start)
    groups = [Group(one, pages[one], _answers(one, newest[one], question.terms)) for one in shown if one in newest]
    return Found(counts, groups)


def _seen(terms: Sequence[Term], actor: Actor) -> Select:
    """The entries that hold the terms, for the reader's eyes; what was taken back or thrown away is not there.

    Each condition is a small set that the database makes once, and not a question about every entry.
    """
    dropped = select(Remark.id).where(Remark.state == "dropped")
    placed = select(Version.id).join(Version.document).join(Document.participation).join(Participation.school)
    # What was sent is for everybody who reaches it: only the few other versions are asked one by one.
    closed = placed.where(Version.standing != "sent", ~within_sight(actor, "document.view", Version.audience))
    trashed = select(Version.id).join(Version.document).where(Document.trashed_at.is_not(None))
    gone = or_(
        and_(Entry.kind == "remark", Entry.subject_id.in_(dropped)),
        and_(Entry.kind == "version", or_(Entry.subject_id.in_(trashed), Entry.subject_id.in_(closed))),
    )
    reached = select(School.id).where(within_reach(actor, "document.view"))
    found = Entry.id.in_(index().holding(terms)), Entry.school_id.in_(reached), ~gone
    return select(Entry.id, Entry.kind, Entry.subject_id, Entry.dated_at).where(*found)


def _read(seen: CTE, shown: Sequence[str], most: int, start: int) -> tuple[dict[str, int], dict[str, list[int]]]:
    """How many there are of each kind, and the newest of those that are shown: one statement asks the index once."""
    columns = seen.c.kind, seen.c.dated_at, seen.c.id, seen.c.subject_id
    of_kind = {one: select(literal(0).label("total"), *columns).where(seen.c.kind == one) for one in shown}
    order = (seen.c.dated_at.desc(), seen.c.id.desc())
    newest = [select(one.order_by(*order).limit(most).offset(start).subquery()) for one in of_kind.values()]
    counted = select(func.count(), seen.c.kind, func.max(seen.c.dated_at), literal(0), literal(0)).group_by(seen.c.kind)
    rows = db.session.execute(union_all(counted, *newest)).all()
    counts = {kind: total for total, kind, *_ in rows if total}
    ids: dict[str, list[int]] = {}
    for _, kind, _, _, subject in sorted((row for row in rows if not row[0]), key=_age, reverse=True):
        ids.setdefault(kind, []).append(subject)
    return {kind: counts[kind] for kind in KINDS if kind in counts}, ids


def _age(row: Sequence) -> tuple[float, int]:
    _, _, dated_at, key, _ = row
    return dated_at.timestamp() if dated_at else 0, key


def _answers(kind: str, ids: list[int], terms: Sequence[Term]) -> list[Answer]:
    answers = {answer.thing.id: answer for answer in ANSWERS[kind](ids, terms)}
    return [answers[one] for one in ids if one in answers]


def _schools(ids: Sequence[int], terms: Sequence[Term]) -> list[Answer]:
    joined = select(Participation.school_id, func.max(Participation.id)).where(Participation.school_id.in_(ids))
    kits = dict(db.session.execute(joined.group_by(Participation.school_id)).all())
    schools = db.session.scalars(select(School).where(School.id.in_(ids)))
    return [Answer(one, marked(one.short_name, terms), participation_id=kits.get(one.id)) for one in schools]


def _versions(ids: Sequence[int], terms: Sequence[Term]) -> list[Answer]:
    versions = (
        select(Version, VersionText.text)
        .outerjoin(VersionText, VersionText.version_id == Version.id)
        .where(Version.id.in_(ids))
        .options(
            joinedload(Version.document).options(
                joinedload(Document.window), selectinload(Document.versions), selectinload(Document.submissions)
            )
        )
    )
    reports = reports_of(ids)
    return [
        _version(version, text or "", reports.get(version.id), terms) for version, text in db.session.execute(versions)
    ]


def _version(version: Version, text: str, report: Report | None, terms: Sequence[Term]) -> Answer:
    sections = [one for one in report.findings if one.where.startswith("«")] if report else []
    headings = [(one.where[1:-1], one.title) for one in sections if one.key != "risk_name"]
    passage, section = excerpt(text, terms, headings)
    title, recognised = marked(slot_of(version.document).title, terms), bool(report and report.recognised)
    return Answer(version, title, passage, section, recognised=recognised)


def _remarks(ids: Sequence[int], terms: Sequence[Term]) -> list[Answer]:
    remarks = (
        select(Remark)
        .where(Remark.id.in_(ids))
        .options(joinedload(Remark.document).joinedload(Document.window), joinedload(Remark.decision))
    )
    return [_remark(remark, terms) for remark in db.session.scalars(remarks)]


def _remark(remark: Remark, terms: Sequence[Term]) -> Answer:
    said = f"{quoted(remark.quote)}: {remark.text}" if remark.quote else remark.text
    passage, _ = excerpt(said, terms)
    title = marked(slot_of(remark.document).title, terms)
    return Answer(remark, title, passage or (Piece(said[:200], False),), remark.section)


ANSWERS: dict[str, Callable[[Sequence[int], Sequence[Term]], list[Answer]]] = {
    "school": _schools,
    "version": _versions,
    "remark": _remarks,
}


def replaced(version: Version) -> bool:
    """True when neither the curator nor the school stands on it any more: a newer one does."""
    document = version.document
    return version not in (document.latest, document.sent)


def dated(answer: Answer) -> datetime:
    """When the version was uploaded or the remark was made; LookupError of a school, which has no such moment."""
    match answer.thing:
        case Version():
            return answer.thing.uploaded_at
        case Remark():
            return answer.thing.decision.decided_at
    raise LookupError("a school has no moment")
