"""The registers behind the plan: what is typed is kept or refused in words, and a fact counts by its own day."""

import pytest


@pytest.fixture
def department(browser):
    return browser("department")


def test_words_longer_than_their_place_are_refused_with_what_was_typed(department):
    department.get("/registers/letters")
    department.submit("/registers/letters", on="2022-03-22", subject="plan", addressee="Кому " * 60, number="1" * 41)
    assert department.status == 422
    assert "Не больше 200 знаков" in department.text and "Не больше 40 знаков" in department.text
    assert department.page.xpath('//input[@name="number"]/@value') == ["1" * 41]


def test_teachers_are_counted_by_the_latest_day_whichever_row_was_written_last(department):
    for on, trained in (("2022-03-22", "8"), ("2022-02-01", "1")):
        department.get("/registers/teachers")
        department.submit("/registers/teachers", on=on, participation_id="1", needed="10", trained=trained)
    department.get("/plan/17")
    assert "8 из 10 учителей обучено" in department.text
