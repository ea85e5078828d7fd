"""What the page of the matrix shows: a page of its schools, and the totals of all of them by SQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select, true

from app.directory.narrowing import Narrow
from app.directory.queries import within_reach
from app.directory.reach import whole_region
from app.documents.filed import FiledLine, filed, lines_of
from app.documents.kit import SlotOf, concept_slots
from app.documents.models import Document
from app.documents.owing import owing
from app.documents.queries import CONCEPT, OWED, Line, matrix
from app.documents.queries import Row as Told
from app.documents.seen import VIEW, is_seen
from app.extensions import db
from app.journal.kept import kept
from app.kernel.as_of import AsOf
from app.kernel.paging import Asked, Page
from app.permissions import Actor
from app.year.cycle.listed import Listed, listed, told
from app.year.cycle.models import EvidenceWindow, Participation, RiskDirection, SchoolRisk
from app.year.cycle.rows import OfYear, Risk

Column = tuple[str, str]  # its key and its title
Row = tuple[Listed, Mapping[str, FiledLine] | Mapping[str, Line]]  # a school of the matrix: by the column
OF_EVERY_SCHOOL = ("concept", "Концепция развития"), ("midterm", "Среднесрочная программа")


@dataclass(frozen=True)
class Overview:
    """The rows of a page, the columns of all rows, and how many documents of all that are owed are approved."""

    rows: Sequence[Row]
    page: Page
    columns: list[Column]
    done: int
    owed: int


def overview(cycle: OfYear, actor: Actor, as_of: AsOf, narrow: Narrow, asked: Asked, late: bool = False) -> Overview:
    """Of the schools that are not narrowed away, or of those of them that owe documents (`late`); the past is told by
    facts, so all of it is read.
    """
    if as_of.past:
        return _of(matrix(cycle, actor, as_of, narrow.clause), asked)
    clause = and_(within_reach(actor, "matrix.view"), narrow.clause, owing(cycle.id) if late else true())
    schools, page = listed(cycle.id, clause, asked)
    whole = None if narrow or late else whole_region(actor, "matrix.view", VIEW)
    totals = partial(_totals, cycle, actor, clause)
    found = totals() if whole is None else kept("matrix", (cycle.id, whole), totals)
    columns = _columns((code, title) for code, title, _ in found.active)
    owed = len(OF_EVERY_SCHOOL) * page.total + sum(schools for *_, schools in found.active)
    return Overview(_rows(schools, actor), page, columns, found.done, owed)


class _Totals(NamedTuple):
    """The directions that somebody has activated, and how many of the documents that are owed stand."""

    active: Sequence[tuple[str, str, int]]
    done: int


def _totals(cycle: OfYear, reader: Actor, clause: ColumnElement[bool]) -> _Totals:
    return _Totals(_active(cycle, clause), _done(cycle, reader, clause))


def _rows(schools: Sequence[Listed], reader: Actor) -> list[Row]:
    found = filed([school.id for school in schools], reader, CONCEPT)
    every = ((school, lines_of(concept_slots(school.risks), found[school.id])) for school in schools)
    return [(school, {_column(line.slot): line for line in lines}) for school, lines in every]


def _column(slot: SlotOf[Risk, EvidenceWindow]) -> str:
    return slot.risk.direction.code if slot.risk else slot.kind


def _done(cycle: OfYear, reader: Actor, clause: ColumnElement[bool]) -> int:
    """How many of the documents that are owed stand."""
    done = select(func.count(Document.id)).join(Document.participation).join(Participation.school)
    here = Participation.cycle_id == cycle.id, Participation.left_on.is_(None), clause
    stands = Document.stands, Document.trashed_at.is_(None), CONCEPT, OWED, is_seen(reader)
    return db.session.scalars(done.where(*here, *stands)).one()


def _active(cycle: OfYear, clause: ColumnElement[bool]) -> Sequence[tuple[str, str, int]]:
    """The directions that somebody has activated, in their order: code, title, how many schools."""
    found = (
        select(RiskDirection.code, RiskDirection.short_title, func.count())
        .join(SchoolRisk, SchoolRisk.direction_id == RiskDirection.id)
        .join(SchoolRisk.participation)
        .join(Participation.school)
        .where(Participation.cycle_id == cycle.id, Participation.left_on.is_(None), clause)
        .where(SchoolRisk.activated_at.is_not(None))
        .group_by(RiskDirection.id)
        .order_by(RiskDirection.position)
    )
    return [(code, title, schools) for code, title, schools in db.session.execute(found)]


def _of(rows: list[Told], asked: Asked) -> Overview:
    page, lines = Page(len(rows), asked), [line for _, own in rows for line in own.values()]
    risks = [risk for school, _ in rows for risk in school.risks if risk.activated_at]
    active = sorted({risk.direction.code: risk.direction for risk in risks}.values(), key=lambda one: one.position)
    columns = _columns((one.code, one.short_title) for one in active)
    shown = [(told(school), own) for school, own in page.part(rows)]
    return Overview(shown, page, columns, sum(line.stands for line in lines), len(lines))


def _columns(directions: Iterable[Column]) -> list[Column]:
    return [*OF_EVERY_SCHOOL, *directions]
