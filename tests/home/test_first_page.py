"""The first page of a school: what it asks of the database, how true it stays, and that it stands on an empty one."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select

from app import create_app
from app.archive.models import Blob
from app.directory.models import Person
from app.documents.models import Decision, Document, Version
from app.expertise.services import freeze_due
from app.extensions import db
from app.settings import Settings
from app.year.cycle.demo_clock import demo_now
from app.year.cycle.models import Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import current_cycle
from bench.filling import fill
from tests.house import SECRET

THEN = datetime(2022, 3, 10, tzinfo=UTC)
AT_MOST = 13  # twelve questions, and BEGIN


@pytest.fixture
def directions(app):
    """The sixth school, which has no file, gets so many directions; each programme was returned and written again."""

    def activate(count: int) -> None:
        with app.app_context():
            school = db.session.get(Participation, 6)
            known = {risk.direction_id: risk for risk in school.risks}
            for risk in school.risks:
                risk.state, risk.activated_at = "closed", None
            for direction in db.session.scalars(select(RiskDirection).order_by(RiskDirection.position).limit(count)):
                risk = known.get(direction.id) or SchoolRisk(direction=direction, significance="high")
                risk.participation, risk.state, risk.activated_at = school, "activated", THEN
                db.session.add(risk)
                db.session.flush()
                db.session.add(_returned(school, risk))
            db.session.commit()

    return activate


def _returned(school: Participation, risk: SchoolRisk) -> Document:
    blob, person = db.session.get(Blob, 1), db.session.get(Person, 1)
    document = Document(participation=school, kind="antirisk", risk=risk, state="returned", state_since=THEN)
    for number in (1, 2):
        upload = {"upload_key": f"{risk.id}-{number}", "uploaded_by": person, "uploaded_at": THEN, "begun_at": THEN}
        document.versions.append(Version(number=number, blob=blob, filename="АРП.docx", **upload))
    words = {"verdict": "return", "reasons": ["other"], "remark": "Назовите месяц", "decided_by": person}
    document.decisions.append(Decision(version=document.versions[0], decided_at=THEN, **words))
    return document


@pytest.mark.parametrize("demo_day", [False, True])
@pytest.mark.parametrize("count", [1, 10])
def test_it_takes_twelve_statements_at_most_for_one_direction_and_for_ten(
    app, browser, directions, statements, count, demo_day
):
    directions(count)
    if demo_day:
        app.extensions["clock"] = demo_now
    person = browser("school6")
    assert statements(lambda: person.get("/")) <= AT_MOST
    assert person.text.count("Версия 2 сохранена, но куратору ещё не отправлена.") == count


def test_a_moved_demo_day_is_seen_in_the_same_session(app):
    with app.app_context():
        before = demo_now()
        current_cycle().demo_offset += 184
        assert (before.month, demo_now().month) == (3, 9)


def test_a_session_asks_for_the_cycle_once_and_the_next_one_asks_again(app):
    def three_times() -> None:
        for _ in range(3):
            current_cycle()

    with app.app_context():
        engine, asked = db.engine, []
        event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2].startswith("SELECT")))
        three_times()
        db.session.remove()
        three_times()
    assert sum(asked) == 2


def test_an_empty_house_lets_people_come_to_the_door(tmp_path):
    where = {"database": f"sqlite:///{tmp_path / 'opora.db'}", "archive": f"file:{tmp_path / 'archive'}"}
    app = create_app(Settings(demo=True, secret_key=SECRET, queue="at-once", **where))
    with app.app_context():
        db.create_all()
        assert app.test_client().get("/sign-in").status_code == 200
        db.engine.dispose()


ROLES = ("school", "curator", "municipal", "expert", "expert2", "department", "rcoko", "admin")


def test_the_first_page_of_each_role_asks_twelve_times_at_most_and_no_oftener_in_a_full_house(app, browser, statements):
    people = {who: browser(who) for who in ROLES}

    def asked() -> dict[str, int]:
        return {who: statements(lambda one=one: one.client.get("/")) for who, one in people.items()}

    asked()  # the first of each fills what a process keeps
    app.extensions["health"].asked_at = float("inf")  # the parts of the house are looked at every few seconds for all
    few = asked()
    with app.app_context():
        fill(60, waiting=30)
    assert asked() == few
    assert {who: many for who, many in few.items() if many > AT_MOST} == {}


def test_nor_when_stages_are_examined_and_schools_are_late(app, browser, statements, at):
    at(2022, 6, 21, 9)
    with app.app_context():
        freeze_due(datetime(2022, 6, 21, 9, tzinfo=UTC))
        db.session.commit()
    people = {who: browser(who) for who in ROLES}
    for person in people.values():
        person.client.get("/")
    asked = {who: statements(lambda one=one: one.client.get("/")) for who, one in people.items()}
    assert {who: many for who, many in asked.items() if many > AT_MOST} == {}
