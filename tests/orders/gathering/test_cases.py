"""D8: names and posts in cases are proposed, read by a person, kept as that person left them, and never guessed."""

from datetime import date

import pytest

from app.directory.models import Official
from app.extensions import db
from app.orders.gathering import controller, signatory
from app.orders.register.registering import register_order
from app.orders.services import draft_order, facts_of
from app.papers.declension import CASES, name, post, proposed, surname_first
from app.papers.rendering import render, text_of
from app.papers.templates.samples import sample
from app.papers.wording import words
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.refusing import refusal_of

# Invented people: nominative, then genitive, dative, accusative of the surname.
WOMEN = """
Образцова Образцовой Образцовой Образцову
Примерина Примериной Примериной Примерину
Дубравская Дубравской Дубравской Дубравскую
Толстая Толстой Толстой Толстую
Ткаченко Ткаченко Ткаченко Ткаченко
Черных Черных Черных Черных
Шульц Шульц Шульц Шульц
Коваль Коваль Коваль Коваль
Шевчук Шевчук Шевчук Шевчук
Глинка Глинки Глинке Глинку
Гарсиа Гарсиа Гарсиа Гарсиа
Дурново Дурново Дурново Дурново
Римская-Корсакова Римской-Корсаковой Римской-Корсаковой Римскую-Корсакову
Мельник-Образцова Мельник-Образцовой Мельник-Образцовой Мельник-Образцову
Петрова-Черных Петровой-Черных Петровой-Черных Петрову-Черных
"""
MEN = """
Образцов Образцова Образцову Образцова
Примерин Примерина Примерину Примерина
Дубравский Дубравского Дубравскому Дубравского
Толстой Толстого Толстому Толстого
Ткаченко Ткаченко Ткаченко Ткаченко
Долгих Долгих Долгих Долгих
Шульц Шульца Шульцу Шульца
Коваль Коваля Ковалю Коваля
Шевчук Шевчука Шевчуку Шевчука
Воробей Воробья Воробью Воробья
Глинка Глинки Глинке Глинку
Дюма Дюма Дюма Дюма
Живаго Живаго Живаго Живаго
Римский-Корсаков Римского-Корсакова Римскому-Корсакову Римского-Корсакова
"""
POSTS = """
заместитель руководителя Департамента – начальник управления общего образования
заместителя руководителя Департамента – начальника управления общего образования
заместителю руководителя Департамента – начальнику управления общего образования
заместителя руководителя Департамента – начальника управления общего образования

первый заместитель руководителя Департамента
первого заместителя руководителя Департамента
первому заместителю руководителя Департамента
первого заместителя руководителя Департамента

ведущий консультант отдела дошкольного, общего и дополнительного образования
ведущего консультанта отдела дошкольного, общего и дополнительного образования
ведущему консультанту отдела дошкольного, общего и дополнительного образования
ведущего консультанта отдела дошкольного, общего и дополнительного образования

заведующая сектором
заведующей сектором
заведующей сектором
заведующую сектором

заведующий отделом
заведующего отделом
заведующему отделом
заведующего отделом

глава администрации
главы администрации
главе администрации
главу администрации

учёный секретарь
учёного секретаря
учёному секретарю
учёного секретаря
"""
WOMAN = {"duty": "controller", "acting": "врио", "position": "начальник управления", "starts_on": "2022-02-01"}
WOMAN |= {"full_name": "Римская-Корсакова  Анна Петровна"}
SIGNED = date(2022, 2, 28)
DATIVE = "временно исполняющей обязанности начальника управления Римской-Корсаковой А. П."


@pytest.mark.parametrize(
    ("surname", *CASES, "woman"),
    [(*row.split(), woman) for table, woman in ((WOMEN, True), (MEN, False)) for row in table.split("\n") if row],
)
def test_a_surname_in_cases(surname, gen, dat, acc, woman):
    said = name(f"{surname} Ия Ильинична", woman)
    assert said == {"gen": f"{gen} И. И.", "dat": f"{dat} И. И.", "acc": f"{acc} И. И."}


