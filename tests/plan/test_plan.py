"""The plan: thresholds by exact fractions, two facts, and the days of order No. 226."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.plan import rules, seeding, words

ROWS = json.loads(Path(seeding.DATA).read_text())


@given(st.integers(0, 400), st.integers(1, 400), st.integers(1, 100))
def test_a_share_passes_a_threshold_only_when_the_exact_fraction_does(part, whole, threshold):
    exact = Fraction(part, whole) >= Fraction(threshold, 100)
    assert rules.reaches(part, whole, threshold) == exact == (part >= rules.needed(whole, threshold))


def test_the_arithmetic_of_the_order():
    assert (rules.needed(32, 45), rules.needed(32, 75)) == (15, 24)
    assert not rules.reaches(0, 0, 45)
    ends = [rules.last_day(date.fromisoformat(w["end"]) for w in row["windows"]) for row in ROWS]
    due = [sum(end <= day for end in ends) for day in (date(2022, 6, 30), date(2022, 10, 31), date(2022, 12, 31))]
    assert due == [16, 18, 32]


def test_an_item_is_late_only_after_its_last_day():
    ends = [date(2022, 3, 30)]
    assert rules.standing("not_started", ends, date(2022, 3, 30)) == "not_started"
    assert rules.standing("not_started", ends, date(2022, 3, 31)) == "overdue"
    assert rules.standing("executed", ends, date(2022, 3, 31)) == "executed"


def test_of_several_days_people_live_by_the_next_one():
    days = [date(2022, 6, 20), date(2022, 4, 29), date(2022, 11, 15)]
    assert rules.nearest(days, date(2022, 4, 29)) == date(2022, 4, 29)
    assert rules.nearest(days, date(2022, 4, 30)) == date(2022, 6, 20)
    assert rules.nearest(days, date(2022, 12, 1)) == date(2022, 11, 15)


def test_every_item_and_executor_of_the_order_has_its_short_name():
    assert {row["key"] for row in ROWS} == set(words.SHORT_TITLES)
    assert {code for row in ROWS for code in row["executors"]} <= set(words.EXECUTORS)


def test_executed_and_confirmed_are_two_facts_with_who_and_when(browser):
    expert, department = browser("expert"), browser("department")
    expert.get("/plan/21")
    expert.submit("/plan/21/execution", note="Рекомендации разосланы.")
    assert "Исполнено, ждёт подтверждения" in expert.text
    assert "Соловьёва" in expert.text
    department.get("/plan/21")
    department.submit("/plan/21/conclusion", verdict="return")
    assert "Напишите, что исправить" in department.text
    department.submit("/plan/21/conclusion", verdict="confirm", anyway="on", remark="Проверено.")
    assert "Подтверждено 24.03.2022" in department.text
    department.get("/plan")
    assert "10 из 32" in department.text
    assert "нужно 15 из 32" in department.text


def test_only_the_department_confirms(browser):
    expert = browser("expert")
    expert.get("/plan/20")
    assert expert.post("/plan/20/conclusion", {"verdict": "confirm"}).status_code == 403


def test_a_region_is_a_part_of_its_page(browser):
    person = browser("expert")
    person.get("/plan/20")
    answer = person.post("/plan/20/execution", {"note": ""}, htmx=True)
    assert answer.status_code == 422
    assert answer.text.partition("</title>")[2].lstrip().startswith('<section class="sheet pad stack" id="item"')
