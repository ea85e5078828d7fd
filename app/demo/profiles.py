"""The risk profiles of the demo as acts: survey, file, receipt, visit, verification, activation."""

import io
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from app.archive.services import store_bytes
from app.demo import cast, files
from app.demo.oryol import MOSCOW
from app.demo.story import Act, needed
from app.extensions import db
from app.kernel import calendar
from app.permissions import Actor
from app.year.cycle.models import Participation, RiskDirection
from app.year.profile import decisions, services
from app.year.profile.models import RiskProfile
from app.year.profile.words import SIGNIFICANCE

SURVEYED = date(2022, 2, 4)
UPLOADED = date(2022, 2, 17)
VISITED = date(2022, 2, 25)


def of_surveys(schools: list[Participation], department: Actor) -> list[Act]:
    """All schools are marked at once on the last day of the survey."""
    return [Act(_at(SURVEYED, 16), lambda at: services.mark_surveys(schools, SURVEYED, department, at))]


def of_school(school: Participation, number: int, department: Actor, head: Actor, curator: Actor) -> list[Act]:
    """The region uploads, the school takes; the curator comes, verifies and activates."""
    tale = _Tale(school, number, department, head, curator)
    late = timedelta(minutes=11 * number)
    uploaded, taken = _at(UPLOADED, 14) + late, _at(UPLOADED + timedelta(days=1 + number % 4 * 2), 9) + late
    acts = [Act(uploaded, tale.upload), Act(taken, tale.take)]
    if number == cast.NOT_VISITED:
        return acts
    visited = _at(VISITED + timedelta(days=0 if number % 3 else 3), 10) + late
    return [*acts, Act(visited, tale.visit), Act(visited + timedelta(hours=3), tale.verify)]


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), MOSCOW)


class _Tale:
    """One school and its people."""

    def __init__(self, school: Participation, number: int, department: Actor, head: Actor, curator: Actor):
        self.school = school
        self.number = number
        self.department = department
        self.head = head
        self.curator = curator
        self.active = cast.SCHOOLS[number][2]
        self.others = {code: rest for code, *rest in cast.OTHER_FACTORS.get(number, ())}
        self.profile: RiskProfile | None = None

    def upload(self, at: datetime) -> None:
        levels = dict(zip(self.active, cast.SIGNIFICANCES, strict=False)) | {c: r[0] for c, r in self.others.items()}
        found = db.session.scalars(select(RiskDirection).where(RiskDirection.code.in_(levels)))
        directions = sorted(found, key=lambda one: list(levels).index(one.code))
        rows = [(one.title, SIGNIFICANCE[levels[one.code]].lower()) for one in directions]
        name = self.school.school.short_name
        kept = store_bytes(io.BytesIO(files.risk_profile(name, rows)))
        self.profile = services.upload_profile(self.school, kept, f"РПШ {name}.pdf", self.department, at)
        services.name_factors(self.school, {one.id: levels[one.code] for one in directions}, self.department, at)

    def take(self, at: datetime) -> None:
        services.take(needed(self.profile), self.head, at)

    def visit(self, at: datetime) -> None:
        form, participants, note = cast.VISITS[self.number % len(cast.VISITS)]
        services.record_visit(self.school, calendar.local(at).date(), form, participants, note, self.curator, at)

    def verify(self, at: datetime) -> None:
        for turn, risk in enumerate(self.school.risks):
            code = risk.direction.code
            verdict, reason = self.others[code][1:] if code in self.others else cast.ANSWERS[turn % len(cast.ANSWERS)]
            decisions.verify(risk, verdict, reason, self.curator, at)
            if code in self.active:
                decisions.activate(risk, self.curator, at)
        db.session.expire(self.school)
