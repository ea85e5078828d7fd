"""What people and addresses bring: days, numbers, names, gaps, quotes, ways back."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from app.kernel.days import read_day
from app.kernel.gaps import filled, gaps, is_open, without
from app.kernel.names import cyrillic, plain
from app.kernel.numbers import LARGEST, number, numbers, row_id, row_ids
from app.kernel.quotes import inner, quoted
from app.kernel.ways import inside_of, safe_redirect_target

HOME = "/"


@pytest.mark.parametrize("typed", ["2022-02-28", "28.02.2022", " 28.02.2022 "])
def test_a_day_is_read_as_a_browser_and_as_a_person_writes_it(typed):
    assert read_day(typed) == date(2022, 2, 28)


@pytest.mark.parametrize("typed", ["", "28.02.22", "30.02.2022", "28.02.1999", "28.02.2100", "1022-02-28", "сегодня"])
def test_what_is_no_day_of_our_century_is_none(typed):
    assert read_day(typed) is None


def test_the_first_and_the_last_day_of_the_century_are_days():
    assert read_day("01.01.2000") == date(2000, 1, 1)
    assert read_day("31.12.2099") == date(2099, 12, 31)


@pytest.mark.parametrize("typed, found", [("0", 0), (" 7 ", 7), (str(LARGEST), LARGEST)])
def test_a_whole_number(typed, found):
    assert number(typed) == found


@pytest.mark.parametrize("typed", [None, "", "-1", "1.5", "1e9", "²", "٣", str(LARGEST + 1), "9" * 30])
def test_what_no_column_can_hold_is_the_default(typed):
    assert number(typed) is None
    assert number(typed, 5) == 5


def test_numbers_of_a_form_keep_their_order_and_lose_the_rest():
    form = MultiDict([("id", "3"), ("id", "x"), ("id", "1")])
    assert row_ids(form, "id") == numbers(["3", "x", "1"]) == [3, 1]
    assert row_id(form, "id") == 3
    assert row_id(form, "other", 9) == 9


def test_names_are_alike_whatever_their_case_quotes_and_yo():
    assert plain("МБОУ «Берёзовская  СОШ»") == plain('мбоу "березовская сош"') == "мбоу березовская сош"


def test_latin_letters_that_look_cyrillic_are_cyrillic():
    assert cyrillic(" abC1 ") == "АВС1"


def test_each_gap_of_a_ready_text_is_found():
    assert gaps("письмо № … от ___, пункт №.") == ["№ …", "___", "№"]
    assert gaps("приказ № 226") == []


def test_in_ones_own_words_dots_may_be_meant_and_a_number_without_figures_may_not():
    assert not is_open("и так далее…")
    assert is_open("в пункте №, где")
    assert is_open("от __")


def test_a_gap_takes_what_was_said_and_keeps_its_sign():
    assert filled("пункт № …", "№ 7") == "пункт №\u00a07"
    assert filled("раздел …", "«Цели»") == "раздел «Цели»"
    assert filled("раздел …", "  ") == "раздел …"
    assert without("пункт № … , раздел …") == "пункт, раздел"


def test_quotes_inside_quotes_are_of_another_kind():
    assert inner("программа «Школа роста»") == "программа „Школа роста“"
    assert quoted(" программа «Школа роста» ") == "«программа „Школа роста“»"


def test_a_long_title_is_cut_at_a_word_and_its_quotes_are_closed():
    assert quoted("программа «Школа роста»", most=18) == "«программа „Школа…“»"
    assert quoted("слово", most=5) == "«слово»"
    assert quoted("ы" * 9, most=5) == "«ыыыыы…»"


@pytest.mark.parametrize("way", ["/desk", "/schools/2/kit?on=2022-03-24"])
def test_a_way_inside_the_house_is_followed(way, app):
    with app.test_request_context():
        assert safe_redirect_target(way) == way
        assert inside_of(f"http://localhost{way}") == way


@pytest.mark.parametrize("way", [None, "", "desk", "//evil.example", "/\\evil.example", "http://evil.example/desk"])
def test_any_other_leads_home(way, app):
    with app.test_request_context():
        assert safe_redirect_target(way) == inside_of("http://evil.example/desk") == inside_of(None) == HOME
