"""Schools whose day has passed without what was due: by name, with what is missing and whom to call."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import in_force
from app.directory.reach import REACHED, Reach
from app.documents.models import Document
from app.kernel.reads import Read
from app.kernel.words import pluralize
from app.roles import Role
from app.year.cycle.models import EvidenceWindow, LatePermission, Participation, SchoolRisk
from app.year.cycle.rows import Year

DIALLED = "+0123456789"


class Lagging(NamedTuple):
    """A school, how many concept documents it has not handed in by their day, and evidence of how many directions by
    the days of their windows."""

    school_id: int
    school: str
    town_id: int
    town: str
    documents: int
    evidence: int

    @property
    def missing(self) -> str:
        """«3 документа комплекта, подтверждающие документы по 2 направлениям»."""
        many = pluralize(self.documents, "документ комплекта", "документа комплекта", "документов комплекта")
        of = pluralize(self.evidence, "направлению", "направлениям", "направлениям")
        said = (many if self.documents else "", f"подтверждающие документы по\u00a0{of}" if self.evidence else "")
        return ", ".join(filter(None, said))


@dataclass(frozen=True)
class Town:
    """A municipality with its late schools."""

    id: int
    name: str
    schools: Sequence[Lagging]


class Head(NamedTuple):
    """Whom to call about a school."""

    school_id: int
    name: str
    phone: str
    email: str

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.phone if sign in DIALLED)


def _handed(*of: ColumnElement[bool]) -> ColumnElement[bool]:
    """Something was sent and not returned, or stands."""
    there = or_(Document.state.in_(("submitted", "approved")), Document.standing_number.is_not(None))
    mine = Document.participation_id == Participation.id, Document.trashed_at.is_(None), there
    return select(Document.id).where(*mine, *of).correlate(Participation, SchoolRisk, EvidenceWindow).exists()


_active = SchoolRisk.participation_id == Participation.id, SchoolRisk.activated_at.is_not(None)
_programmes = select(func.count(SchoolRisk.id)).where(
    *_active, ~_handed(Document.kind == "antirisk", Document.school_risk_id == SchoolRisk.id)
)
_two = [case((_handed(Document.kind == kind), 0), else_=1) for kind in ("concept", "midterm")]
_documents = _two[0] + _two[1] + _programmes.correlate(Participation).scalar_subquery()
_permitted = select(LatePermission.id).where(
    LatePermission.participation_id == Participation.id,
    LatePermission.window_id == EvidenceWindow.id,
    LatePermission.until_on >= bindparam("today"),
)
_evidence = (
    select(func.count(SchoolRisk.id))
    .join(EvidenceWindow, EvidenceWindow.cycle_id == Participation.cycle_id)
    .where(*_active, EvidenceWindow.closes_on < bindparam("today"))
    .where(~_permitted.correlate(Participation, EvidenceWindow).exists())
    .where(~_handed(Document.school_risk_id == SchoolRisk.id, Document.window_id == EvidenceWindow.id))
    .correlate(Participation)
    .scalar_subquery()
)
_late = case((bindparam("documents_due") < bindparam("today"), _documents), else_=0)
LAGGING = Read(
    Lagging,
    select(School.id.label("school_id"), School.short_name.label("school"))
    .add_columns(Municipality.id.label("town_id"), Municipality.name.label("town"))
    .add_columns(_late.label("documents"), _evidence.label("evidence"))
    .join(Participation, Participation.school_id == School.id)
    .join(Municipality, Municipality.id == School.municipality_id)
    .where(Participation.cycle_id == bindparam("cycle_id"), Participation.left_on.is_(None), REACHED)
    .where(or_(_late > 0, _evidence > 0))
    .order_by(Municipality.position, Municipality.id, School.short_name, School.id),
)
HEADS = Read(
    Head,
    select(Grant.school_id, Person.name, Person.phone, Person.email)
    .join(Person, Person.id == Grant.person_id)
    .where(Grant.role == Role.SCHOOL, in_force(bindparam("day")))
    .where(Grant.school_id.in_(bindparam("schools", expanding=True)))
    .order_by(Grant.school_id, Person.name),
)


def towns_of(year: Year, reached: Reach, today: date) -> list[Town]:
    """By municipality, in their order; one statement."""
    due = year.days["concept_documents"].due_on
    found = LAGGING.all(cycle_id=year.id, today=today, documents_due=due, **reached)
    return [_town(list(own)) for _, own in groupby(found, key=lambda one: one.town_id)]


def _town(schools: Sequence[Lagging]) -> Town:
    return Town(schools[0].town_id, schools[0].town, schools)


def heads_of(schools: Iterable[Lagging], today: date) -> dict[int, list[Head]]:
    """Who leads each of these schools today; one statement."""
    found: dict[int, list[Head]] = defaultdict(list)
    for one in HEADS.all(schools=tuple(school.school_id for school in schools), day=today):
        found[one.school_id].append(one)
    return found
