"""Who is in a training house, and its schools: invented, and named so that nobody takes a paper of theirs for real."""

from datetime import date, datetime, time

from sqlalchemy import select

from app.directory.models import Grant, Municipality, Official, Person, School
from app.extensions import db
from app.kernel.calendar import local
from app.papers.declension import post
from app.people.accounts.models import Account
from app.region import region
from app.roles import Role
from app.year.cycle.models import Cycle, Membership, Participation

TOWN = ("training", "Учебный", "municipal_district")
SCHOOLS = ("МБОУ «Первая СОШ» (учебная)", "МБОУ «Вторая ООШ» (учебная)", "МБОУ «Третья СОШ» (учебная)")
DOMAIN = "@example.org"
NOBODY = "!"  # no password has this hash: a training house is entered from the real one alone
# address, name, roles; a school and a curator hold theirs for schools, a municipality for its town
CAST = (
    ("school", "Директор первой школы (учебный)", (Role.SCHOOL,), (0,)),
    ("school2", "Директор второй школы (учебный)", (Role.SCHOOL,), (1,)),
    ("school3", "Директор третьей школы (учебный)", (Role.SCHOOL,), (2,)),
    ("curator", "Куратор (учебный)", (Role.CURATOR,), (0, 1, 2)),
    ("municipal", "Муниципальный координатор (учебный)", (Role.MUNICIPAL,), ()),
    ("department", "Региональный координатор (учебный)", (Role.REGIONAL,), ()),
    ("lead", "Руководитель экспертизы (учебный)", (Role.REVIEWER, Role.LEAD), ()),
    ("reviewer", "Эксперт (учебный)", (Role.REVIEWER,), ()),
    ("analyst", "Аналитик (учебный)", (Role.ANALYST,), ()),
    ("admin", "Администратор (учебный)", (Role.ADMIN,), ()),
)


def settle(cycle: Cycle, now: datetime) -> None:
    """The town, the schools of the year and everybody's role in it. The caller commits."""
    code, name, kind = TOWN
    town = Municipality(code=code, name=name, kind=kind, position=0)
    schools = [School(short_name=school, full_name=school, municipality=town) for school in SCHOOLS]
    db.session.add_all([town, *schools])
    db.session.flush()
    _enrol(cycle, schools)
    start = date(cycle.year - 1, 1, 1)
    for who, title, roles, of in CAST:
        person = Person(name=title, email=f"{who}{DOMAIN}")
        person.grants = [_grant(role, place, start) for role in roles for place in _places(role, of, schools, town)]
        db.session.add(Account(person=person, password_hash=NOBODY, created_at=now))
    _officials(start)
    db.session.flush()


def _enrol(cycle: Cycle, schools: list[School]) -> None:
    first = datetime.combine(cycle.begins_on, time(), local(datetime.now().astimezone()).tzinfo)
    for school in schools:
        joined = Participation(cycle=cycle, school=school)
        joined.memberships.append(Membership(move="joined", happened_at=first, recorded_at=first))
        db.session.add(joined)


def _places(role: Role, of: tuple[int, ...], schools: list[School], town: Municipality) -> list[dict[str, int]]:
    if of:
        return [{"school_id": schools[number].id} for number in of]
    return [{"municipality_id": town.id} if role == Role.MUNICIPAL else {}]


def _grant(role: Role, place: dict[str, int], start: date) -> Grant:
    return Grant(role=role, starts_on=start, **place)


def _officials(start: date) -> None:
    head = f"Руководитель\n{region().department_gen or 'Департамента'}"
    for duty, position in (("signatory", head), ("controller", "заместитель руководителя")):
        posts = {f"position_{case}": words for case, words in post(position).items()}
        names = {f"name_{case}": "И. О. Фамилия (учебный)" for case in ("nom", "gen", "dat", "acc")}
        db.session.add(Official(duty=duty, starts_on=start, **posts, **names))


def cast() -> list[Person]:
    """Everybody whose part may be taken, in the order of the table."""
    return list(db.session.scalars(select(Person).join(Account).order_by(Person.id)).unique())[: len(CAST)]
