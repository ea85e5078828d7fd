"""Who answers for an executor on a day; acting people come first and end by themselves."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.plan.answering.rules import answering, clash


def row(key: int, first: date, last: date | None = None, acting: bool = False):
    person = SimpleNamespace(name="Орлова Вера (демо)")
    return SimpleNamespace(id=key, starts_on=first, ends_on=last, acting=acting, person=person)


REGULAR = row(1, date(2022, 1, 1))
ACTING = row(2, date(2022, 7, 1), date(2022, 7, 28), acting=True)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("on", "who"),
    [
        (date(2021, 12, 31), None),
        (date(2022, 6, 30), REGULAR),
        (date(2022, 7, 1), ACTING),
        (date(2022, 7, 28), ACTING),
        (date(2022, 7, 29), REGULAR),
    ],
)
def test_who_is_acting_answers_on_his_days_inclusive_and_then_the_other_again(on, who):
    assert answering([REGULAR, ACTING], on) is who


@pytest.mark.sqlite
def test_two_of_one_kind_never_answer_on_one_day():
    assert clash([REGULAR], acting=False, starts_on=date(2023, 1, 1), ends_on=None).code == "clash"
    assert clash([REGULAR], acting=True, starts_on=date(2022, 8, 1), ends_on=date(2022, 8, 2)) is None
    assert clash([ACTING], acting=True, starts_on=date(2022, 7, 28), ends_on=date(2022, 8, 2)).code == "clash"
    assert clash([], acting=True, starts_on=date(2022, 8, 1), ends_on=None).code == "endless"
    assert clash([], acting=False, starts_on=date(2022, 8, 2), ends_on=date(2022, 8, 1)).code == "days"


def test_the_page_of_an_item_names_the_person_of_the_day_and_says_who_is_acting(browser, at):
    department = browser("department")
    department.get("/plan/answering")
    department.submit("/plan/answering", code="OIRO", person="2", starts_on="2022-01-01", acting="on")
    assert department.status == 422
    assert "Укажите последний день" in department.text
    assert department.page.xpath('//input[@name="starts_on"]/@value') == ["2022-01-01"]
    department.submit("/plan/answering", code="OIRO", person="2", starts_on="2022-01-01")
    department.submit(
        "/plan/answering", code="OIRO", person="3", starts_on="01.07.2022", ends_on="28.07.2022", acting="on"
    )
    department.get("/plan/21")
    assert "и. о." not in department.text
    assert "Контроль исполнения" in department.text
    at(2022, 7, 28, 20, 59)
    department.get("/plan/21")
    assert "ОИРО: и. о." in department.text
    assert "по 28.07.2022" in department.text
    at(2022, 7, 28, 21)
    department.get("/plan/21")
    assert "и. о." not in department.text
    department.get("/plan/answering")
    end = department.page.xpath('//form[contains(@action, "/end")]/@action')[0]
    department.submit(end, last_day="31.07.2022")
    assert "по 31.07.2022" in department.text
    assert browser("expert").post("/plan/answering", {}).status_code == 403


def test_an_earlier_row_is_not_drawn_out_over_the_one_after_it(browser):
    department = browser("department")
    department.get("/plan/answering")
    people = [one for one in department.page.xpath('//select[@name="person"]/option/@value') if one]
    department.submit("/plan/answering", code="OIRO", person=people[0], starts_on="2022-01-01", ends_on="2022-05-31")
    department.submit("/plan/answering", code="OIRO", person=people[1], starts_on="2022-06-01")
    department.submit("/plan/answering/1/end", last_day="2022-06-01")
    assert department.status == 422
    assert "В эти дни уже отвечает" in department.text
    department.submit("/plan/answering/1/end", last_day="2022-05-30")
    assert department.status == 200
