"""Who reviews the schools of the first round: a fair share, one conflict that was allowed, one leave."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from app.demo import cast
from app.demo.oryol import MOSCOW
from app.demo.story import Act, workday
from app.directory.models import Municipality, Person
from app.expertise.assignments import leave_services, services
from app.extensions import db
from app.permissions import Actor
from app.year.cycle.models import Cycle, Participation, Stage
from app.year.cycle.queries import stages_of


def of_first_stage(cycle: Cycle, schools: list[Participation], lead: Actor, others: list[Person]) -> list[Act]:
    """What the head of the expertise does on the eighth working day of the story, within an hour."""
    stage, (second, third) = stages_of(cycle)[0], others
    number, reason = cast.OVERRIDDEN
    school = schools[number]
    town = db.session.scalars(select(Municipality.id).where(Municipality.code == cast.WORKPLACE)).one()
    starts_on, ends_on, why = cast.LEAVE
    acts = (
        lambda at: leave_services.state_workplace(third, None, town, lead, at),
        lambda at: services.assign(stage, {school: third}, {school.id: reason}, lead, at),
        lambda at: services.assign(stage, _proposed(stage, at), {}, lead, at),
        lambda at: leave_services.substitute(cycle, third, second, (starts_on, ends_on), why, "", lead, at),
    )
    start = datetime.combine(workday(8), time(9, 20), MOSCOW)
    return [Act(start + timedelta(minutes=12 * step), act) for step, act in enumerate(acts)]


def _proposed(stage: Stage, at: datetime) -> dict[Participation, Person]:
    return {school: db.session.get_one(Person, one.id) for school, one in services.propose(stage, at)[0].items()}
