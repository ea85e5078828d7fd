"""Where a school stands with its profile, as plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from app.directory.models import School as Schools
from app.directory.reach import REACHED, Reach
from app.kernel.reads import Read
from app.year.cycle.models import Participation, RiskDirection, SchoolRisk
from app.year.cycle.rows import Direction, Member, Risk, School, Year
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile, Survey
from app.year.profile.way import Way


class Facts(NamedTuple):
    """What has happened so far: when the newest file came, whether it and any file at all was taken, and the rest."""

    uploaded_at: datetime | None
    taken: bool
    received: bool
    surveyed: bool
    visited: bool


@dataclass(frozen=True)
class Stand(Way):
    """A school on its way, with what has happened."""

    school: Member
    facts: Facts

    @property
    def waiting_file(self) -> datetime | None:
        """When the file came that the school has not taken."""
        return None if self.facts.taken else self.facts.uploaded_at


class _Row(NamedTuple):
    """A school with one of its factors, or with none: then its `risk_id` is None."""

    id: int
    school_id: int
    signer_id: int | None
    short_name: str
    municipality_id: int
    uploaded_at: datetime | None
    taken: bool
    received: bool
    surveyed: bool
    visited: bool
    risk_id: int | None
    state: str
    activated_at: datetime | None
    direction_id: int
    code: str
    title: str
    short_title: str

    @property
    def risk(self) -> Risk:
        """The factor."""
        direction = Direction(self.direction_id, self.code, self.title, self.short_title)
        return Risk(self.risk_id or 0, self.state, self.activated_at, direction)


_FILES = RiskProfile.participation_id == Participation.id
_NEWEST = select(func.max(RiskProfile.id)).where(_FILES).correlate(Participation).scalar_subquery()
_TAKEN = select(ProfileReceipt.id).join(RiskProfile, RiskProfile.id == ProfileReceipt.profile_id).where(_FILES)
STANDS = Read(
    _Row,
    select(Participation.id, Participation.school_id, Participation.signer_id)
    .add_columns(Schools.short_name, Schools.municipality_id)
    .add_columns(RiskProfile.uploaded_at, ProfileReceipt.id.is_not(None).label("taken"))
    .add_columns(_TAKEN.correlate(Participation).exists().label("received"))
    .add_columns(select(Survey.id).where(Survey.participation_id == Participation.id).exists().label("surveyed"))
    .add_columns(select(FirstVisit.id).where(FirstVisit.participation_id == Participation.id).exists().label("visited"))
    .add_columns(SchoolRisk.id.label("risk_id"), SchoolRisk.state, SchoolRisk.activated_at)
    .add_columns(SchoolRisk.direction_id, RiskDirection.code, RiskDirection.title, RiskDirection.short_title)
    .join(Schools, Schools.id == Participation.school_id)
    .outerjoin(RiskProfile, RiskProfile.id == _NEWEST)
    .outerjoin(ProfileReceipt, ProfileReceipt.profile_id == RiskProfile.id)
    .outerjoin(SchoolRisk, SchoolRisk.participation_id == Participation.id)
    .outerjoin(RiskDirection, RiskDirection.id == SchoolRisk.direction_id)
    .where(Participation.cycle_id == bindparam("cycle_id"), Participation.left_on.is_(None))
    .where(REACHED)
    .order_by(Schools.municipality_id, Schools.short_name, Participation.id, SchoolRisk.id),
)


def stands_of(year: Year, schools: Sequence[int]) -> list[Stand]:
    """Those of these schools that take part in the year, in the order of lists; one statement."""
    return stands_within(year, Reach(everywhere=False, schools=tuple(schools), towns=()))


def stands_within(year: Year, reached: Reach) -> list[Stand]:
    """The same of the schools that somebody reaches."""
    found = STANDS.all(cycle_id=year.id, **reached)
    return [_stand(list(own)) for _, own in groupby(found, key=lambda row: row.id)]


def _stand(rows: list[_Row]) -> Stand:
    one = rows[0]
    school = School(one.school_id, one.short_name, one.municipality_id)
    risks = tuple(row.risk for row in rows if row.risk_id)
    member = Member(one.id, one.school_id, one.signer_id, school, risks)
    return Stand(member, Facts(one.uploaded_at, one.taken, one.received, one.surveyed, one.visited))
