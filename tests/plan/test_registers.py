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