@pytest.mark.parametrize("table", POSTS.strip().split("\n\n"))
def test_of_a_post_only_the_head_words_change(table):
    assert list(post(table.split("\n")[0]).values()) == table.split("\n")


def test_who_stands_in_is_shortened_under_the_order_and_written_in_full_in_its_words():
    man = proposed("Образцов Илья Ильич", "директор", "и. о.")
    assert man["position_nom"] == "и. о. директора"
    assert man["name_nom"] == "И. И. Образцов"
    assert man["position_acc"] == "исполняющего обязанности директора"
    assert proposed("Коваль Ия Ильинична", "директор", "врио")["position_acc"].startswith("временно исполняющую")


def test_a_name_that_does_not_tell_a_man_from_a_woman_is_left_to_the_person():
    said = proposed("Шульц Саша", "директор")
    assert (said["name_acc"], said["name_nom"], said["position_acc"]) == ("", "С. Шульц", "директора")


def test_in_the_words_of_an_order_the_surname_goes_first():
    assert [surname_first("И. О. Фамилия"), surname_first("Фамилия И. О.")] == ["Фамилия И. О."] * 2


def test_what_nobody_has_confirmed_is_a_blank_and_bars_the_registration(house, browser, clerk):
    client = browser()
    assert "полностью" in client.post("/orders/officials", data=WOMAN | {"full_name": "Образцова А. П."}).text
    answer = client.post("/orders/officials", data=WOMAN)
    page = client.get(answer.location).text
    assert "слова не&nbsp;подтверждены" in page.replace("\u00a0", "&nbsp;")
    assert DATIVE.rpartition(" А.")[0][:40] in page
    assert client.post("/orders/officials", data=WOMAN).status_code == 422
    assert "врио (начальник управления)" in client.get("/orders/officials").text
    client.post("/orders", data={"kind": "O_PLAN"})
    draft = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    assert "возложить на __" in text_of(render("O_PLAN", facts_of(draft)))
    assert "контролирующего в\u00a0падежах не\u00a0подтверждены" in client.get("/orders/1").text
    assert "не\u00a0подтверждены" in refusal_of(register_order, draft, "226", SIGNED, clerk, NOON).sentence


def test_the_words_that_a_person_left_stand_in_the_order_and_are_proposed_no_more(house, browser, clerk):
    client = browser()
    here = client.post("/orders/officials", data=WOMAN).location
    person = db.session.query(Official).filter_by(duty="controller", acting="врио").one()
    typed = proposed(person.full_name, person.position_nom, "врио") | {"name_acc": "Римскую-Корсакову А. П. (ред.)"}
    assert client.post(here, data=typed | {"name_dat": ""}).status_code == 422
    assert client.post(here, data=typed).status_code == 303
    assert "(ред.)" in client.get(here).text
    before, after = controller(date(2022, 1, 31)), controller(SIGNED)
    assert (before.name_acc, after.name_acc) == ("Патову Т. К.", "Римскую-Корсакову А. П. (ред.)")
    draft = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    assert words(facts_of(draft))["controller_dat"].replace("\u00a0", " ") == DATIVE
    assert register_order(draft, "226", SIGNED, clerk, NOON) is draft


def test_under_the_order_of_who_stands_in_is_a_blank_until_the_words_are_confirmed(house, browser):
    client = browser()
    here = client.post("/orders/officials", data=WOMAN | {"duty": "signatory"}).location
    assert signatory(SIGNED).position_lines == ()
    assert "Врио начальника" in client.get(here).text
    said = proposed("Римская-Корсакова Анна Петровна", "начальник управления", "врио")
    client.post(here, data=said)
    db.session.rollback()
    assert signatory(SIGNED).position_lines == ("врио начальника управления",)
    assert signatory(date(2022, 1, 31)).forms.acc.startswith("члена Правительства")
    assert words(sample("O_FREE"))["signatory_gen"].startswith("руководителя")
