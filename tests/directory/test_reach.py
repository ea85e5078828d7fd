"""Which schools somebody reaches by the roles that are held, and on which days a role is held."""

from datetime import date

import pytest
from sqlalchemy import select

from app.demo.company import actor
from app.directory.models import Grant, Person, School
from app.directory.queries import in_force, within_reach
from app.extensions import db


def reached(who: str, action: str) -> set[int]:
    return set(db.session.scalars(select(School.id).where(within_reach(actor(who), action))))


def test_a_role_reaches_its_own_schools_and_the_region_reaches_all(app):
    with app.app_context():
        every = set(db.session.scalars(select(School.id)))
        school, curator, town = (reached(who, "document.view") for who in ("school", "curator", "municipal"))
        assert reached("department", "document.view") == every
        assert len(school) == 1
        assert school < curator < every
        assert school <= town < every


def test_who_may_not_act_reaches_no_school(app):
    with app.app_context():
        assert reached("department", "document.upload") == set()


@pytest.mark.parametrize(
    ("day", "held"),
    [(date(2022, 2, 28), False), (date(2022, 3, 1), True), (date(2022, 3, 31), True), (date(2022, 4, 1), False)],
)
def test_a_role_is_held_on_its_first_and_on_its_last_day(app, day, held):
    with app.app_context():
        person = Person(name="Новая Мария (демо)", email="new@example.org")
        person.grants = [Grant(role="regional", starts_on=date(2022, 3, 1), ends_on=date(2022, 3, 31))]
        db.session.add(person)
        db.session.flush()
        grants = select(Grant.id).where(Grant.person_id == person.id, in_force(day))
        assert (db.session.scalar(grants) is not None) is held
