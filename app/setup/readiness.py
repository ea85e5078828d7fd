"""«Готовность»: what lacks before the first year can be opened, and to whom it belongs. Pure, but for the counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, func, select

from app.directory.models import Grant, Municipality, Official, Person
from app.directory.queries import in_force
from app.extensions import db
from app.kernel.words import pluralize
from app.people.accounts.models import Account
from app.plan.models import PlanItem
from app.roles import TITLES, Role
from app.year.cycle.models import Cycle, Participation


class Counted(NamedTuple):
    """What the house has on a day; `year` is the first one, 0 until it is named."""

    region: bool
    towns: int
    year: int
    items: int
    letter: bool
    schools: int
    without_head: int
    without_curator: int
    reviewers: int
    officials: int
    mail: bool
    without_way_in: int


@dataclass(frozen=True)
class Line:
    """A step: what it is, whether it is done, what it lacks, whose it is and where it is done.

    Without a `needed` one the year is not opened; the others can wait.
    """

    title: str
    done: bool
    said: str
    whose: str
    endpoint: str
    needed: bool = False
    locked: bool = False  # an earlier step comes first


def counted(cycle: Cycle | None, today: date, region: bool, mail: bool) -> Counted:
    """The house as it stands."""
    year = cycle.id if cycle else 0
    here = Participation.cycle_id == year, Participation.left_on.is_(None)
    held = {
        role: exists().where(Grant.school_id == Participation.school_id, Grant.role == role, in_force(today))
        for role in (Role.SCHOOL, Role.CURATOR)
    }
    reviewing = Grant.role.in_((Role.REVIEWER, Role.LEAD)), in_force(today)
    ways = exists().where(Account.person_id == Person.id)
    return Counted(
        region,
        _count(Municipality.id),
        cycle.year if cycle else 0,
        _count(PlanItem.id, PlanItem.cycle_id == year),
        bool(cycle and cycle.basis_letter),
        _count(Participation.id, *here),
        _count(Participation.id, *here, ~held[Role.SCHOOL]),
        _count(Participation.id, *here, ~held[Role.CURATOR]),
        _count(Grant.id, *reviewing),
        _count(Official.duty.distinct(), in_days(today)),
        mail,
        _count(Person.id, Person.grants.any(), ~ways),
    )


def every_town() -> list[Municipality]:
    """Those that stand and those that are closed, in their order."""
    return list(db.session.scalars(select(Municipality).order_by(Municipality.position, Municipality.id)))


def in_days(today: date) -> ColumnElement[bool]:
    """Officials of the day."""
    return (Official.starts_on <= today) & (Official.ends_on.is_(None) | (Official.ends_on >= today))


def _count(what: SQLColumnExpression[Any], *clauses: ColumnElement[bool]) -> int:
    return db.session.scalars(select(func.count(what)).where(*clauses)).one()


def lines(found: Counted) -> Iterator[Line]:
    """The steps in the order in which they are done."""
    admin, department = TITLES[Role.ADMIN], TITLES[Role.REGIONAL]
    unnamed = not found.year
    yield Line("Регион", found.region, "Названия и\u00a0часовой пояс", department, "setup.region_page", needed=True)
    towns = pluralize(found.towns, "муниципалитет", "муниципалитета", "муниципалитетов")
    yield Line("Муниципалитеты", found.towns > 0, _or(found.towns, towns), department, "setup.towns", needed=True)
    said = f"{found.year}\u00a0год готовится" if found.year else "Не\u00a0назван"
    yield Line("Первый год", not unnamed, said, department, "setup.year", needed=True, locked=not found.region)
    schools = pluralize(found.schools, "школа", "школы", "школ")
    yield Line(
        "Школы",
        found.schools > 0,
        _or(found.schools, schools),
        department,
        "enrolment.schools",
        needed=True,
        locked=unnamed or not found.towns,
    )
    yield from _people(found, department, unnamed)
    items = pluralize(found.items, "мероприятие", "мероприятия", "мероприятий")
    yield Line("План-график", found.items > 0, _or(found.items, items), department, "intake.imports", locked=unnamed)
    letter = "Письмо-основание вписано" if found.letter else "Проверьте дни, впишите письмо-основание"
    yield Line("Дни года", found.letter, letter, department, "years.listing", locked=unnamed)
    officials = "Назначены" if found.officials > 1 else "Без них не\u00a0зарегистрировать приказ"
    yield Line("Подписант и\u00a0контролирующий", found.officials > 1, officials, department, "officials.page")
    mail = "Настроена" if found.mail else "Без неё сообщения читают только на\u00a0страницах"
    yield Line("Почта", found.mail, mail, admin, "mail.every")
    waits = pluralize(found.without_way_in, "человек", "человека", "человек")
    ways = f"Ещё не\u00a0задали пароль: {waits}" if found.without_way_in else "Все задали пароль"
    yield Line("Приглашения", not found.without_way_in, ways, department, "people_lists.slips_page")


def _people(found: Counted, department: str, unnamed: bool) -> Iterator[Line]:
    """Who works in the schools and who reviews."""
    lacking = [("директора", found.without_head), ("куратора", found.without_curator)]
    said = ", ".join(
        f"без {word}: {pluralize(many, 'школа', 'школы', 'школ')}" for word, many in lacking if many and found.schools
    )
    whole = bool(found.schools) and not said
    said = (
        said[:1].upper() + said[1:]
        if said
        else "Есть у\u00a0каждой школы"
        if whole
        else "Появятся вместе со\u00a0школами"
    )
    yield Line("Директора и\u00a0кураторы", whole, said, department, "enrolment.schools", locked=unnamed)
    reviewers = pluralize(found.reviewers, "роль", "роли", "ролей")
    yield Line("Эксперты", found.reviewers > 0, _or(found.reviewers, reviewers), department, "people_lists.page")


def _or(many: int, said: str) -> str:
    return said if many else "Пока нет"


def lacking(steps: list[Line]) -> list[Line]:
    """What stands between the house and the opening of its year."""
    return [line for line in steps if line.needed and not line.done]
