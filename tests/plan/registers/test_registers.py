"""The registers behind the plan: what is typed is kept or refused in words, and a fact counts by its own day."""

from datetime import date

import pytest

from app.extensions import db
from app.permissions import PERMISSIONS
from app.plan.registers.table import REGISTERS
from app.roles import Role
from app.year.cycle.models import Participation
from tests.plan.made import docx_of
from tests.rules.places import PEOPLE


@pytest.fixture
def department(browser):
    return browser("department")


def test_words_longer_than_their_place_are_refused_with_what_was_typed(department):
    department.get("/registers/letters")
    department.submit("/registers/letters", on="2022-03-22", subject="plan", addressee="Кому " * 60, number="1" * 41)
    assert department.status == 422
    assert "Не больше 200 знаков" in department.text
    assert "Не больше 40 знаков" in department.text
    assert department.page.xpath('//input[@name="number"]/@value') == ["1" * 41]


def test_teachers_are_counted_by_the_latest_day_whichever_row_was_written_last(department):
    for on, trained in (("2022-03-22", "8"), ("2022-02-01", "1")):
        department.get("/registers/teachers")
        department.submit("/registers/teachers", on=on, participation_id="1", needed="10", trained=trained)
    department.get("/plan/17")
    assert "обученные учителя из нуждающихся: 8 из 10" in department.text


def held(department, **typed) -> str:
    """The address of an event that is in the register now."""
    department.get("/registers/events")
    typed = {"on": "2022-03-22", "kind": "webinar", "title": "Вебинар (демо)", **typed}
    department.submit("/registers/events", **typed)
    return department.last.request.path


def test_who_marks_himself_while_the_list_is_open_stays_marked_when_it_is_saved(department, school):
    event = held(department)
    department.submit(f"{event}/code")
    code = department.page.xpath('//b[@class="code-big"]/text()')[0]
    rows = {row.get("name"): "absent" for row in department.page.xpath("//select[@class='select']")}
    school.get("/present")
    latin = code.translate(str.maketrans("АВЕКМНРСТ", "ABEKMHPCT"))
    school.submit("/present", code=latin.lower())
    department.submit(f"{event}/attendance", **rows | {"school-2": "viewer"})
    assert "Отмечено: 2 из" in department.text
    department.submit(f"{event}/attendance", **rows)
    assert "Отмечено: 0 из" in department.text


def test_a_file_that_is_no_table_is_refused_and_the_pasted_list_stays(department):
    event = held(department)
    department.upload(f"{event}/list", docx_of([["Заречная СОШ"]]), "список.docx", lines="Ольховская ООШ")
    assert department.status == 422
    assert "Файл не открывается как XLSX" in department.text
    assert department.page.xpath('//textarea[@name="lines"]/text()') == ["Ольховская ООШ"]


def test_a_struck_event_changes_no_more(department):
    event = held(department)
    department.get("/registers/events")
    department.submit(f"/registers{event}/striking", because="Записано дважды.")
    for path, typed in (("attendance", {"school-1": "viewer"}), ("code", {})):
        department.post(f"{event}/{path}", typed)
        assert department.status == 422
        assert "Эта запись уже вычеркнута." in department.text
    department.get(event)
    assert "Школы: 0 из" in department.text
    assert "Код мероприятия" not in department.text


def test_the_list_of_an_event_is_of_its_day_and_shows_a_reader_his_own(department, browser, app):
    event = held(department)
    department.submit(f"{event}/attendance", **{"school-2": "viewer", "school-9": "viewer"})
    with app.app_context():
        gone = db.session.get(Participation, 9)
        gone.left_on, gone.left_because = date(2022, 3, 23), "Закрыта (демо)"
        db.session.commit()
    department.get(event)
    assert "Школы: 2 из 12" in department.text
    municipal = browser("municipal")
    municipal.get(event)
    names = municipal.page.xpath('//fieldset[contains(., "Школы")]//div/span[1]/text()')
    assert set(names) == {"МБОУ «Заречная СОШ» (демо)", "МБОУ «Ольховская ООШ» (демо)"}


def test_who_stands_for_a_municipality_is_on_the_list_of_the_first_meeting_alone(department):
    for kind, listed in (("webinar", False), ("start", True)):
        department.get(held(department, kind=kind))
        assert ("От муниципалитетов: 0 из 1" in department.text) == listed == ("Дроздова" in department.text)


WRITERS = {"Департамент": Role.REGIONAL, "ОИРО": Role.REVIEWER, "ОРЦОКО": Role.ANALYST, "координатор": Role.MUNICIPAL}


@pytest.mark.parametrize("key", REGISTERS)
def test_a_register_names_as_its_writers_those_who_may_write_there(key, browser, app):
    """ОИРО has read «Записи ведут Департамент, ОИРО и ОРЦОКО» where it may not write."""
    rule = PERMISSIONS[REGISTERS[key].action]
    with app.app_context():
        said = rule.refusal.replace("\xa0", " ")
    assert {role for word, role in WRITERS.items() if word in said} <= set(rule.roles)
    for who in ("department", "expert2", "rcoko", "municipal"):
        person = browser(who)
        person.get(f"/registers/{key}")
        writes = PEOPLE[who] in rule.roles
        assert bool(person.page.xpath(f'//form[@action="/registers/{key}"]')) == writes, who
        assert writes or person.page.xpath("//main//tbody") or said in person.text, who
