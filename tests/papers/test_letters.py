"""A letter holds what concerns its receiver alone, and what the house knows stands in it already."""

import re

import pytest
from sqlalchemy import select

from app.directory.models import Grant, Person
from app.extensions import db
from app.kernel import clock
from app.orders.gathering import gather, receivers_of
from app.orders.gathering.addressing import in_dative, performer
from app.orders.models import Order
from app.year.cycle.models import Participation
from app.year.cycle.queries import current_cycle


def letters(app) -> list[Order]:
    return list(db.session.scalars(select(Order).where(Order.series == "letter").order_by(Order.id)))


@pytest.fixture
def department(browser):
    return browser("department")


def test_one_act_makes_a_letter_for_each_late_municipality_with_its_own_schools(department, app):
    department.get("/orders")
    department.submit("/orders", kind="L_MOUO_REMIND")
    assert department.last.request.path == "/orders/letters/L_MOUO_REMIND"
    chosen = department.page.xpath('//input[@name="receiver"][@checked]/@value')
    assert len(chosen) > 1
    schools = department.page.xpath('//input[@name="school"]/@value')
    department.submit("/orders/letters/L_MOUO_REMIND", receiver=chosen, school=schools)
    assert "каждому получателю своё" in department.text
    with app.app_context():
        made = letters(app)
        assert len(made) == len(chosen)
        for one in made:
            (place,) = {row["municipality"] for row in one.facts["tables"]["rows"]}
            assert one.facts["typed"]["addressee"].endswith(f"({place})")
        every = sum(len(one.facts["tables"]["rows"]) for one in made)
        assert every == sum(one.rows for one in receivers_of("L_MOUO_REMIND", current_cycle(), clock.today()))


def test_a_letter_to_a_school_holds_that_school_alone_and_nobody_is_ticked_beforehand(department, app):
    department.get("/orders/letters/L_SCHOOL_RETURN")
    offered = department.page.xpath('//input[@name="receiver"]/@value')
    assert offered
    assert department.page.xpath('//input[@name="receiver"][@checked]') == []
    department.submit("/orders/letters/L_SCHOOL_RETURN")
    assert department.status == 422
    assert "Выберите, кому письмо" in department.text
    department.submit("/orders/letters/L_SCHOOL_RETURN", receiver=offered[0])
    with app.app_context():
        (letter,) = letters(app)
        name = db.session.get(Participation, int(offered[0])).school.short_name
        assert {row["school"] for row in letter.facts["tables"]["rows"]} == {name}
        others = [
            one.school.short_name for one in db.session.scalars(select(Participation)) if one.school.short_name != name
        ]
    paper = department.page.xpath('//*[@id="paper"]')[0].text_content()
    assert name in paper
    assert not [one for one in others if one in paper]
    department.submit("/orders")
    assert department.status == 200
    assert name in department.page.xpath('//*[@id="paper"]')[0].text_content()


def test_nobody_who_is_not_in_the_list_gets_a_letter(department, app):
    department.get("/orders/letters/L_SCHOOL_RETURN")
    department.submit("/orders/letters/L_SCHOOL_RETURN", receiver="9999")
    assert department.status == 422
    assert "не о чем" in department.text
    with app.app_context():
        assert letters(app) == []


def test_who_writes_and_to_whom_comes_from_the_directory(department, app):
    with app.app_context():
        clerk = db.session.scalars(select(Person).where(Person.email == "department@example.org")).one()
        clerk.phone = "8 (4862) 11-11-11"
        db.session.commit()
        expected = performer(clerk)
        for head in db.session.scalars(select(Person).join(Person.grants).where(Grant.role == "school")):
            head.name = "Петрова Анна Ивановна"
        db.session.commit()
    department.get("/orders/letters/L_SCHOOL_RETURN")
    department.submit(
        "/orders/letters/L_SCHOOL_RETURN", receiver=department.page.xpath('//input[@name="receiver"]/@value')[0]
    )
    assert department.page.xpath('//input[@name="performer"]/@value') == [expected]
    addressee = department.page.xpath('//textarea[@name="addressee"]')[0].text
    assert re.fullmatch(r"Директору\nМБОУ .+\nПетровой А\. И\.", addressee)


def test_the_addressee_of_the_federal_letter_is_the_last_one_that_was_typed(department):
    department.get("/orders")
    department.submit("/orders", kind="L_FIOKO_PLAN")
    assert "Директору ФГБУ" in department.page.xpath('//textarea[@name="addressee"]')[0].text
    path = department.last.request.path
    department.submit(f"{path}/text", addressee="Директору ФГБУ «ФИОКО»\nИванову И. И.")
    department.get("/orders")
    department.submit("/orders", kind="L_FIOKO_MUN")
    assert department.page.xpath('//textarea[@name="addressee"]')[0].text == "Директору ФГБУ «ФИОКО»\nИванову И. И."


def test_a_name_without_a_patronymic_stands_as_it_is():
    assert in_dative("Иванова Анна Петровна") == "Ивановой А. П."
    assert performer(Person(name="Орлова Вера (демо)", phone="")) == "Орлова В."
    assert performer(Person(name="Орлова Вера Ильинична", phone="11-11-11")) == "Орлова В. И., 11-11-11"
    assert in_dative("Ким Ли") == "Ким Ли"
    assert in_dative("Эксперт") == "Эксперт"


def test_days_that_the_plan_knows_are_filled_in(app):
    with app.app_context():
        year, on = current_cycle(), clock.today()
        assert gather("O_REG", year, on).days["data_by"].isoformat() == "2021-12-17"
        assert gather("O_MUN", year, on).days["data_by"].isoformat() == "2021-12-20"


@pytest.mark.parametrize(("day", "number", "by"), [((2022, 6, 30), 1, "2022-10-31"), ((2022, 10, 31), 2, "2022-12-31")])
def test_what_is_not_executed_is_wanted_by_the_next_monitoring_or_the_end_of_the_plan(
    department, app, at, day, number, by
):
    at(*day, 12)
    department.get("/plan/monitorings")
    department.submit(f"/plan/monitorings/{number}/snapshot", note="")
    with app.app_context():
        assert gather("O_PLANMON", current_cycle(), clock.today()).days["fix_by"].isoformat() == by
