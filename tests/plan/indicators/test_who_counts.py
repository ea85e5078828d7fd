"""Who moves which indicator: teachers, those who were at an event, those who lead and coordinate."""

from datetime import date

import pytest
from sqlalchemy import select

from app.directory.models import Grant, Person
from app.extensions import db
from app.plan.registers import models
from app.roles import Role
from app.year.cycle.models import Participation
from tests.plan.indicators.moving import ASKED, DAY, FEBRUARY, NOON, ONE, entered, moves, person_id, town_id


def test_of_teachers_the_numbers_of_the_last_day_count(cycle):
    with moves(cycle, {(17, 0): (5, 9), (17, 1): ONE}):
        for day, trained in ((date(2022, 5, 2), 5), (date(2022, 5, 1), 8)):
            entered(models.TeacherTraining, cycle.id, day, participation_id=1, needed=9, trained=trained)


@pytest.mark.parametrize(
    ("kind", "day", "who", "expected"),
    [
        ("kickoff", FEBRUARY, {"participation_id": 12}, {(18, 0): ONE}),
        ("kickoff", FEBRUARY, {"participation_id": 1}, {}),  # was there already
        ("webinar", date(2022, 6, 30), {"participation_id": 1}, {(19, 0): ONE}),
        ("webinar", date(2022, 7, 1), {"participation_id": 1}, {(19, 2): ONE}),
        ("results", date(2022, 1, 1), {"participation_id": 1}, {(19, 0): ONE}),
        ("webinar", date(2022, 12, 31), {"person_id": "curator"}, {(19, 3): ONE}),
        ("webinar", date(2022, 6, 30), {"person_id": "curator"}, {(19, 1): ONE}),
        ("webinar", date(2022, 6, 30), {"person_id": "department"}, {}),
        ("meeting", FEBRUARY, {"person_id": "department"}, {(23, 0): (1, 1)}),
        ("meeting", FEBRUARY, {"person_id": "curator"}, {(23, 0): ASKED}),
        ("rumo", FEBRUARY, {"participation_id": 1}, {(20, 0): ONE}),
    ],
)
def test_who_was_there(cycle, kind, day, who, expected):
    with moves(cycle, expected):
        attend(entered(models.ProjectEvent, cycle.id, day, kind=kind, title="Т"), **who)


@pytest.mark.parametrize(("kind", "number"), [("vks", 22), ("exchange", 27)])
def test_everybody_at_each_event(cycle, kind, number):
    """Twelve schools and four curators at one; at a second one only the first school, which spoke there."""
    schools, curators = list(db.session.scalars(select(Participation.id).order_by(Participation.id))), leading()
    spoke = {(27, 3): ONE} if kind == "exchange" else {}
    with moves(cycle, {(number, 0): (12, 0), (number, 1): (4, 0), (number, 2): (1, 1)}):
        everybody_at(entered(models.ProjectEvent, cycle.id, kind=kind, title="Т"), schools, curators)
    with moves(cycle, {(number, 0): (1, 0), (number, 2): (1, 2)} | spoke):
        everybody_at(entered(models.ProjectEvent, cycle.id, kind=kind, title="Т"), schools, curators)
        second = entered(models.ProjectEvent, cycle.id, kind=kind, title="Т")
        attend(second, participation_id=schools[0], part="speaker")


def test_who_leads_and_who_coordinates(cycle):
    led = select(Grant).where(Grant.role == Role.CURATOR, Grant.person_id == person_id("curator")).order_by(Grant.id)
    with moves(cycle, {(4, 0): (-1, 0), (7, 0): (-1, 0)}):
        db.session.scalars(led).first().ends_on = date(2022, 9, 14)
    with moves(cycle, {}):
        db.session.scalars(led).first().ends_on = DAY
    asked = dict.fromkeys(((7, 2), (19, 1), (19, 3), (22, 1), (27, 1)), ASKED)
    with moves(cycle, {(7, 0): (-1, 0)}):  # who begins tomorrow is a candidate, and leads nobody yet
        own = db.session.scalars(led).first()
        own.ends_on = date(2022, 9, 14)
        grant = Grant(role=Role.CURATOR, school_id=own.school_id, starts_on=date(2022, 9, 16))
        db.session.add(Person(name="Кандидат (демо)", email="candidate@example.org", grants=[grant]))
    for starts_on, expected in ((DAY, asked), (date(2022, 9, 16), {})):
        with moves(cycle, expected, starts_on):
            first = db.session.get(Participation, 1).school_id
            grant = Grant(role=Role.CURATOR, school_id=first, starts_on=starts_on)
            db.session.add(Person(name="Новый (демо)", email="new@example.org", grants=[grant]))
    with moves(cycle, {(5, 0): (1, 0)}):
        grant = Grant(role=Role.MUNICIPAL, municipality_id=town_id("kromy"), starts_on=DAY)
        db.session.add(Person(name="Новый (демо)", email="new@example.org", grants=[grant]))


@pytest.mark.parametrize(
    ("kind", "starts_on", "ends_on", "expected"),
    [
        ("start", date(2022, 3, 1), None, {(1, 0): ONE, (1, 1): ONE, (5, 0): ONE}),  # appointed after the meeting
        ("start", date(2021, 1, 1), FEBRUARY, {(1, 0): ONE, (1, 1): ONE}),
        ("start", date(2021, 1, 1), date(2022, 2, 14), {(1, 0): ONE}),
        ("meeting", date(2021, 1, 1), None, {(5, 0): ONE, (23, 0): ASKED}),
    ],
)
def test_a_municipality_was_at_the_first_meeting_when_somebody_of_it_was(cycle, kind, starts_on, ends_on, expected):
    with moves(cycle, expected):
        grant = Grant(role=Role.MUNICIPAL, municipality_id=town_id("kromy"), starts_on=starts_on, ends_on=ends_on)
        db.session.add(person := Person(name="Кромской (демо)", email="kromy@example.org", grants=[grant]))
        db.session.flush()
        attend(entered(models.ProjectEvent, cycle.id, kind=kind, title="Т"), person_id=person.id)


def attend(event, part: str = "viewer", **who) -> None:
    if isinstance(who.get("person_id"), str):
        who["person_id"] = person_id(who["person_id"])
    row = models.Attendance(event=event, part=part, source="list", recorded_by_id=1, recorded_at=NOON, **who)
    db.session.add(row)


def everybody_at(event, schools: list[int], curators: list[int]) -> None:
    for school in schools:
        attend(event, participation_id=school)
    for curator in curators:
        attend(event, person_id=curator)


def leading() -> list[int]:
    return list(db.session.scalars(select(Grant.person_id).where(Grant.role == Role.CURATOR).distinct()))
