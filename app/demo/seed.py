"""The demo story as of 24.03.2022, told through the same services that people use; a second run changes nothing."""

import io
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from app.accounts.actor import SignedIn, grants_today
from app.accounts.models import Account
from app.accounts.services import hashed
from app.archive.services import store_bytes
from app.cycle.models import Cycle, Participation, RiskDirection, SchoolRisk
from app.cycle.queries import windows
from app.cycle.year2022 import seed_year
from app.demo import cast, files
from app.directory.models import Grant, Municipality, Official, Person, School
from app.documents import services
from app.documents.kit import Place, concept_places, evidence_places
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.plan.models import PlanItem
from app.plan.seeding import seed_plan
from app.plan.services import conclude, execute

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
    """Rows of the year and its plan; in demo mode also schools, people and documents. The caller commits."""
    begin_write()
    cycle = seed_year()
    seed_plan(cycle)
    if demo and db.session.scalar(select(School.id).limit(1)) is None:
        _tell(cycle)


def _tell(cycle: Cycle) -> None:
    start, secret = date(cycle.year - 1, 12, 1), hashed(PASSWORD)
    schools = [_school(cycle, *row) for row in cast.SCHOOLS]
    region = [_person(email, name, secret, Grant(role=role, starts_on=start)) for email, name, role in cast.REGION]
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
    _officials(start)
    db.session.flush()
    _plan(cycle, _actor(region[0]))
    for number, school in enumerate(schools):
        head, curator = _actor(heads[number]), _actor(curators[number])
        _story(school, cast.STORIES[number % len(cast.STORIES)], head, curator, number)


def _plan(cycle: Cycle, department: SignedIn) -> None:
    """Items whose day is past are executed on it; all but the last two are confirmed."""
    for number in cast.EXECUTED:
        item = db.session.scalars(
            select(PlanItem).where(PlanItem.cycle_id == cycle.id, PlanItem.number == number)
        ).one()
        moment = datetime.combine(item.windows[-1].ends_on, time(15), clock.MOSCOW)
        execute(item, "Подтверждающие материалы у координатора (демо).", department, moment)
        db.session.refresh(item)
        if number in cast.CONFIRMED:
            conclude(item, "confirm", "", department, moment + timedelta(days=1))


def _school(cycle: Cycle, municipality: str, name: str, risks: tuple[str, ...]) -> Participation:
    town = db.session.scalars(select(Municipality).where(Municipality.code == municipality)).one()
    school = School(
        short_name=name, full_name=f"Общеобразовательная организация {name}, {town.name}", municipality=town
    )
    joined = Participation(cycle=cycle, school=school)
    activated = datetime(cycle.year, 2, 28, 9, tzinfo=clock.MOSCOW)
    for code in risks:
        direction = db.session.scalars(select(RiskDirection).where(RiskDirection.code == code)).one()
        joined.risks.append(SchoolRisk(direction=direction, significance="high", activated_at=activated))
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
    position = "Член Правительства Орловской области –\nруководитель Департамента образования\nОрловской области"
    db.session.add(
        Official(
            duty="signatory",
            position_nom=position,
            position_acc=position,
            name_nom="И. О. Фамилия (демо)",
            name_acc="И. О. Фамилию (демо)",
            starts_on=start,
        )
    )
    db.session.add(
        Official(
            duty="controller",
            position_nom="заместитель руководителя Департамента – начальник управления общего образования",
            position_acc="заместителя руководителя Департамента – начальника управления общего образования",
            name_nom="Фамилия И. О. (демо)",
            name_acc="Фамилию И. О. (демо)",
            starts_on=start,
        )
    )


def _story(school: Participation, states: tuple[str, ...], head: SignedIn, curator: SignedIn, number: int) -> None:
    name, day = school.school.short_name, datetime(school.cycle.year, 3, 10 + number % 9, 10, 15, tzinfo=clock.MOSCOW)
    for place, state in zip(concept_places(school.risks), states, strict=False):
        if state == "none":
            continue
        sections = files.CONCEPT if place.kind == "concept" else files.ANTIRISK
        _play(
            school,
            place,
            f"{place.short_title}.docx",
            files.programme(place.title, name, sections),
            state,
            head,
            curator,
            day,
        )
    if number % 3 == 1:
        place = evidence_places(school.risks, windows(school.cycle))[0]
        shown = files.photo(number) if number % 2 else files.protocol(name, place.title)
        ending = "jpg" if number % 2 else "pdf"
        _play(school, place, f"Подтверждение.{ending}", shown, "submitted", head, curator, day)


def _play(
    school: Participation, place: Place, filename: str, data: bytes, state: str, head, curator, day: datetime
) -> None:
    key = f"demo-{school.id}-{place.key}"
    version = services.add_version(school, place, None, store_bytes(io.BytesIO(data)), filename, key, head, day)
    document = version.document
    if state == "draft":
        return
    services.submit(document, version.id, head, day + timedelta(hours=2))
    if state == "approved":
        services.decide(document, version.id, "approve", [], "", curator, day + timedelta(days=2))
    if state == "returned":
        remark = "Укажите исходное и плановое значение показателя и месяц каждого мероприятия."
        services.decide(
            document, version.id, "return", ["indicators_weak", "dates_wrong"], remark, curator, day + timedelta(days=2)
        )
