"""What the page of the matrix shows: a page of its schools, and the totals of all of them by SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select

from app.directory.queries import within_reach
from app.documents.models import Document
from app.documents.queries import CONCEPT, OWED, Row, by_column, matrix
from app.documents.seen import is_seen
from app.extensions import db
from app.kernel.as_of import AsOf
from app.kernel.paging import Asked, Page
from app.permissions import Actor
from app.year.cycle.models import Cycle, Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import page_of_schools

Column = tuple[str, str]  # its key and its title
OF_EVERY_SCHOOL = ("concept", "Концепция развития"), ("midterm", "Среднесрочная программа")


@dataclass(frozen=True)
class Overview:
    """The rows of a page, the columns of all rows, and how many documents of all that are owed are approved."""

    rows: Sequence[Row]
    page: Page
    columns: list[Column]
    done: int
    owed: int


def overview(cycle: Cycle, actor: Actor, as_of: AsOf, clause: ColumnElement[bool], asked: Asked) -> Overview:
    """Of the schools that the clause on School lets through; the past is told by facts, so all of it is read."""
    if as_of.past:
        return _of(matrix(cycle, actor, as_of, clause), asked)
    clause = and_(within_reach(actor, "matrix.view"), clause)
    schools, page = page_of_schools(cycle, clause, asked)
    active, here = _active(cycle, clause), (Participation.cycle_id == cycle.id, Participation.left_on.is_(None), clause)
    done = select(func.count(Document.id)).join(Document.participation).join(Participation.school)
    stands = Document.stands, Document.trashed_at.is_(None), CONCEPT, OWED, is_seen(actor)
    return Overview(
        by_column(schools, actor),
        page,
        _columns((code, title) for code, title, _ in active),
        db.session.scalars(done.where(*here, *stands)).one(),
        len(OF_EVERY_SCHOOL) * page.total + sum(schools for *_, schools in active),
    )


def _active(cycle: Cycle, clause: ColumnElement[bool]) -> Sequence[tuple[str, str, int]]:
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


def _of(rows: list[Row], asked: Asked) -> Overview:
    page, lines = Page(len(rows), asked), [line for _, own in rows for line in own.values()]
    risks = [risk for school, _ in rows for risk in school.risks if risk.activated_at]
    active = sorted({risk.direction.code: risk.direction for risk in risks}.values(), key=lambda one: one.position)
    columns = _columns((one.code, one.short_title) for one in active)
    return Overview(page.part(rows), page, columns, sum(line.stands for line in lines), len(lines))


def _columns(directions: Iterable[Column]) -> list[Column]:
    return [*OF_EVERY_SCHOOL, *directions]
