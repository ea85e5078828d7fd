"""Row by row, what moves which indicator, told by hand: item and place of the measure → how much part and whole grow.

Whatever is not named stays, so that a row of another kind, town, day or year proves nothing.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from flask import current_app
from sqlalchemy import delete, select

from app.directory.models import Grant, Municipality, Person
from app.documents.models import Document
from app.extensions import db
from app.plan.indicators.reading import values
from app.plan.items import items_of
from app.plan.monitoring_services import take
from app.plan.registers import models
from app.plan.registers.words import EVENTS, LETTERS, PUBLICATIONS
from app.roles import Role
from app.year.cycle.models import Cycle, Monitoring, Participation, SchoolRisk
from app.year.cycle.queries import current_cycle
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile, Survey
from tests.plan.execution.test_execution import actor

DAY, NOON = date(2022, 9, 15), datetime(2022, 9, 15, 9, tzinfo=UTC)
FEBRUARY = date(2022, 2, 15)
ONE, ASKED = (1, 0), (0, 1)
LINK = {"link": "https://example.org/500"}
TOWN, EMPTY_TOWN = "verkhovye", "glazunovka"
LED_BY_SOKOLOVA = 1

EVENT = {
    "start": {(1, 0): ONE},
    "vks": {(22, 2): ASKED},
    "meeting": {(23, 0): ASKED},
    "rumo": {(20, 0): ONE},
    "exchange": {(27, 2): ASKED},
}
LINKED = EVENT | {"method_wednesday": {(29, 0): ONE}, "final": {(32, 0): ONE}}
LETTER = {
    "contacts": {(2, 2): ONE},
    "coordinators": {(5, 1): ONE},
    "curators": {(7, 1): ONE},
    "plan": {(13, 1): ONE},
    "recommendations": {(21, 1): ONE},
    "collection": {(24, 2): ONE},
}
ANYWHERE = {"recommendations": {(21, 0): ONE}, "note": {(14, 1): ONE, (15, 1): ONE}}
PUBLISHED = {
    ("news", "portal"): {(31, 0): ONE},
    ("news", "oiro"): {(31, 1): ONE},
    ("collection", "portal"): {(24, 0): ONE},
    ("collection", "oiro"): {(24, 1): ONE},
    ("plan", "portal"): {(13, 2): ONE},
    ("plan", "oiro"): {(13, 3): ONE},
}
# What depends on its day: kind, place, day.
ON_A_DAY = (
    ("news", "portal", date(2021, 12, 31), {}),
    ("news", "portal", date(2022, 1, 1), {(31, 0): ONE}),
    ("news", "portal", date(2022, 3, 31), {(31, 0): ONE}),
    ("news", "portal", date(2022, 4, 1), {(31, 2): ONE}),
    ("news", "oiro", date(2022, 9, 30), {(31, 5): ONE}),
    ("news", "oiro", date(2022, 12, 31), {(31, 7): ONE}),
    ("news", "oiro", date(2023, 1, 1), {}),
    ("analysis", "oiro", date(2022, 4, 28), {}),
    ("analysis", "oiro", date(2022, 4, 29), {(30, 1): ONE}),
    ("analysis", "oiro", date(2022, 6, 19), {(30, 1): ONE}),
    ("analysis", "oiro", date(2022, 6, 20), {(30, 4): ONE}),
    ("analysis", "oiro", date(2022, 11, 15), {(30, 7): ONE}),
)
RESULTS_ON = (
    (date(2022, 4, 28), {}),
    (date(2022, 4, 29), {(30, 2): ONE}),
    (date(2022, 6, 20), {(30, 5): ONE}),
    (date(2022, 11, 15), {(30, 8): ONE}),
)


@pytest.fixture
def cycle(app):
    with app.app_context():
        yield current_cycle()


def counted(cycle: Cycle) -> dict[tuple[int, int], tuple[int, int]]:
    """Every measure of every item: part and whole as they are."""
    db.session.flush()
    current_app.extensions.pop("indicators", None)  # what is rolled back leaves no trace by which it would be forgotten
    found = values(cycle, DAY)
    numbers = {item.id: item.number for item in items_of(cycle)}
    tallies = ((numbers[item], at, one) for item, value in found.items() for at, one in enumerate(value.tallies))
    return {(number, at): (one.part, one.whole) for number, at, one in tallies}


@contextmanager
def moves(cycle: Cycle, expected: dict, about=""):
    """What happens inside moves these measures so much, and no other; then it has not happened."""
    before = counted(cycle)
    with db.session.begin_nested() as inside:
        yield
        after = counted(cycle)
        inside.rollback()
    db.session.expire_all()
    moved = {key: (after[key][0] - was[0], after[key][1] - was[1]) for key, was in before.items()}
    assert {key: step for key, step in moved.items() if step != (0, 0)} == expected, about


def entered(model, cycle_id: int, on: date = FEBRUARY, **words):
    row = model(cycle_id=cycle_id, on=on, recorded_at=NOON, recorded_by_id=1, **words)
    db.session.add(row)
    db.session.flush()
    return row


def each_row():
    """Every kind of row of the registers of events, letters and publications, with what it moves."""
    for kind in EVENTS:
        yield models.ProjectEvent, {"kind": kind, "title": "Т"}, EVENT.get(kind, {})
        yield models.ProjectEvent, {"kind": kind, "title": "Т", **LINK}, LINKED.get(kind, {})
    for kind in LETTERS:
        yield models.SentLetter, {"subject": kind, "addressee": "Всем", "number": "1"}, LETTER.get(kind, {})
    for kind in PUBLICATIONS:
        for place in ("portal", "oiro", "other"):
            own = ANYWHERE.get(kind) or PUBLISHED.get((kind, place), {})
            yield models.ProjectPublication, {"kind": kind, "place": place, "title": "Т", **LINK}, own


def test_the_year_has_twelve_schools_eight_towns_and_four_curators(cycle):
    wholes = {key: whole for key, (_, whole) in counted(cycle).items()}
    assert {wholes[key] for key in ((4, 0), (6, 0), (8, 0), (9, 0), (10, 1), (11, 0), (16, 0), (28, 0))} == {12}
    assert [wholes[key] for key in ((5, 0), (25, 0), (26, 0), (7, 2), (19, 1), (22, 1))] == [8, 8, 8, 4, 4, 4]


def test_each_row_of_a_register_proves_its_item_and_no_other(cycle):
    for model, words, expected in each_row():
        with moves(cycle, expected, words):
            entered(model, cycle.id, **words)
    for kind, place, day, expected in ON_A_DAY:
        with moves(cycle, expected, (kind, day)):
            entered(models.ProjectPublication, cycle.id, day, kind=kind, place=place, title="Т", **LINK)
    for day, expected in RESULTS_ON:
        with moves(cycle, expected, day):
            entered(models.ProjectEvent, cycle.id, day, kind="results", title="Т", **LINK)


def test_a_struck_row_and_a_row_of_another_year_prove_nothing(cycle):
    other = Cycle(year=2031, title="Другой год", basis_letter="", opened=False, begins_on=date(2031, 1, 1))
    db.session.add(other)
    db.session.flush()
    for model, words, _ in each_row():
        with moves(cycle, {}, words):
            entered(model, other.id, **words)
            row = entered(model, cycle.id, **words)
            row.voided_at, row.void_reason = NOON, "Дважды"


def test_rows_of_schools_towns_and_curators(cycle):
    school, town = {"participation_id": 1}, town_id(TOWN)
    trained = {"needed": 9, "trained": 4} | school
    for model, words, expected in (
        (models.HeadTraining, {"course": "К", "hours": 36, "paper": "1", **school}, {(16, 0): ONE}),
        (models.TeacherTraining, trained, {(17, 0): (4, 9), (17, 1): ONE}),
        (models.ResourceUse, {"kind": "cos", "note": "Н", **school}, {(28, 0): ONE}),
        (models.MunicipalMeasure, {"kind": "support", "note": "Н", "municipality_id": town}, {(25, 0): ONE}),
        (models.MunicipalMeasure, {"kind": "meeting", "note": "Н", "municipality_id": town}, {(26, 0): ONE}),
        (models.MunicipalMeasure, {"kind": "support", "note": "Н", "municipality_id": town_id(EMPTY_TOWN)}, {}),
        (models.CuratorContract, {"person_id": person_id("curator")}, {(7, 2): ONE}),
        (models.CuratorContract, {"person_id": person_id("school")}, {}),
    ):
        with moves(cycle, expected, words):
            entered(model, cycle.id, **words)
        with moves(cycle, {}, words):
            row = entered(model, cycle.id, **words)
            row.voided_at, row.void_reason = NOON, "Дважды"


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


def test_profiles_surveys_and_visits(cycle):
    for rows, expected in (
        (delete(Survey).where(Survey.participation_id == 1), {(6, 0): (-1, 0)}),
        (delete(FirstVisit).where(FirstVisit.participation_id == 1), {(10, 0): (-1, 0)}),
        (delete(ProfileReceipt).where(ProfileReceipt.profile_id.in_(profile_of(1))), {(8, 0): (-1, 0)}),
    ):
        with moves(cycle, expected):
            db.session.execute(rows)
    risks = select(SchoolRisk).where(SchoolRisk.participation_id == 1, SchoolRisk.state != "activated")
    with moves(cycle, {(10, 1): (-1, 0)}):
        db.session.scalars(risks).first().state = "in_profile"


@pytest.mark.parametrize("kind", ["concept", "midterm", "antirisk"])
def test_each_kind_of_document_is_asked(cycle, kind):
    """School 4 has everything: sent is enough for item 9 and not for item 11, a draft for neither."""
    own = select(Document).where(Document.participation_id == 4, Document.kind == kind).order_by(Document.id)
    with moves(cycle, {(11, 0): (-1, 0)}):
        db.session.scalars(own).first().state = "submitted"
    with moves(cycle, {(9, 0): (-1, 0), (11, 0): (-1, 0), (11, 1): (-1, 0)}):
        db.session.scalars(own).first().state = "returned"


@pytest.mark.parametrize(("number", "item", "day"), [(1, 14, DAY), (2, 15, date(2022, 10, 31))])
def test_a_snapshot_moves_its_own_item(cycle, number, item, day):
    """The demo has confirmed nine items until March."""
    own = Monitoring.cycle_id == cycle.id, Monitoring.number == number
    monitoring = db.session.scalars(select(Monitoring).where(*own)).one()
    with moves(cycle, {(item, 0): (9, 32)}):
        take(monitoring, cycle, "", actor("department"), NOON.replace(month=day.month, day=day.day), day)


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


def person_id(name: str) -> int:
    return db.session.scalars(select(Person.id).where(Person.email == f"{name}@example.org")).one()


def town_id(code: str) -> int:
    return db.session.scalars(select(Municipality.id).where(Municipality.code == code)).one()


def profile_of(school: int):
    return select(RiskProfile.id).where(RiskProfile.participation_id == school)
