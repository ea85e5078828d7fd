"""What is counted of a whole fixed set: kept until the journal goes on, so that its page reads only what it shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from app.documents.kit import slot_of
from app.documents.models import Document, Submission
from app.documents.queries import OWED
from app.expertise import queries, rules, zones
from app.expertise.lines import Line, lines_of
from app.expertise.seen import as_seen
from app.extensions import db
from app.journal.kept import kept
from app.year.cycle.models import Participation, Stage


class Waits(NamedTuple):
    """A line that waits for a word."""

    id: int
    participation_id: int


@dataclass(frozen=True)
class Counted:
    """Schools, the documents that were there, schools by outcome; what waits, and how many schools wait for nothing."""

    schools: int
    documents: int
    outcomes: Counter[str]
    left: Sequence[Waits]
    done: int
    begun: bool


class Standing(NamedTuple):
    """Before the freeze: schools that take part, and their documents that are there."""

    schools: int
    documents: int


class Later(NamedTuple):
    """A sending that came after the set was fixed."""

    document_id: int
    school: str
    title: str
    number: int
    sent_at: datetime


class Late(NamedTuple):
    """How many documents came after the set was fixed, and the first sendings of them."""

    documents: int
    sendings: tuple[Later, ...]


def counted(stage: Stage, without: frozenset[int]) -> Counted:
    """As a reader may see it who does not know the regional word of some lines."""
    return kept(f"counted_{stage.id}", (without,), lambda: _counted(as_seen(lines_of(stage), without)))


def _counted(lines: Sequence[Line]) -> Counted:
    schools = [list(own) for _, own in groupby(lines, key=lambda line: line.participation_id)]
    left = [line for line in lines if rules.outcome(line) == "not_started"]
    return Counted(
        len(schools),
        sum(line.presented for line in lines if line.kind != "set"),
        Counter(map(zones.school_outcome, schools)),
        tuple(Waits(line.id, line.participation_id) for line in left),
        len(schools) - len({line.participation_id for line in left}),
        any(line.results for line in lines),
    )


def standing(stage: Stage, looked_at: ColumnElement[bool]) -> Standing:
    """Of the documents that the stage looks at, which the clause on Document says."""
    return kept(f"standing_{stage.id}", (), lambda: _standing(stage.cycle_id, looked_at))


def _standing(cycle_id: int, looked_at: ColumnElement[bool]) -> Standing:
    here = Participation.cycle_id == cycle_id, Participation.left_on.is_(None)
    schools = select(func.count()).select_from(Participation).where(*here)
    presented = or_(Document.stands, Document.state.not_in(("draft", "withdrawn")))
    documents = select(func.count()).select_from(Document).join(Document.participation)
    documents = documents.where(*here, Document.trashed_at.is_(None), OWED, looked_at, presented)
    return Standing(*db.session.execute(select(schools.scalar_subquery(), documents.scalar_subquery())).one())


def late(stage: Stage) -> Late:
    """What is not part of the stage."""
    return kept(f"late_{stage.id}", (), lambda: _late(stage))


def _late(stage: Stage) -> Late:
    fixed = queries.frozen(stage)
    documents = queries.late_count(stage, fixed) if fixed else 0
    sendings = queries.late_documents(stage, fixed) if fixed and documents else []
    return Late(documents, tuple(_later(one) for one in sendings))


def _later(sent: Submission) -> Later:
    school = sent.document.participation.school.short_name
    return Later(sent.document_id, school, slot_of(sent.document).title, sent.version.number, sent.sent_at)
