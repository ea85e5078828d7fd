"""A curator's substitute: the same rights on the days of the leave, and the curator is still the one who is asked."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.directory.models import Grant, Person
from app.extensions import db
from app.journal.models import Event
from app.people.leave import Leave, led_throughout
from tests.documents.steps import sent_by, version_of
from tests.people.leave import AFTER, FIRST, LAST, LEBEDEVA, SOKOLOVA, ZHURAVLYOV, lent, person, roles_of, stand_in
from tests.rules.places import OWN, school_named


@pytest.fixture
def department(browser):
    return browser("department")


@pytest.fixture
def own(app) -> int:
    """The school that Соколова leads, among two more."""
    with app.app_context():
        return school_named(OWN).id


def give(department, app, who: str = ZHURAVLYOV, instead: str = SOKOLOVA, **typed):
    """«Дать роль» of the card: the curator on the three days of March, in all schools of the absent one."""
    with app.app_context():
        card, absent = person(who), person(instead)
    form = {"role": "curator", "stands_for": absent, "starts_on": FIRST, "ends_on": LAST} | typed
    department.post(f"/people/{card}/roles", {key: str(value) for key, value in form.items()})
    return card


@pytest.mark.parametrize(("day", "status"), [(23, 404), (24, 200), (26, 200), (27, 404)])
def test_the_substitute_decides_from_the_first_day_to_the_last_and_no_longer(
    app, department, school, browser, own, at, day, status
):
    sent = sent_by(school)
    give(department, app, school=own)
    second = browser("curator2")
    at(2022, 3, day, 9)
    assert second.get(f"/desk/{sent}").status_code == status
    if status == 200:
        typed = {"version_id": version_of(second, sent), "verdict": "return", "reason": "dates_wrong"}
        second.submit(f"/documents/{sent}/decision", **typed, remark="Назовите месяц.")
        second.get(f"/documents/{sent}")
        assert ZHURAVLYOV in second.text
        second.submit(f"/documents/{sent}/undoing", reason="Поспешил.")
        assert second.status == 200


def test_without_a_school_he_stands_in_at_all_schools_of_the_absent(app, department):
    give(department, app)
    assert "Роль дана" in department.text
    assert f"замещает: {SOKOLOVA}" in department.text
    with app.app_context():
        assert {one.school_id for one in lent()} == {one.school_id for one in roles_of(SOKOLOVA)}
        assert len(lent()) == 3
        kinds = db.session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(3)).all()
        assert kinds == ["role:stands_in"] * 3


def test_a_substitute_needs_a_last_day_and_what_was_typed_stays(app, department, own):
    give(department, app, school=own, ends_on="")
    assert department.status == 422
    assert "напишите последний день" in department.text
    with app.app_context():
        absent = str(person(SOKOLOVA))
    chosen = '//select[@name="{}"]/option[@selected]/@value'
    assert department.page.xpath(chosen.format("stands_for")) == [absent]
    assert department.page.xpath(chosen.format("school")) == [str(own)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"role": "school"}, "Замещают только кураторов"),
        ({"stands_for": "9999"}, "Сегодня это не куратор"),
        ({"who": SOKOLOVA}, "Замещает другой человек"),
        ({"instead": LEBEDEVA}, "не куратор этой школы"),
    ],
)
def test_what_is_no_leave_is_refused_in_words_and_nothing_is_given(app, department, own, typed, said):
    give(department, app, **{"school": own} | typed)
    assert department.status == 422
    assert said in department.text
    with app.app_context():
        assert lent() == []


@pytest.mark.parametrize(("her_last", "status"), [(LAST, 200), (date(2022, 3, 25), 422)])
def test_the_absent_leads_the_school_on_each_of_the_days(app, department, own, her_last, status):
    with app.app_context():
        for grant in roles_of(SOKOLOVA):
            grant.ends_on = her_last
        db.session.commit()
    give(department, app, school=own)
    assert department.status == status


def test_two_roles_in_a_row_are_the_whole_leave(app, department, own):
    with app.app_context():
        (led,) = [one for one in roles_of(SOKOLOVA) if one.school_id == own]
        led.ends_on = FIRST
        again = {"person_id": led.person_id, "role": "curator", "school_id": own}
        db.session.add(Grant(starts_on=date(2022, 3, 25), **again))
        db.session.commit()
    give(department, app, school=own)
    assert department.status == 200


def test_a_shorter_role_beside_a_longer_one_shortens_nothing():
    absent, substitute = Person(id=1, name="Соколова"), Person(id=2, name="Лебедева")
    leave = Leave(absent, substitute, date(2022, 7, 1), date(2022, 7, 31))
    spans = ((1, 20), (5, 10), (21, 31))
    roles = [
        Grant(person_id=1, school_id=7, starts_on=date(2022, 7, first), ends_on=date(2022, 7, last))
        for first, last in spans
    ]
    assert led_throughout(leave, roles) == {7}
    assert led_throughout(leave, roles[:2]) == set()


@pytest.mark.parametrize(
    ("who", "instead", "said"),
    [
        (LEBEDEVA, SOKOLOVA, "здесь уже замещает Журавлёв Пётр"),
        (SOKOLOVA, LEBEDEVA, "Соколова Мария (демо) в эти дни сам(а) отсутствует"),
        (LEBEDEVA, ZHURAVLYOV, "Журавлёв Пётр (демо) в эти дни сам(а) замещает"),
    ],
)
def test_nobody_stands_in_twice_or_while_away(app, department, who, instead, said):
    give(department, app)
    give(department, app, who, instead, starts_on=LAST, ends_on=LAST)
    assert department.status == 422
    assert said in department.text
    give(department, app, who, instead, starts_on=AFTER, ends_on=AFTER)
    assert department.status == 200


def test_a_substitute_stays_longer_only_while_the_absent_leads(app, department, own):
    give(department, app, school=own)
    with app.app_context():
        (grant,) = lent()
        number = grant.id
        for one in roles_of(SOKOLOVA):
            one.ends_on = AFTER
        db.session.commit()
    department.post(f"/people/roles/{number}/end", {"ends_on": "2022-03-28"})
    assert department.status == 422
    assert "не куратор этой школы" in department.text
    for day in ("2022-03-27", "2022-03-25"):
        department.post(f"/people/roles/{number}/end", {"ends_on": day})
        assert department.status == 200


@pytest.mark.parametrize(
    ("amiss", "law"),
    [
        ({"role": "school"}, "curator_stands_in"),
        ({"ends_on": None}, "stands_in_till_a_day"),
        ({"stands_for_id": "himself"}, "stands_in_for_another"),
    ],
)
def test_the_database_repeats_the_law(app, amiss, law):
    with app.app_context():
        if "stands_for_id" in amiss:
            amiss = {"stands_for_id": person(ZHURAVLYOV)}
        with pytest.raises(IntegrityError, match=law):
            stand_in(**amiss)


def test_pages_say_who_stands_in_and_who_was_the_curator_when(app, department, school, own):
    card = give(department, app, school=own)
    department.get(f"/people/{card}")
    assert f"Куратор, {OWN}, замещает: {SOKOLOVA}" in department.text
    with app.app_context():
        hers = person(SOKOLOVA)
    department.get(f"/people/{hers}")
    assert "Кто замещает" in department.text
    assert ZHURAVLYOV in department.text
    for page in ("/people", "/participants", "/journal"):
        department.get(page)
        assert f"замещает: {SOKOLOVA}" in department.text, page
    school.get("/")
    assert f"замещает: {SOKOLOVA}, по 26.03.2022" in school.text
    department.get("/schools/1/kit")
    assert f"{ZHURAVLYOV} (замещает: {SOKOLOVA})" in department.text
    listed = [" ".join(one.text_content().split()) for one in department.page.xpath("//details//li")]
    assert listed[0] == f"{ZHURAVLYOV}, с 24.03.2022 по 26.03.2022 включительно; замещает: {SOKOLOVA}"
    assert listed[1].startswith(f"{SOKOLOVA}, с ")
