"""Counted nouns, days, sizes and shares as a Russian reader writes them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.kernel import words

NBSP = "\u00a0"
TODAY = date(2022, 3, 24)


@pytest.mark.parametrize(
    "number, said",
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (4, "4 дня"),
        (5, "5 дней"),
        (10, "10 дней"),
        (11, "11 дней"),
        (12, "12 дней"),
        (14, "14 дней"),
        (15, "15 дней"),
        (20, "20 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (25, "25 дней"),
        (100, "100 дней"),
        (101, "101 день"),
        (111, "111 дней"),
        (112, "112 дней"),
        (122, "122 дня"),
    ],
)
def test_a_noun_agrees_with_its_number(number, said):
    assert words.pluralize(number, "день", "дня", "дней") == said.replace(" ", NBSP)


def test_small_numbers_are_spelled_in_their_case_and_others_stay_figures():
    assert [words.spelled(number, "genitive") for number in (1, 10, 11)] == ["одного", "десяти", "11"]
    assert words.spelled(2, "dative") == "двум"
    found = [words.pluralize_in_words(number, "neuter", "замечание", "замечания", "замечаний") for number in (1, 2, 11)]
    assert found == [f"одно{NBSP}замечание", f"два{NBSP}замечания", f"11{NBSP}замечаний"]


@pytest.mark.parametrize(
    "days, said",
    [
        (6, "осталось 6 дней"),
        (2, "осталось 2 дня"),
        (1, "остался 1 день"),
        (21, "остался 21 день"),
        (11, "осталось 11 дней"),
        (0, "сегодня последний день"),
        (-1, "прошёл 1 день"),
        (-3, "прошло 3 дня"),
        (-11, "прошло 11 дней"),
        (-21, "прошёл 21 день"),
    ],
)
def test_what_is_left_till_a_day(days, said):
    assert words.days_left(TODAY + timedelta(days=days), TODAY).replace(NBSP, " ") == said


def test_a_moment_is_shown_by_the_moscow_calendar():
    night = datetime(2022, 3, 23, 21, 0, 12, tzinfo=UTC)
    assert words.day(night) == "24.03.2022"
    assert words.day(TODAY) == "24.03.2022"
    assert words.spoken_day(night) == f"24{NBSP}марта"
    assert words.moment(night) == f"24.03.2022 в{NBSP}00:00"
    assert words.second(night) == f"24.03.2022 в{NBSP}00:00:12{NBSP}мск"
    assert words.file_day(night) == "2022-03-24"


def test_a_long_day_has_its_weekday():
    assert words.long_day(date(2022, 3, 30)) == "30 марта, среда"


def test_numbers_are_listed_as_in_a_sentence():
    assert words.listed([18]) == f"№{NBSP}18"
    assert words.listed([18, 20]) == f"№{NBSP}18 и{NBSP}20"
    assert words.listed([13, 18, 20]) == f"№{NBSP}13, 18 и{NBSP}20"


@pytest.mark.parametrize(
    "number, said",
    [(0, "1 КБ"), (1, "1 КБ"), (24 * 1024, "24 КБ"), (1024 * 1024, "1,0 МБ"), (int(1.4 * 1024 * 1024), "1,4 МБ")],
)
def test_a_size(number, said):
    assert words.size(number) == said.replace(" ", NBSP)


@pytest.mark.parametrize(
    "part, whole, said",
    [
        (0, 0, "нет данных"),
        (0, 3, "0,0 %"),
        (1, 3, "33,3 %"),
        (2, 3, "66,6 %"),
        (3, 3, "100,0 %"),
        (999, 1000, "99,9 %"),
    ],
)
def test_a_share_is_cut_down_and_never_rounded_up(part, whole, said):
    assert words.share(part, whole) == said.replace(" %", f"{NBSP}%")


@pytest.mark.parametrize("value, said", [("68.59", "68,5"), ("80", "80,0"), ("79.99", "79,9"), ("0", "0,0")])
def test_tenths_are_cut_down(value, said):
    assert words.tenths(Decimal(value)) == said
