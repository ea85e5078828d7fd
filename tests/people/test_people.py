"""How people come in, hold roles and leave."""

import re
from datetime import date

import pytest

from app.demo.seed import PASSWORD as OLD_PASSWORD
from app.directory.models import Grant, Municipality, Person, School
from app.extensions import db
from app.journal.models import Event
from app.people.accounts.models import Account
from tests.people.conftest import IVANOVA, PASSWORD, accept, invite, newcomer, sign_in
from tests.rules.places import OWN, school_named


def test_a_new_curator_comes_in_by_a_link_and_sees_only_the_school_given(app, department, browser, ivanova):
    assert "Ролей пока нет" in department.text
    with app.app_context():
        school = school_named(OWN).id
    department.post(f"/people/{ivanova}/roles", {"role": "curator", "school": school})
    link = invite(department, ivanova)
    guest = browser()
    accept(guest, link)
    assert "Пароль сохранён" in guest.text
    sign_in(guest, "Ivanova@Example.org", PASSWORD)
    guest.get("/matrix")
    assert [row.text_content() for row in guest.page.xpath('//a[@class="link-row"]')] == [OWN]


def test_a_link_works_once(department, browser, ivanova):
    link = invite(department, ivanova)
    guest, other = browser(), browser()
    other.get(link)
    accept(guest, link)
    other.post(link, {"password": "чужой пароль подряд"})
    assert other.status == 404
    assert "больше не действует" in other.text
    sign_in(other, IVANOVA, "чужой пароль подряд")
    assert "Адрес или пароль не подходят" in other.text


def test_a_link_ends_with_its_days_and_can_not_be_forged(department, browser, ivanova, monkeypatch):
    link, guest = invite(department, ivanova), browser()
    assert guest.get(link).status_code == 200
    assert guest.get(link[:-3] + "xxx").status_code == 404
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 4102444800)
    assert guest.get(link).status_code == 404


@pytest.mark.parametrize("password", ["короткий", "", IVANOVA])
def test_a_weak_password_is_refused_in_words_and_the_link_stays_good(department, browser, ivanova, password):
    link, guest = invite(department, ivanova), browser()
    accept(guest, link, password)
    assert guest.status == 422
    assert "Пароль" in guest.page.xpath('string(//*[@id="password-error"])')
    assert guest.get(link).status_code == 200


def test_a_new_password_ends_the_sessions_of_the_old_one(department, school, browser, number):
    link = invite(department, number("school@example.org"))
    assert school.client.get("/").status_code == 200
    accept(browser(), link)
    assert school.client.get("/").status_code == 303
    sign_in(school, "school@example.org", OLD_PASSWORD)
    assert "Адрес или пароль не подходят" in school.text


def test_a_closed_person_is_out_at_once_and_what_was_done_stays(app, department, curator, number):
    person = number("curator@example.org")
    with app.app_context():
        events = db.session.query(Event).filter_by(actor_id=person).count()
    department.post(f"/people/{person}/closing", {})
    assert "Вход закрыт" in department.text
    assert curator.client.get("/desk").status_code == 303
    with app.app_context():
        assert db.session.query(Event).filter_by(actor_id=person).count() == events
        assert all(grant.ends_on is not None for grant in db.session.query(Grant).filter_by(person_id=person))


def test_a_closed_person_gets_no_link_until_the_way_in_is_opened(department, number):
    person = number("curator@example.org")
    department.post(f"/people/{person}/closing", {})
    department.post(f"/people/{person}/invitation", {})
    assert department.status == 422
    assert "Сначала откройте" in department.text
    department.post(f"/people/{person}/opening", {})
    assert invite(department, person)


@pytest.mark.parametrize("act", ["invitation", "closing", "roles", ""])
def test_the_department_can_not_take_over_an_administrator(app, department, number, act):
    person = number("admin@example.org")
    typed = {"roles": {"role": "regional"}, "": {"name": "Другое имя", "email": "other@example.org"}}.get(act, {})
    department.post(f"/people/{person}/{act}".rstrip("/"), typed)
    assert department.status == 422
    assert "только администратор" in department.text
    with app.app_context():
        assert db.session.get(Person, person).email == "admin@example.org"
        assert db.session.query(Account).filter_by(person_id=person, closed_at=None).count() == 1
        assert [grant.ends_on for grant in db.session.query(Grant).filter_by(person_id=person)] == [None]


def test_the_card_of_an_administrator_has_no_form_for_the_department_and_says_why(department, admin, number):
    card = f"/people/{number('admin@example.org')}"
    department.get(card)
    assert "меняет только администратор" in department.text.replace("\xa0", " ")
    assert not department.page.xpath('//main//form[@method="post"]')
    admin.get(card)
    actions = admin.page.xpath('//main//form[@method="post"]/@action')
    assert actions
    assert not [one for one in actions if one.endswith(("/closing", "/end"))]
    assert "последний администратор" in admin.text


def test_the_role_of_an_administrator_is_offered_to_who_may_give_it(department, admin, number):
    for person, offered in ((department, False), (admin, True)):
        person.get(f"/people/{number('curator@example.org')}")
        roles = person.page.xpath('//select[@name="role"]/option/@value')
        assert "school" in roles
        assert ("admin" in roles) == offered


def test_a_role_beside_that_of_an_administrator_is_still_ended_by_the_department(app, department, number):
    person = number("admin@example.org")
    with app.app_context():
        db.session.add(Grant(person_id=person, role="regional", starts_on=date(2022, 1, 1)))
        db.session.commit()
    department.get(f"/people/{person}")
    (action,) = department.page.xpath('//main//form[@method="post"]/@action')
    department.post(action, {"ends_on": "2022-03-24"})
    assert "закончена, доступ закрыт" in department.text


