"""The demo until its day, told through the same services that people use; a second run changes nothing."""

import json
from datetime import date, datetime, time
from pathlib import Path

from flask import g
from sqlalchemy import select

from app.demo import cast, chapters
from app.demo.company import numbered
from app.demo.oryol import MOSCOW, ORYOL
from app.directory.models import Grant, Municipality, Official, Person, School
from app.directory.region import FIELDS, RegionCard
from app.extensions import db
from app.founding import first_year, found
from app.kernel import clock
from app.notices.telling import untold
from app.papers.declension import post
from app.people.accounts.models import Account
from app.people.accounts.services import hashed
from app.people.mode.demo_people import PASSWORD
from app.year.cycle.demo_clock import days_to
from app.year.cycle.models import Cycle, Membership, Participation

ACCOUNTS = (
    ("school@example.org", "директор школы"),
    ("curator@example.org", "куратор"),
    ("expert@example.org", "эксперт ОИРО"),
    ("department@example.org", "Департамент"),
    ("municipal@example.org", "муниципальный координатор"),
    ("rcoko@example.org", "ОРЦОКО"),
    ("admin@example.org", "администратор"),
)


def seed(day: date = chapters.SPRING, papers: bool = True) -> None:
    """A house that is a demo, its schools, and what happened by the day. The caller commits.

    Without `papers` the register of orders is empty, as tests want it.
    """
    found(True, clock.real_now())
    _region()
    cycle = first_year(clock.real_now())
    if cycle.demo_offset is None:
        cycle.demo_offset = days_to(day, clock.real_now())
    if db.session.scalar(select(School.id).limit(1)) is None:
        with untold():
            _settle(cycle)
            chapters.begin(cycle)
            chapters.tell(day, papers)


def _region() -> None:
    """Where the demo lives: its names and its municipalities."""
    if db.session.get(RegionCard, 1) is None:
        db.session.add(RegionCard(id=1, **{name: getattr(ORYOL, name) for name in FIELDS}))
        towns = json.loads((Path(__file__).parent / "municipalities.json").read_text())
        db.session.add_all(Municipality(position=position, **row) for position, row in enumerate(towns))
        db.session.flush()
        g.pop("region", None)


def _settle(cycle: Cycle) -> None:
    """The people and the schools, as they stand on the first day."""
    start, secret = date(cycle.year - 1, 12, 1), hashed(PASSWORD)
    schools = [_school(cycle, *row) for row in cast.SCHOOLS]
    for email, name, roles in cast.REGION:
        _person(email, name, secret, *(Grant(role=role, starts_on=start) for role in roles.split()))
    town = schools[0].school.municipality_id
    _person(
        "municipal@example.org",
        "Дроздова Инна (демо)",
        secret,
        Grant(role="municipal", municipality_id=town, starts_on=start),
    )
    for number, school in enumerate(schools):
        grant = Grant(role="school", school_id=school.school_id, starts_on=start)
        _person(f"{numbered('school', number)}@example.org", f"Директор {number + 1} (демо)", secret, grant)
    for number, name in enumerate(cast.CURATORS):
        own = schools[number * cast.SCHOOLS_OF_CURATOR : (number + 1) * cast.SCHOOLS_OF_CURATOR]
        grants = [Grant(role="curator", school_id=s.school_id, starts_on=start) for s in own]
        _person(f"{numbered('curator', number)}@example.org", name, secret, *grants)
    for who in cast.REVIEWERS:
        _person(*who, secret, Grant(role="reviewer", starts_on=start))
    _officials(start)
    db.session.flush()


def _school(cycle: Cycle, municipality: str, name: str, _risks: tuple[str, ...]) -> Participation:
    town = db.session.scalars(select(Municipality).where(Municipality.code == municipality)).one()
    school = School(
        short_name=name, full_name=f"Общеобразовательная организация {name}, {town.name}", municipality=town
    )
    first = datetime.combine(cycle.begins_on, time(), MOSCOW)
    joined = Participation(cycle=cycle, school=school)
    joined.memberships.append(Membership(move="joined", happened_at=first, recorded_at=first))
    db.session.add(joined)
    db.session.flush()
    return joined


def _person(email: str, name: str, secret: str, *grants: Grant) -> Account:
    person = Person(name=name, email=email, grants=list(grants))
    account = Account(person=person, password_hash=secret, created_at=clock.real_now())
    db.session.add(account)
    return account


def _officials(start: date) -> None:
    head = "Член Правительства Орловской области –\nруководитель Департамента образования\nОрловской области"
    deputy = "заместитель руководителя Департамента – начальник управления общего образования"
    oblique = {"gen": "Фамилии", "dat": "Фамилии", "acc": "Фамилию"}
    names = {f"name_{case}": f"{surname} И. О. (демо)" for case, surname in oblique.items()}
    for duty, position, name in (
        ("signatory", head, "И. О. Фамилия (демо)"),
        ("controller", deputy, "Фамилия И. О. (демо)"),
    ):
        posts = {f"position_{case}": words for case, words in post(position).items()}
        db.session.add(Official(duty=duty, name_nom=name, starts_on=start, **posts, **names))
