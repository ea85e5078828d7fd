"""The schools of one year are chosen for the next."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.plan.intake.queries import year_of
from app.year.cycle.models import Participation

PAGE = "/plan/years/2023/schools"


@pytest.fixture
def department(browser):
    """The Department, which has prepared the next year."""
    person = browser("department")
    person.get("/plan/years")
    person.submit("/plan/years")
    return person


def schools_in(app, year: int) -> set[int]:
    with app.app_context():
        own = Participation.cycle_id == year_of(year).id, Participation.left_on.is_(None)
        return set(db.session.scalars(select(Participation.school_id).where(*own)))


def test_the_ticked_schools_come_into_the_new_year_and_the_others_do_not(department, app):
    department.get(PAGE)
    offered = department.page.xpath('//input[@name="school"]/@value')
    assert set(map(int, offered)) == schools_in(app, 2022)
    assert "Верховский район, Соколова Мария (демо)" in department.text
    department.submit(PAGE, school=offered[:2])
    assert "В 2023 год перенесено: 2 школы." in department.text
    assert schools_in(app, 2023) == set(map(int, offered[:2]))
    assert department.page.xpath('//input[@name="school"][@disabled]/@value') == offered[:2]


def test_what_is_there_already_or_was_never_a_school_of_the_year_changes_nothing(department, app):
    department.get(PAGE)
    (first, *_) = department.page.xpath('//input[@name="school"]/@value')
    for school in (first, first, "999999"):
        department.submit(PAGE, school=[school])
    assert schools_in(app, 2023) == {int(first)}
    assert "Не отмечено ни одной новой школы." in department.text


def test_a_year_that_is_not_there_has_no_such_page_and_the_first_one_takes_nobody(department):
    for year in (2021, 2024):
        department.get(f"/plan/years/{year}/schools")
        assert department.status == 404, year
    department.get("/plan/years/2022/schools")
    assert "В прошлом году школ в программе не было." in department.text
    assert department.page.xpath('//input[@name="school"]') == []


def test_a_year_that_is_over_takes_nobody(department):
    department.get("/plan/years/2023")
    department.submit("/plan/years/2023/opening", sure="1", reason="Новый набор школ")
    department.get("/plan/years/2022/schools")
    assert department.status == 404


def test_a_school_in_the_new_year_is_there_when_it_is_opened(department, browser, app):
    department.get(PAGE)
    offered = department.page.xpath('//input[@name="school"]/@value')
    department.submit(PAGE, school=offered)
    department.get("/plan/years/2023")
    department.submit("/plan/years/2023/opening", sure="1", reason="Новый набор школ")
    school = browser("school")
    school.get("/")
    assert "Загрузите концепцию развития" in school.text
    assert schools_in(app, 2023) == schools_in(app, 2022)
