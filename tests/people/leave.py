"""A leave of Соколова, told by its days: what the tests of substitutes share."""

from datetime import date

from sqlalchemy import select

from app.directory.models import Grant, Person
from app.extensions import db

FIRST, LAST, AFTER = date(2022, 3, 24), date(2022, 3, 26), date(2022, 3, 27)
SOKOLOVA, ZHURAVLYOV, LEBEDEVA = "Соколова Мария (демо)", "Журавлёв Пётр (демо)", "Лебедева Анна (демо)"


def person(name: str) -> int:
    return db.session.scalars(select(Person.id).where(Person.name == name)).one()


def roles_of(name: str) -> list[Grant]:
    return list(db.session.scalars(select(Grant).where(Grant.person_id == person(name)).order_by(Grant.id)))


def lent() -> list[Grant]:
    return list(db.session.scalars(select(Grant).where(Grant.stands_for_id.is_not(None)).order_by(Grant.id)))


def stand_in(**more) -> Grant:
    """Журавлёв for Соколова, in her first school, on the three days."""
    words = {"starts_on": FIRST, "ends_on": LAST, "stands_for_id": person(SOKOLOVA), "role": "curator"}
    words |= {"person_id": person(ZHURAVLYOV), "school_id": roles_of(SOKOLOVA)[0].school_id}
    grant = Grant(**words | more)
    db.session.add(grant)
    db.session.flush()
    return grant
