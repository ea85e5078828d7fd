"""A profile comes from the region, is taken once by its school, and leads the curator to the school."""

import re

import pytest
from sqlalchemy import func, select

from app.directory.models import School
from app.extensions import db
from app.journal.models import Event
from app.year.cycle.models import Cycle, Participation
from app.year.profile import queries
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile, Survey
from tests.year.profile.conftest import NOT_VISITED


@pytest.fixture
def uploaded(browser, paper):
    """The region has just uploaded a corrected profile of the first school."""
    department = browser("department")
    department.get("/profiles/1")
    department.upload("/profiles/1/file", paper(), "РПШ «Заречная» №1.pdf")
    assert "Файл сохранён" in department.text
    return department


def receipt_form(person) -> str:
    person.get("/profiles/1")
    return next(f.get("action") for f in person.page.forms if "receipt" in (f.get("action") or ""))


def test_the_school_is_asked_to_take_its_profile_until_it_does(school, uploaded):
    school.get("/")
    assert "Получите рисковый профиль" in school.text
    asked = school.page.xpath('//section[.//h3[contains(., "Получите рисковый профиль")]]//time/@datetime')
    assert asked == ["2022-03-24T23:59+03:00"]  # the file came after the day by which profiles are taken
    school.submit(receipt_form(school))
    assert "Получение записано" in school.text
    school.get("/")
    assert "Получите рисковый профиль" not in school.text


def test_a_receipt_is_recorded_once_with_who_and_when(school, uploaded, count, ask, at):
    before, action = count(ProfileReceipt), receipt_form(school)
    school.post(action, {})
    at(2022, 4, 1)
    school.post(action, {})
    assert count(ProfileReceipt) == before + 1

    def newest():
        receipt = db.session.scalars(select(ProfileReceipt).order_by(ProfileReceipt.id.desc())).first()
        told = select(func.count(Event.id)).where(Event.kind == "profile:taken", Event.subject_id == receipt.profile_id)
        return receipt.taken_at.day, receipt.taken_by.email, db.session.scalar(told)

    assert ask(newest) == (24, "school@example.org", 1)


def test_nobody_but_the_school_makes_a_receipt(browser, school, uploaded, count):
    before, action = count(ProfileReceipt), receipt_form(school)
    for who in ("curator", "department", "municipal", "expert"):
        person = browser(who)
        person.get("/")
        assert person.post(action, {}).status_code == 403, who
    for who in ("curator", "department"):
        assert browser(who).client.get(action.removesuffix("/receipt")).status_code == 200
    assert count(ProfileReceipt) == before


def test_the_school_has_no_way_to_the_file_past_its_receipt(school, uploaded, paper):
    action = receipt_form(school)
    file = action.removesuffix("/receipt")
    answer = school.get(file)
    assert answer.request.path == "/profiles/1"
    assert not school.page.xpath(f'//main//a[@href="{file}"]')
    school.submit(action)
    assert school.download(file) == paper()
    assert file in school.page.xpath('//meta[@http-equiv="refresh"]/@content')[0]


def test_a_file_that_was_replaced_is_not_taken_by_an_old_page(school, uploaded, paper, count):
    action = receipt_form(school)
    uploaded.upload("/profiles/1/file", paper("Исправленный"), "РПШ.pdf")
    before = count(ProfileReceipt)
    answer = school.post(action, {})
    assert answer.status_code == 422
    assert "Регион загрузил новый файл профиля" in school.text
    assert count(ProfileReceipt) == before
    assert count(RiskProfile) == 14


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "РПШ.pdf", "Файл пустой"),
        (b"<html></html>", "РПШ.pdf", "Содержимое файла не похоже на PDF"),
    ],
)
def test_a_wrong_file_is_refused_in_words(uploaded, data, name, sentence, count):
    before = count(RiskProfile)
    assert uploaded.upload("/profiles/1/file", data, name).status_code == 422
    assert sentence in uploaded.text
    assert count(RiskProfile) == before


def test_the_same_file_twice_is_one(uploaded, paper, count):
    before = count(RiskProfile)
    assert uploaded.upload("/profiles/1/file", paper(), "РПШ.pdf").status_code == 422
    assert "Этот файл уже загружен" in uploaded.text
    assert count(RiskProfile) == before


def test_the_region_names_the_factors_and_their_significance(browser, ask):
    department = browser("department")
    url = f"/profiles/{NOT_VISITED}"
    department.get(url)
    named = {s.get("name"): s.value for s in department.page.xpath("//select[starts-with(@name, 'factor-')]")}
    gone = next(name for name, level in named.items() if level)
    new = next(name for name, level in named.items() if not level)
    department.submit(f"{url}/factors", **{**named, gone: "", new: "low"})
    assert "Записано факторов: 3" in department.text
    risks = ask(lambda: [(r.direction_id, r.significance) for r in db.session.get(Participation, NOT_VISITED).risks])
    levels = {f"factor-{key}": level for key, level in risks}
    assert gone not in levels
    assert levels[new] == "low"


def test_a_factor_that_the_curator_has_answered_about_is_not_left_out(browser, ask):
    department = browser("department")
    department.get("/profiles/1")
    answer = department.submit("/profiles/1/factors")
    assert answer.status_code == 422
    assert "убрать из профиля нельзя" in department.text
    assert ask(lambda: len(db.session.get(Participation, 1).risks)) == 4


