"""A link opens while its giver still might give it, and who sets a password by it is told to its person."""

import re

import pytest

from app.demo.seed import PASSWORD as OLD_PASSWORD
from app.directory.models import Grant
from app.extensions import db
from tests.people.conftest import IVANOVA, PASSWORD, accept, invite, sign_in
from tests.rules.places import OWN, school_named

SCHOOL = "school@example.org"


def opens(browser, link: str) -> bool:
    guest = browser()
    guest.get(link)
    return accept(guest, link).status_code == 200 and "Пароль сохранён" in guest.text


@pytest.fixture
def given_by_hand(app):
    """A role that appears without the house's own way of giving: the links that are out know nothing of it."""

    def give(person: int, role: str) -> None:
        with app.app_context():
            start = db.session.query(Grant.starts_on).first()[0]
            db.session.add(Grant(person_id=person, role=role, starts_on=start))
            db.session.commit()

    return give


def test_a_link_of_the_department_does_not_open_for_whoever_has_become_an_administrator(
    department, browser, ivanova, given_by_hand
):
    link = invite(department, ivanova)
    given_by_hand(ivanova, "admin")
    guest = browser()
    assert guest.get(link).status_code == 404
    assert "больше не действует" in guest.text
    assert guest.post(link, {"password": PASSWORD}).status_code == 404
    sign_in(guest, IVANOVA, PASSWORD)
    assert "Адрес или пароль не подходят" in guest.text


def test_a_link_of_an_administrator_opens_for_another(admin, browser, ivanova, given_by_hand):
    link = invite(admin, ivanova)
    given_by_hand(ivanova, "admin")
    assert opens(browser, link)


def test_a_link_that_is_older_than_a_role_is_spent(admin, department, browser, ivanova, app):
    link = invite(department, ivanova)
    with app.app_context():
        school = school_named(OWN).id
    department.post(f"/people/{ivanova}/roles", {"role": "curator", "school": school})
    assert not opens(browser, link)
    assert opens(browser, invite(department, ivanova))


def test_a_link_dies_with_the_role_of_its_giver(department, admin, browser, ivanova, number):
    link = invite(department, ivanova)
    giver = number("department@example.org")
    admin.get(f"/people/{giver}")
    admin.post(admin.page.xpath('//form[contains(@action, "/end")]/@action')[0], {"ends_on": "2022-03-24"})
    assert not opens(browser, link)


def test_a_link_dies_with_the_way_in_of_its_giver(department, admin, browser, ivanova, number):
    link = invite(department, ivanova)
    admin.post(f"/people/{number('department@example.org')}/closing", {})
    assert not opens(browser, link)


def test_of_two_links_the_first_that_is_used_spends_the_other(department, browser, ivanova):
    one, other = invite(department, ivanova), invite(department, ivanova)
    assert opens(browser, other)
    assert not opens(browser, one)


def test_who_gave_the_link_is_told_at_the_next_sign_in_and_once(department, browser, number, at):
    at(2022, 3, 24, 13, 40)
    accept(browser(), invite(department, number(SCHOOL)))
    director = browser()
    sign_in(director, SCHOOL, PASSWORD)
    told = "Новый пароль задан 24.03.2022 в 16:40 по ссылке. Ссылку выдал Департамент ("
    assert told in director.text
    assert "Если это сделали не вы" in director.text
    sign_in(again := browser(), SCHOOL, PASSWORD)
    assert told not in again.text
    again.get("/sessions")
    assert told in again.text


def test_who_sets_no_password_by_a_link_is_told_nothing(department, browser, number):
    invite(department, number(SCHOOL))
    sign_in(director := browser(), SCHOOL, OLD_PASSWORD)
    assert "Новый пароль" not in director.text
    director.get("/sessions")
    assert "Новый пароль" not in director.text


def test_the_journal_says_whose_link_a_password_was_set_by(department, browser, number):
    accept(browser(), invite(department, number(SCHOOL)))
    department.get("/journal")
    row = department.page.xpath('//tr[contains(., "Человек задал пароль")]')[0].text_content()
    assert re.search(r"ссылку выдал: \w+", row.replace("\xa0", " "))


def test_the_link_of_the_operator_says_so(app, browser, number):
    said = app.test_cli_runner().invoke(args=["people", "invite", SCHOOL])
    accept(browser(), re.search(r"/invitations/\S+", said.output)[0])
    sign_in(director := browser(), SCHOOL, PASSWORD)
    assert "Ссылку выдал администратор сервера." in director.text
