"""A small year in a database of its own: a plan of 32 items, officials, and a clerk of the Department signed in."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import g

from app import create_app
from app.demo.oryol import ORYOL
from app.directory.models import Grant, Municipality, Official, Person, School
from app.directory.region import FIELDS, RegionCard
from app.expertise.models import FrozenItem, Result
from app.extensions import db
from app.papers.declension import post
from app.people.accounts.actor import SignedIn
from app.people.accounts.models import Account
from app.people.accounts.sessions import begin
from app.plan.models import PlanItem
from app.settings import Settings
from app.year.cycle.models import Cycle, Participation, Stage
from app.year.cycle.queries import current_cycle
from tests.house import SECRET
from tests.orders import sample_facts as sample

OF_A_REQUEST = ("writing", "turns", "no_time_to_print", "stored", "drawn")
NOON = datetime(2022, 2, 28, 9, tzinfo=UTC)
BASIS = "от 18.01.2021 № 02-21/3 «О начале реализации проекта адресной методической помощи 500+»"


@pytest.fixture
def house(tmp_path):
    settings = Settings(
        database=f"sqlite:///{tmp_path / 'opora.db'}",
        archive=f"file:{tmp_path / 'archive'}",
        secret_key=SECRET,
        queue="at-once",
    )
    app = create_app(settings)
    app.extensions["clock"] = lambda: NOON
    # All requests of a test share the context below, and none may find what another has left there.
    app.teardown_request(
        lambda _: [g.pop(name, None) for name in ("writing", "turns", "no_time_to_print", "stored", "drawn")]
    )
    with app.app_context():
        db.create_all()
        seed()
        yield app
        db.session.remove()
        db.engine.dispose()


def seed() -> None:
    cycle = Cycle(year=2022, title="Проект «500+», 2022 год", basis_letter=BASIS)
    people = [Person(name="Сотрудник Департамента", email="dep@example.org")]
    people += [Person(name="Эксперт", email="oiro@example.org")]
    db.session.add_all([cycle, *people])
    db.session.flush()
    for person, role in zip(people, ("regional", "reviewer"), strict=True):
        db.session.add(Grant(person_id=person.id, role=role, starts_on=date(2022, 1, 1)))
        db.session.add(Account(person_id=person.id, password_hash="-", created_at=NOON))
    db.session.add(RegionCard(id=1, **{name: getattr(ORYOL, name) for name in FIELDS}))
    db.session.add_all([officer("signatory"), officer("controller")])
    for item in sample.PLAN:
        words = {key: item[key] for key in ("number", "key", "kind", *sample.COLUMNS)}
        db.session.add(PlanItem(cycle_id=cycle.id, **words))
    db.session.commit()


def officer(duty: str) -> Official:
    """Somebody of the year in words that are confirmed."""
    posts = {f"position_{case}": words for case, words in post(sample.POSTS[duty]).items()}
    names = {f"name_{case}": words for case, words in sample.NAMES[duty].items()}
    return Official(duty=duty, starts_on=date(2022, 1, 1), **posts, **names)


@pytest.fixture
def clerk(house):
    """The Department as an actor."""
    account = db.session.get(Account, 1)
    return SignedIn(account, db.session.query(Grant).filter_by(person_id=account.person_id).all())


@pytest.fixture
def browser(house):
    """A browser signed in as the account with this number; its forms carry the CSRF token of the page."""

    def sign_in(account_id: int = 1):
        key = begin(db.session.get(Account, account_id), "")
        db.session.commit()
        client = house.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = key
        token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/orders").text)[1]
        client.environ_base["HTTP_X_CSRFTOKEN"] = token
        return client

    return sign_in


@pytest.fixture
def stage(house):
    """Two schools: one good with a remark from the region overruled by FIOKO, one half silent."""
    cycle = current_cycle()
    stage_ = Stage(
        cycle_id=cycle.id, number=1, opens_on=date(2022, 2, 14), due_on=date(2022, 4, 29), examines="concept"
    )
    place = Municipality(code="demo", name="Демонстрационный район", kind="район", position=1)
    db.session.add_all([stage_, place])
    db.session.flush()
    for name, lines in {
        "А-ская СОШ": [
            ("approved", [("regional", "needs_work", 40), ("federal", "ok", 90)]),
            ("approved", [("federal", "ok", 80)]),
        ],
        "Б-ская СОШ": [("approved", [("regional", "ok_with_remarks", 60)]), ("none", [])],
        "В-ская СОШ": [("none", []), ("none", [])],
    }.items():
        school = School(municipality_id=place.id, short_name=name, full_name=name)
        db.session.add(school)
        db.session.flush()
        taking = Participation(cycle_id=cycle.id, school_id=school.id)
        db.session.add(taking)
        db.session.flush()
        for state, results in lines:
            own = {"stage_id": stage_.id, "participation_id": taking.id}
            line = FrozenItem(kind="concept", title="Документ", state=state, **own)
            line.results = [
                Result(
                    source=s,
                    verdict=v,
                    score=Decimal(n),
                    remarks=f"{s} {v}.",
                    reviewer_id=2,
                    recorded_at=NOON,
                    revision=1,
                )
                for s, v, n in results
            ]
            db.session.add(line)
    db.session.commit()
