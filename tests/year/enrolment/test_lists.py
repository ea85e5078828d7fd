"""A list of schools from a table: what is read, what is asked, what is brought in."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.directory.models import Grant, Person, School
from app.extensions import db
from app.journal.models import Event
from app.people.mode.rules import REAL
from app.year.cycle.models import Participation
from app.year.enrolment.matching import town_key
from tests.documents.steps import docx

HEADS = ["Школа", "Муниципальное образование", "Код", "Директор", "Почта директора", "Куратор", "Почта куратора"]
NEW = ["МБОУ «Новая СОШ» (демо)", "Верховский район", "057001", "Ковалёва Анна (демо)", "kov@example.org", "", ""]
STANDS = ["МБОУ Заречная СОШ (демо)", "верховский район", "", "", "", "", ""]


def table(*rows, heads=HEADS, above=()) -> bytes:
    book = Workbook()
    for row in (*above, heads, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def department(browser):
    person = browser("department")
    person.get("/participants")
    return person


def load(who, data: bytes, name: str = "Перечень.xlsx"):
    who.get("/participants")
    return who.upload("/participants/lists", data, name)


def take(who):
    form = next(form for form in who.page.forms if "/participants/lists/" in (form.get("action") or ""))
    return who.post(form.get("action"), {})


def counts(app) -> tuple[int, ...]:
    with app.app_context():
        return tuple(db.session.query(model).count() for model in (School, Participation, Person, Grant))


def test_a_list_shows_first_and_adds_only_when_told(app, department):
    before = counts(app)
    load(department, table(NEW, STANDS, above=[["Перечень школ на 2022 год"], []]))
    assert "Новая школа" in department.text
    assert "Уже участвует" in department.text
    assert counts(app) == before
    take(department)
    assert "Добавлено школ: 1" in department.text
    assert [new - old for new, old in zip(counts(app), before, strict=True)] == [1, 1, 1, 1]
    with app.app_context():
        school = db.session.query(School).filter_by(code="057001").one()
        assert school.short_name == NEW[0]
        grant = db.session.query(Grant).filter_by(school_id=school.id).one()
        assert (grant.role, grant.person.name) == ("school", "Ковалёва Анна (демо)")
        assert db.session.query(Event).filter_by(kind="school:enrolled").count() == 1


def test_the_same_list_twice_adds_nothing(app, department):
    load(department, table(NEW))
    take(department)
    after = counts(app)
    load(department, table(NEW))
    take(department)
    assert "Добавлено школ: 0" in department.text
    assert counts(app) == after


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Школа", "Верховскй район"], "Может быть, «Верховский район»?"),
        (["Школа", "Тульский район"], "нет в списке"),
        (["Школа", ""], "Не назван муниципалитет"),
        (["", "Верховский район", "1"], "Нет названия школы"),
        (["Школа", "Верховский район", "", "Имя", "не почта"], "написана не целиком"),
        (["Школа", "Верховский район", "", "", "who@example.org"], "Чья почта"),
        (["Школа", "Верховский район", "", "Иной Иван", "school@example.org"], "принадлежит другому человеку"),
    ],
)
def test_a_row_that_is_amiss_is_named_and_stops_the_whole_list(app, department, row, said):
    before = counts(app)
    load(department, table(NEW, row))
    assert said in department.text
    assert "Ошибка" in department.text
    take(department)
    assert department.status == 422
    assert "В строках 3 есть ошибки, и ничего не добавлено" in department.text
    assert counts(app) == before


def test_a_role_that_may_not_be_given_stops_the_whole_list_and_says_whose_it_is(app, department):
    before = counts(app)
    load(department, table([*NEW[:3], "Администратор (демо)", "admin@example.org", "", ""]))
    take(department)
    assert department.status == 422
    assert "admin@example.org: Роль администратора и вход администратора меняет только" in department.text
    assert counts(app) == before


def test_an_invented_address_in_the_list_of_a_real_house_stops_the_whole_list_in_words(app, department, monkeypatch):
    monkeypatch.setattr("app.people.services.mode_of_data", lambda: REAL)
    before = counts(app)
    load(department, table(NEW))
    take(department)
    assert department.status == 422
    assert "kov@example.org: Адреса @example.org бывают только в демонстрации" in department.text
    assert counts(app) == before


def test_a_role_that_somebody_has_already_stays_as_it_is_and_stops_nothing(app, department):
    before = counts(app)
    load(department, table([*STANDS[:3], "Директор 1 (демо)", "school@example.org", "", ""]))
    take(department)
    assert "Добавлено школ: 0" in department.text
    assert counts(app) == before


def test_a_school_named_twice_is_said(department):
    load(department, table(NEW, [*NEW[:2], "", "", "", "", ""]))
    assert department.text.count("стоит в файле дважды") == 2


def test_a_code_keeps_its_zeros_and_names_the_school_whatever_its_name(app, department):
    load(department, table(NEW))
    take(department)
    load(department, table(["МБОУ «Переименованная» (демо)", "Верховский район", "057001", "", "", "", ""]))
    assert "Уже участвует" in department.text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (table(["1", "2"], heads=["Имя", "Возраст"]), "Список.xlsx", "не нашлась таблица"),
        (table(), "Список.xlsx", "Прочитано 0 строк"),
        (b"not a table", "Список.xlsx", "Нужна таблица XLSX"),
        (b"", "Список.xlsx", "пустой"),
    ],
)
def test_what_is_no_list_is_refused_in_words(department, data, name, said):
    load(department, data, name)
    assert said in department.text


def test_a_document_of_a_school_is_no_list(department):
    load(department, docx("Концепция"), "Концепция.docx")
    assert department.status == 422
    assert "Нужна таблица XLSX" in department.text


def test_three_hundred_rows_take_as_many_statements_to_show_as_one(department, statements):
    few = statements(lambda: load(department, table(NEW)))
    rows = [[f"Школа {n}", "Верховский район"] for n in range(300)]
    assert statements(lambda: load(department, table(*rows))) == few


@given(
    st.sampled_from(["Верховский", "Кромской", "Орловский"]),
    st.sampled_from(["{} район", "{} муниципальный округ", "{}"]),
)
def test_a_district_is_known_by_its_name_whatever_it_is_called_this_year(name, form):
    assert town_key(form.format(name)) == town_key(f"{name} район")


def test_a_city_and_its_district_are_two_places():
    assert town_key("г. Ливны") != town_key("Ливенский район")
