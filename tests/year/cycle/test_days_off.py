"""Days on which nobody works."""

from datetime import date

import pytest

from app.year.cycle.days_off import day_off


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2022, 1, 1), "праздник: Новогодние каникулы"),
        (date(2022, 1, 8), "праздник: Новогодние каникулы"),
        (date(2022, 3, 7), "выходной, перенесён"),
        (date(2022, 3, 8), "праздник: Международный женский день"),
        (date(2022, 5, 9), "праздник: День Победы"),
        (date(2022, 3, 5), ""),
        (date(2022, 3, 30), ""),
        (date(2022, 4, 30), "суббота"),
    ],
)
def test_days_off_are_a_table(on, why):
    assert day_off(on) == why
