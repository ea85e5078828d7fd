"""What every way of counting stands on: the year, the day, its windows and stages; and clauses on schools."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from sqlalchemy import (
    ColumnElement,
    ColumnExpressionArgument,
    ScalarSelect,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import asked, in_force
from app.documents.models import Document
from app.plan.indicators.values import Ahead
from app.roles import Role
from app.year.cycle.models import Cycle, EvidenceWindow, Participation, SchoolRisk, Stage
from app.year.cycle.queries import stages_of, windows

OfSchool = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]


@dataclass(frozen=True)
class Scene:
    """A year on a day."""

    cycle: Cycle
    day: date

    @cached_property
    def windows(self) -> list[EvidenceWindow]:
        """The windows of evidence (item 12)."""
        return windows(self.cycle)

    @cached_property
    def stages(self) -> list[Stage]:
        """The stages of expertise (item 30)."""
        return stages_of(self.cycle)

    @property
    def half_years(self) -> list[tuple[str, date, date]]:
        """Name, first and last day of both halves of the year."""
        year = self.cycle.year
        return [
            ("первое полугодие", date(year, 1, 1), date(year, 6, 30)),
            ("второе полугодие", date(year, 7, 1), date(year, 12, 31)),
        ]

    @property
    def quarters(self) -> list[tuple[str, date, date]]:
        """Name, first day and the day after the last of the four quarters."""
        starts = [date(self.cycle.year, month, 1) for month in (1, 4, 7, 10)]
        ends = [*starts[1:], date(self.cycle.year + 1, 1, 1)]
        return [(f"{at}-й\u00a0квартал", *span) for at, span in enumerate(zip(starts, ends, strict=True), 1)]

    def ahead(self, name: str, first: date) -> Ahead | None:
        """The period when it has not begun by the day."""
        return Ahead(name, first) if first > self.day else None

    @property
    def in_project(self) -> ColumnElement[bool]:
        """The denominator of every «100 % ОО»: schools that take part on the day (§11.4)."""
        here = or_(Participation.left_on.is_(None), Participation.left_on > self.day)
        return and_(Participation.cycle_id == self.cycle.id, here)

    @cached_property
    def schools(self) -> ScalarSelect[int]:
        """How many those are: most measures ask, the database answers once."""
        return self.counted(true())

    @cached_property
    def leading(self) -> ColumnElement[bool]:
        """A person leads a school of the project on the day; who only stands in is not asked."""
        own = select(Grant.person_id).join(Participation, Participation.school_id == Grant.school_id)
        on_the_day = in_force(self.day), asked(self.day)
        return Person.id.in_(own.where(self.in_project, Grant.role == Role.CURATOR, *on_the_day))

    @cached_property
    def curators(self) -> ScalarSelect[int]:
        """How many those are."""
        return select(func.count(Person.id)).where(self.leading).scalar_subquery()

    @cached_property
    def taking_part(self) -> ColumnElement[bool]:
        """A municipality has a school in the project."""
        own = select(School.municipality_id).join(Participation, Participation.school_id == School.id)
        return Municipality.id.in_(own.where(self.in_project))

    @cached_property
    def towns(self) -> ScalarSelect[int]:
        """How many those are."""
        return select(func.count(Municipality.id)).where(self.taking_part).scalar_subquery()

    def counted(self, done: ColumnElement[bool]) -> ScalarSelect[int]:
        """How many of them the clause holds for; the same clause is the same question."""
        found = select(func.count(Participation.id)).where(self.in_project, done)
        return self._counted.setdefault(done, found.scalar_subquery())

    @cached_property
    def _counted(self) -> dict[ColumnElement[bool], ScalarSelect[int]]:
        return {}


def has(school: OfSchool, *clauses: ColumnExpressionArgument[bool]) -> ColumnElement[bool]:
    """There is a row about the school, by its column: a set that the database makes once, not a question for each."""
    return Participation.id.in_(select(school).where(*clauses))


def document(kind: str, states: tuple[str, ...]) -> ColumnElement[bool]:
    """The school has the document in one of the states, or an approved version of it stands."""
    return has(Document.participation_id, Document.kind == kind, is_in(states))


def is_in(states: tuple[str, ...]) -> ColumnElement[bool]:
    """A clause on Document; what stands counts as approved while a newer version is being made."""
    return or_(Document.state.in_(states), Document.stands)


ACTIVATED = has(SchoolRisk.participation_id, SchoolRisk.state == "activated")


def each_direction(*clauses: ColumnExpressionArgument[bool]) -> ColumnElement[bool]:
    """There is an activated direction, and every one of them has such a document."""
    covered = select(Document.school_risk_id).where(Document.school_risk_id.is_not(None), *clauses)
    lacking = func.sum(case((SchoolRisk.id.in_(covered), 0), else_=1))
    activated = select(SchoolRisk.participation_id).where(SchoolRisk.state == "activated")
    return Participation.id.in_(activated.group_by(SchoolRisk.participation_id).having(lacking == 0))


@cache
def whole_set(states: tuple[str, ...]) -> ColumnElement[bool]:
    """Concept, programme and an anti-risk programme for each activated direction (domain.md, point 5)."""
    antirisk = each_direction(Document.kind == "antirisk", is_in(states))
    return and_(antirisk, document("concept", states), document("midterm", states))


def held(role: Role, day: date, *clauses: ColumnElement[bool]) -> ColumnElement[bool]:
    """Somebody holds the role on the day."""
    return exists(select(Grant.id).where(Grant.role == role, in_force(day), *clauses))
