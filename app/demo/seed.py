"""The demo story up to 24.03.2022, told through the same services that people use; a second run changes nothing."""

from datetime import date, datetime, time

from sqlalchemy import select

from app.accounts.actor import SignedIn, grants_today
from app.accounts.models import Account
from app.accounts.services import hashed
from app.checks.seeding import seed_rules
from app.cycle.demo_clock import days_to
from app.cycle.models import Cycle, Membership, Participation
from app.cycle.year2022 import seed_year
from app.demo import cast, profiles, registers, reviewers, story
from app.directory.models import Grant, Municipality, Official, Person, School
from app.evidence.seeding import seed_kinds
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.mode.services import settle
from app.orders.declension import post
from app.plan.seeding import seed_plan
from app.sheets.seeding import seed_sheets

DEMO_DAY = date(2022, 3, 24)  # on which a fresh demo begins
PASSWORD = "opora-demo"
ACCOUNTS = (
    ("school@example.org", "директор школы"),
    ("curator@example.org", "куратор"),
    ("expert@example.org", "эксперт ОИРО"),
    ("department@example.org", "Департамент"),
    ("municipal@example.org", "муниципальный координатор"),
    ("rcoko@example.org", "ОРЦОКО"),
    ("admin@example.org", "администратор"),
)


def seed(demo: bool) -> None:
    """The mode, the year and its plan; of a demo also schools, people and documents. The caller commits."""
    begin_write()
    settle(demo, clock.real_now())
    cycle = seed_year()
    if demo and cycle.demo_offset is None:
        cycle.demo_offset = days_to(DEMO_DAY, clock.real_now())
    seed_plan(cycle)
    seed_rules(clock.real_now())
    seed_kinds()
    seed_sheets(cycle, clock.real_now())
    if demo and db.session.scalar(select(School.id).limit(1)) is None:
        _tell(cycle)


def _tell(cycle: Cycle) -> None:
    start, secret = date(cycle.year - 1, 12, 1), hashed(PASSWORD)
    schools = [_school(cycle, *row) for row in cast.SCHOOLS]
    region = [
        _person(email, name, secret, *(Grant(role=role, starts_on=start) for role in roles.split()))
        for email, name, roles in cast.REGION
    ]
    town = schools[0].school.municipality_id
    _person(
        "municipal@example.org",
        "Дроздова Инна (демо)",
        secret,
        Grant(role="municipal", municipality_id=town, starts_on=start),
    )
    heads, curators = [], []
    for number, school in enumerate(schools):
        email = "school@example.org" if number == 0 else f"school{number + 1}@example.org"
        grant = Grant(role="school", school_id=school.school_id, starts_on=start)
        heads.append(_person(email, f"Директор {number + 1} (демо)", secret, grant))
    for number, name in enumerate(cast.CURATORS):
        email = "curator@example.org" if number == 0 else f"curator{number + 1}@example.org"
        own = schools[number * 3 : number * 3 + 3]
        grants = [Grant(role="curator", school_id=s.school_id, starts_on=start) for s in own]
        curators += [_person(email, name, secret, *grants)] * 3
    others = [_person(*who, secret, Grant(role="reviewer", starts_on=start)) for who in cast.REVIEWERS]
    _officials(start)
    db.session.flush()
    acts = story.of_plan(cycle, _actor(region[0])) + profiles.of_surveys(schools, _actor(region[0]))
    acts += registers.of_registers(cycle, schools, _actor(region[0]))
    for number, school in enumerate(schools):
        people = _actor(region[0]), _actor(heads[number]), _actor(curators[number])
        acts += profiles.of_school(school, number, *people)
    story.play(acts)
    acts = reviewers.of_first_round(cycle, schools, _actor(region[1]), [one.person for one in others])
    for number, school in enumerate(schools):
        acts += story.of_school(school, number, _actor(heads[number]), _actor(curators[number]))
    story.play(acts)


def _school(cycle: Cycle, municipality: str, name: str, _risks: tuple[str, ...]) -> Participation:
    town = db.session.scalars(select(Municipality).where(Municipality.code == municipality)).one()
    school = School(
        short_name=name, full_name=f"Общеобразовательная организация {name}, {town.name}", municipality=town
    )
    first = datetime.combine(cycle.begins_on, time(), clock.MOSCOW)
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


def _actor(account: Account) -> SignedIn:
    return SignedIn(account, grants_today(account.person_id) or account.person.grants)


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