def test_the_department_can_not_make_itself_an_administrator(app, department, number):
    person = number("department@example.org")
    department.post(f"/people/{person}/roles", {"role": "admin"})
    assert department.status == 422
    with app.app_context():
        assert db.session.query(Grant).filter_by(person_id=person, role="admin").count() == 0


def test_the_last_administrator_can_not_be_closed(admin, number):
    admin.post(f"/people/{number('admin@example.org')}/closing", {})
    assert admin.status == 422
    assert "последний администратор" in admin.text
    assert admin.get("/people").status_code == 200


def test_the_last_administrator_can_not_lay_the_role_down(app, admin):
    with app.app_context():
        grant = db.session.query(Grant.id).filter_by(role="admin").scalar()
    admin.post(f"/people/roles/{grant}/end", {"ends_on": "2022-03-24"})
    assert admin.status == 422


def test_with_a_second_administrator_the_first_may_leave(app, admin, browser, ivanova, number):
    admin.post(f"/people/{ivanova}/roles", {"role": "admin"})
    accept(browser(), invite(admin, ivanova))
    admin.post(f"/people/{number('admin@example.org')}/closing", {})
    assert admin.client.get("/people").status_code == 303


def test_a_role_needs_its_place_and_days_in_order(department, ivanova):
    roles = f"/people/{ivanova}/roles"
    department.post(roles, {"role": "curator"})
    assert "Выберите школу" in department.text
    department.post(roles, {"role": "municipal"})
    assert "Выберите муниципалитет" in department.text
    department.post(roles, {"role": "reviewer", "starts_on": "2022-04-02", "ends_on": "2022-04-01"})
    assert "раньше, чем начинается" in department.text
    assert department.page.xpath('//input[@id="ends_on"]/@value') == ["2022-04-01"]
    department.post(roles, {"role": "king"})
    assert "Выберите роль" in department.text


def test_the_same_role_for_the_same_place_is_not_given_twice(app, department, number):
    person = number("municipal@example.org")
    with app.app_context():
        town = db.session.query(Grant.municipality_id).filter_by(person_id=person).scalar()
        other = db.session.query(Municipality.id).filter(Municipality.id != town).first()[0]
    department.post(f"/people/{person}/roles", {"role": "municipal", "municipality": town})
    assert "уже есть" in department.text
    department.post(f"/people/{person}/roles", {"role": "municipal", "municipality": other})
    assert "Роль дана" in department.text


def end_role(department, person: int, last_day: str):
    department.get(f"/people/{person}")
    ending = department.page.xpath('//form[contains(@action, "/end")]/@action')[0]
    department.post(ending, {"ends_on": last_day})


def test_a_role_is_held_to_its_last_day_and_not_a_day_longer(department, browser, number, at):
    analyst = browser("rcoko")
    end_role(department, number("rcoko@example.org"), "2022-03-25")
    assert "Роль закончится 25.03.2022" in department.text
    at(2022, 3, 25, 9)
    assert analyst.client.get("/plan").status_code == 200
    at(2022, 3, 26, 9)
    assert analyst.client.get("/plan").status_code == 403


@pytest.mark.parametrize("last_day", ["2022-03-24", "2022-03-23"], ids=["today", "yesterday"])
def test_a_role_that_is_ended_now_is_over_at_once_and_not_at_midnight(department, browser, number, last_day):
    analyst, person = browser("rcoko"), number("rcoko@example.org")
    end_role(department, person, last_day)
    assert "доступ закрыт" in department.text
    assert analyst.client.get("/plan").status_code == 403
    assert not department.page.xpath('//form[contains(@action, "/end")]')
    assert "закончилась" in department.text


def test_a_closed_role_can_be_given_again_on_the_same_day(department, browser, number):
    analyst, person = browser("rcoko"), number("rcoko@example.org")
    end_role(department, person, "2022-03-24")
    department.post(f"/people/{person}/roles", {"role": "analyst"})
    assert analyst.client.get("/plan").status_code == 200


def test_an_address_belongs_to_one_person(department):
    newcomer(department, email="SCHOOL@example.org")
    assert department.status == 422
    assert "уже есть" in department.text
    assert department.page.xpath('//input[@id="name"]/@value') == ["Иванова Ирина (демо)"]


def test_the_list_asks_the_database_as_often_for_many_as_for_few(app, department, statements):
    few = statements(lambda: department.get("/people"))
    with app.app_context():
        start, schools = db.session.query(Grant.starts_on).first()[0], db.session.query(School).all()
        for one in range(30):
            grant = Grant(role="curator", school=schools[one % 10], starts_on=start)
            db.session.add(Person(name=f"Куратор {one} (демо)", email=f"c{one}@example.org", grants=[grant]))
        db.session.commit()
    assert statements(lambda: department.get("/people")) == few


def test_the_list_is_searched_by_school_and_role(department):
    department.get("/people?words=Заречная&role=curator")
    assert len(department.page.xpath('//a[@class="link-row"]')) == 1
    department.get("/people?words=никто")
    assert "Никого не нашлось" in department.text


def test_the_first_administrator_is_invited_from_the_command_line(app, browser):
    said = app.test_cli_runner().invoke(args=["people", "invite", "first@example.org", "--name", "Первая Анна (демо)"])
    assert said.exit_code == 0, said.output
    guest = browser()
    accept(guest, re.search(r"/invitations/\S+", said.output)[0])
    sign_in(guest, "first@example.org", PASSWORD)
    assert guest.get("/people").status_code == 200
