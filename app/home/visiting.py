"""What of the schools waits for one person: appeals to answer, and a curator's steps before any document."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.directory.queries import within_reach
from app.documents.appeals.models import Appeal
from app.documents.appeals.queries import waiting
from app.kernel import clock
from app.kernel.reader import current_user
from app.permissions import Actor, can
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle, deadline
from app.year.profile.queries import Standing, standings
from app.year.profile.way import Way

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Duty:
    """A step about a school that the curator alone takes; `risk_id` names the factor to begin with."""

    standing: Standing
    title: str
    due_on: date
    risk_id: int = 0


@dataclass(frozen=True)
class SchoolsNow:
    """What of the schools waits for one person: appeals to answer, and a curator's first steps."""

    appeals: list[Appeal]
    duties: list[Duty]

    def __bool__(self) -> bool:
        return bool(self.appeals or self.duties)


def schools_now() -> SchoolsNow:
    """Of the signed-in person; the same few statements whatever their number."""
    cycle = current_cycle()
    asked = waiting(cycle, current_user) if can(current_user, "appeal.answer") else []
    own = duties_of(cycle, current_user, clock.today()) if can(current_user, "visit.record") else []
    return SchoolsNow(asked, own)


def duties_of(cycle: Cycle, actor: Actor, today: date) -> list[Duty]:
    """What is late or due soon, school after school; a constant number of statements."""
    due_on = deadline(cycle, "activation").due_on
    if today < due_on - SOON:
        return []
    schools = standings(cycle, within_reach(actor, "visit.record"))
    return [duty for one in schools for duty in _of(one, due_on)]


def _of(one: Standing, due_on: date) -> list[Duty]:
    found = [] if one.visit else [Duty(one, "Запишите первое посещение", due_on)]
    unseen = [risk for risk in one.school.risks if risk.state == "in_profile"]
    waiting = [risk for risk in one.school.risks if risk.state == "verified"]
    if unseen:
        found.append(Duty(one, "Проверьте факторы риска", due_on, unseen[0].id))
    elif waiting and not one.activated:
        found.append(Duty(one, "Активируйте направления", due_on, waiting[0].id))
    return found


def what_waits(one: Way) -> str:
    """What the school is told while its directions are not activated; '' when they are."""
    if one.activated:
        return ""
    if not one.factors:
        return "Факторы риска ещё не\u00a0записаны: их внесёт региональный координатор."
    return "Направления ещё не\u00a0активированы, ждём куратора: он проверит факторы риска и\u00a0запишет посещение."
