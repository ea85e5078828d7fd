"""The plan «На дату»: the same pages at another moment, and executions that are entered late."""

import io

import pytest
from openpyxl import load_workbook

from app.plan.history import TOLD
from app.plan.workflow import FLOW

LATER = (2022, 4, 6, 9)


@pytest.fixture
def department(browser):
    return browser("department")


def test_every_state_of_an_item_can_be_told_from_its_facts():
    assert {move.target for move in FLOW.transitions} <= set(TOLD), "teach app/plan/history.py the new state"


def test_an_execution_entered_late_keeps_both_days(department, at):
    at(*LATER)
    department.get("/plan/21")
    department.submit("/plan/21/execution", note="Рассылка.", done_on="2022-04-08")
    assert "День исполнения ещё не наступил" in department.text
    department.submit("/plan/21/execution", note="Рассылка.", done_on="2022-04-02")
    assert "Исполнено 02.04.2022, записано 06.04.2022" in department.text
    department.get("/plan?on=2022-04-03")
    assert "мероприятие № 21 исполнено 02.04.2022, записано 06.04.2022 в 12:00. Здесь это учтено." in department.text
    department.get("/plan/21?on=2022-04-03")
    assert "Исполнено, ждёт подтверждения" in department.text
    assert not department.page.xpath('//main//form[@method="post"]'), "nobody acts in the past"
    department.get("/plan/21?on=2022-04-03&clock=recorded")
    assert "Не начато" in department.text
    assert "Здесь это ещё не учтено" in department.text


def test_the_sheet_of_the_plan_is_that_of_its_day_and_says_so(department, at):
    at(2022, 4, 4, 9)
    seen = _values(department.download("/plan.xlsx"))
    at(*LATER)
    department.get("/plan/21")
    department.submit("/plan/21/execution", note="Рассылка.", done_on="2022-04-02")
    then = "/plan.xlsx?on=2022-04-04&time=12:00"
    assert _values(department.download(then)) != seen
    assert _values(department.download(f"{then}&clock=recorded"))[1:] == seen[1:]
    (said, *_), *_ = _values(department.download(f"{then}&clock=recorded"))
    assert said.replace("\xa0", " ") == "Состояние на 04.04.2022 12:00 мск, как было известно в тот момент"


def _values(data: bytes) -> list:
    return [[cell.value for cell in row] for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows()]
