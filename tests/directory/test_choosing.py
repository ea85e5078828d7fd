"""A school chosen in a form: a small region is a list, a large one is asked for by a word."""

import pytest

from app.directory import choosing
from app.directory.choosing import chosen_school, school_choice
from app.directory.models import Grant
from app.extensions import db
from tests.people.conftest import IVANOVA
from tests.rules.places import OWN, school_named

BY_WORD = "рябин"
BY_NONE = "школы с таким словом нет"


@pytest.fixture
def large(monkeypatch):
    """A region of more schools than a list to choose from may hold."""
    monkeypatch.setattr(choosing, "SHOWN", 2)


@pytest.fixture
def department(browser):
    return browser("department")


@pytest.fixture
def ivanova(department) -> str:
    department.get("/people/new")
    department.submit("/people", name="Иванова Анна Петровна", email=IVANOVA)
    return department.page.xpath('//form[contains(@action, "/roles")]/@action')[0]


def listed(person) -> list[str]:
    return person.page.xpath('//select[@id="school"]/option[@value!=""]/text()')


def test_a_small_region_is_one_list_without_a_word(app, department, ivanova):
    with app.app_context():
        assert not school_choice({}).searched
    assert len(listed(department)) > 2
    assert not department.page.xpath('//input[@id="school-words"]')


def test_a_large_region_lists_nothing_until_a_word_is_typed(large, department, ivanova):
    card = ivanova.removesuffix("/roles")
    department.get(card)
    assert listed(department) == []
    department.get(f"{card}?school-words={BY_WORD}")
    [only] = listed(department)
    assert BY_WORD in only.lower()
    assert "Нашлось школ: 1." in department.text


def test_without_javascript_the_only_school_of_the_word_is_taken(large, app, department, ivanova):
    department.post(ivanova, {"role": "curator", "school-words": OWN})
    assert "Роль дана" in department.text
    with app.app_context():
        assert db.session.query(Grant).order_by(Grant.id.desc()).first().school_id == school_named(OWN).id


def test_a_word_of_many_schools_brings_the_form_back_with_a_bounded_list_and_the_word(large, department, ivanova):
    department.post(ivanova, {"role": "curator", "school-words": "а"})
    assert department.status == 422
    assert len(listed(department)) == 2
    assert "Уточните слово." in department.text
    assert department.page.xpath('//input[@id="school-words"]/@value') == ["а"]
    assert department.page.xpath('//select[@id="role"]/option[@selected]/@value') == ["curator"]


def test_a_word_that_finds_nothing_says_so(large, department, ivanova):
    department.post(ivanova, {"role": "curator", "school-words": BY_NONE})
    assert department.status == 422
    assert "Таких школ нет. Уберите слово или напишите другое." in department.text


def test_a_chosen_school_stays_chosen_whatever_the_word_finds(large, app):
    with app.app_context():
        chosen = school_named(OWN).id
        choice = school_choice({"school": str(chosen), "school-words": BY_NONE})
        assert [row.id for row in choice.schools] == [chosen]
        assert chosen_school({"school": str(chosen), "school-words": BY_WORD}) == chosen


@pytest.mark.parametrize("typed", [{}, {"school": "9999999"}, {"school": "x"}, {"school-words": "а"}])
def test_nothing_is_chosen_by_guessing(typed, app):
    with app.app_context():
        assert chosen_school(typed) is None


def test_the_word_fills_the_list_of_the_workplace_as_well(large, browser):
    lead = browser("expert")
    lead.get(f"/reviewers?school-words={BY_WORD}")
    assert len(listed(lead)) == 1
