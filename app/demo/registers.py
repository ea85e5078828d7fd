"""The registers of the demo year: what the beginning of the plan is proved by, told through the services."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from sqlalchemy import select

from app.demo.story import Act, at_hour
from app.extensions import db
from app.permissions import Actor
from app.plan.registers.models import Entry, ProjectEvent
from app.plan.registers.queries import present
from app.plan.registers.services import add, mark
from app.plan.registers.table import REGISTERS
from app.year.cycle.models import Cycle, Participation

# register, day, the fields of the row
ROWS = (
    ("events", date(2021, 12, 16), {"kind": "start", "title": "Совещание с МОУО о начале проекта (демо)", "link": ""}),
    ("letters", date(2021, 12, 17), {"subject": "contacts", "number": "17-2301"}),
    ("letters", date(2021, 12, 20), {"subject": "coordinators", "number": "17-2318"}),
    ("letters", date(2022, 2, 9), {"subject": "curators", "number": "17-214"}),
    ("letters", date(2022, 3, 1), {"subject": "plan", "number": "17-372"}),
    ("publications", date(2022, 3, 2), {"kind": "plan", "place": "portal", "title": "План-график (демо)"}),
    ("publications", date(2022, 3, 3), {"kind": "plan", "place": "oiro", "title": "План-график (демо)"}),
    ("publications", date(2022, 3, 4), {"kind": "news", "place": "portal", "title": "Начало проекта (демо)"}),
)
HOURS = (10, 12, 14, 15, 17, 9, 13)
KICKOFF = date(2022, 2, 18)
# How many schools, in the order of the cast, were at the kick-off.
PRESENT = 10


def of_registers(cycle: Cycle, schools: list[Participation], department: Actor) -> list[Act]:
    """Letters, publications, the first events; the kick-off with those who were there."""
    acts = [Act(of_day(day), partial(write, cycle, key, day, row, department)) for key, day, row in ROWS]
    there = Act(at_hour(ROWS[0][1], 18), partial(_first_meeting, cycle, department))
    return [*acts, there, Act(at_hour(KICKOFF, 16), partial(_kickoff, cycle, schools, department))]


def of_day(day: date) -> datetime:
    """Some hour of work, another one on another day."""
    return at_hour(day, HOURS[(day.day + day.month) % len(HOURS)], day.day * 7 % 60)


def write(cycle: Cycle, key: str, day: date, row: Mapping[str, str], department: Actor, at: datetime) -> Entry:
    """A row of a register, with what all rows of it have in the demo."""
    more = {"letters": {"addressee": "Федеральному координатору", "note": ""}}
    more["publications"] = {"link": "https://example.org/500"}
    return add(REGISTERS[key], cycle, {"on": day, **more.get(key, {}), **row}, department, at)


def _first_meeting(cycle: Cycle, department: Actor, at: datetime) -> None:
    """Whoever stands for a municipality was there."""
    event = db.session.scalars(select(ProjectEvent).filter_by(cycle_id=cycle.id, kind="start")).one()
    mark(event, {one.key: "viewer" for one in present(event).towns}, "list", department, at)


def _kickoff(cycle: Cycle, schools: list[Participation], department: Actor, at: datetime) -> None:
    words = {"kind": "kickoff", "title": "Установочный вебинар (демо)", "link": "https://example.org/webinar"}
    event = add(REGISTERS["events"], cycle, {"on": KICKOFF, **words}, department, at)
    assert isinstance(event, ProjectEvent)  # the register holds nothing else
    mark(event, {f"school-{school.id}": "viewer" for school in schools[:PRESENT]}, "list", department, at)