@pytest.mark.parametrize("path", ["/profiles/{p}", "/profiles/files/{f}", "/factors/{r}"])
def test_another_schools_profile_answers_404(path, browser, ask):
    file = ask(lambda: db.session.scalar(select(RiskProfile.id).where(RiskProfile.participation_id == 9)))
    ids = {"p": 9, "f": file, "r": ask(lambda: db.session.get(Participation, 9).risks[0].id)}
    for who in ("school", "curator"):
        person = browser(who)
        assert person.get(path.format(**ids)).status_code == 404
        assert person.get(path.format(p=9999, f=9999, r=9999)).status_code == 404


def test_a_curator_does_nothing_at_a_foreign_school(curator, ask):
    risk = ask(lambda: db.session.get(Participation, 9).risks[0].id)
    curator.get("/profiles")
    for url in ("/profiles/9/visit", f"/factors/{risk}/verification", f"/factors/{risk}/closing"):
        assert curator.post(url, {}).status_code == 404, url


VISIT = {"visited_on": "2022-03-23", "how": "remote", "participants": "Директор", "note": "Долгая заметка"}


def test_a_visit_that_cannot_be_taken_keeps_what_was_typed(browser, count):
    before = count(FirstVisit)
    curator, url = browser("curator4"), f"/profiles/{NOT_VISITED}"
    curator.get(url)
    answer = curator.post(f"{url}/visit", {**VISIT, "visited_on": "2022-03-25", "how": ""}, htmx=True)
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert "ещё не\u00a0наступил" in answer.text
    assert "Выберите: очно" in answer.text
    assert "Долгая заметка" in answer.text
    assert 'value="2022-03-25"' in answer.text
    assert count(FirstVisit) == before


def test_a_visit_is_one_fact_however_often_it_is_sent_and_a_correction_keeps_the_former(browser, count):
    curator, url = browser("curator4"), f"/profiles/{NOT_VISITED}"
    before = count(FirstVisit)
    curator.get(url)
    curator.post(f"{url}/visit", VISIT)
    curator.post(f"{url}/visit", VISIT)
    assert count(FirstVisit) == before + 1
    assert "Дистанционно" in curator.text
    curator.post(f"{url}/visit", {**VISIT, "visited_on": "22.03.2022"})
    assert count(FirstVisit) == before + 2
    assert "22.03.2022" in curator.text


def test_the_region_marks_the_survey_of_many_schools_at_once(browser, count):
    department = browser("department")
    department.get("/profiles")
    department.post("/profiles/surveys", {"school": ["1", "2"], "move": "unmark"})
    assert "Снято отметок: 2" in department.text
    assert count(Survey) == 10
    department.post("/profiles/surveys", {"school": ["1", "2", "3"], "move": "mark", "done_on": "03.02.2022"})
    assert "Отмечено школ: 2. Уже были отмечены: 1." in department.text
    assert count(Survey) == 12
    department.post("/profiles/surveys", {"all": "1", "move": "unmark"})
    assert count(Survey) == 0
    department.post("/profiles/surveys", {"all": "1", "move": "mark", "done_on": "2022-02-04"})
    assert "Отмечено школ: 12." in department.text
    assert count(Survey) == 12


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"done_on": "2022-02-04"}, "Отметьте хотя бы одну школу"),
        ({"done_on": "2022-03-25", "school": "1"}, "Этот день ещё не наступил"),
        ({"done_on": "вчера", "school": "1"}, "Напишите день, месяц и год"),
        ({"done_on": "2002-02-04", "school": "1"}, "не относится к 2022 году проекта"),
    ],
)
def test_a_mark_that_cannot_be_made_says_why_and_keeps_the_choice(browser, typed, sentence):
    department = browser("department")
    department.get("/profiles")
    assert department.post("/profiles/surveys", {"move": "mark", **typed}).status_code == 422
    assert sentence in department.text
    assert bool(department.page.xpath('//input[@name="school"][@value="1"][@checked]')) == ("school" in typed)


def test_the_list_shows_each_reader_their_own_schools_and_filters_by_municipality(browser):
    shown = {}
    for who in ("department", "municipal", "curator"):
        person = browser(who)
        person.get("/profiles")
        shown[who] = len(person.page.xpath("//tbody/tr"))
    assert shown == {"department": 12, "municipal": 2, "curator": 3}
    department = browser("department")
    department.get("/profiles")
    town = department.page.xpath('//option[contains(., "Кромской")]/@value')[0]
    department.get(f"/profiles?town={town}")
    names = department.page.xpath("//tbody//th/a/text()")
    assert len(names) == 2
    assert all(re.search("Родниковская|Рябиновская", name) for name in names)


def test_thirty_schools_more_cost_no_statement_more(browser, app, statements):
    department = browser("department")
    few = statements(lambda: department.get("/profiles"))
    with app.app_context():
        cycle, town = db.session.get(Cycle, 1), db.session.get(School, 1).municipality_id
        for number in range(30):
            school = School(short_name=f"Школа {number} (демо)", full_name="Школа (демо)", municipality_id=town)
            db.session.add(Participation(cycle=cycle, school=school))
        db.session.commit()
    assert statements(lambda: department.get("/profiles")) == few
    assert len(department.page.xpath("//tbody/tr")) == 42


def test_the_numbers_of_items_6_8_and_10(house):
    cycle = db.session.get(Cycle, 1)
    for found in (queries.surveyed(cycle), queries.received(cycle)):
        assert (found.done, found.of, found.missing) == (12, 12, ())
    tenth = queries.visited_and_settled(cycle)
    assert (tenth.done, tenth.of) == (11, 12)
    assert [school.school.short_name for school in tenth.missing] == ["МБОУ «Вишнёвская СОШ» (демо)"]


def test_a_new_file_of_the_region_does_not_undo_item_8(uploaded, ask):
    assert ask(lambda: queries.received(db.session.get(Cycle, 1)).done) == 12
