"""A month as weeks; what was moved of a day. Pure."""

from datetime import UTC, date, datetime

import pytest

from app.calendar.entries import Entry, Moves
from app.calendar.gathering import LONGEST, shortened
from app.calendar.months import Month, grid, month_asked, shown

TODAY = date(2022, 3, 24)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("2022-04", "2022-04"), ("", "2022-03"), ("2022-13", "2022-03"), ("9999-01", "2022-03"), ("²", "2022-03")],
)
def test_a_month_that_there_is_not_is_that_of_today(typed, key):
    assert month_asked(typed, TODAY).key == key


def test_months_go_on_over_the_new_year():
    assert (Month(2022, 1).before.key, Month(2022, 12).after.key) == ("2021-12", "2023-01")


def test_a_grid_begins_on_monday_and_marks_today():
    entry = Entry("a", "День", TODAY, TODAY, "/")
    weeks = grid(Month(2022, 3), [entry], TODAY, lambda day: "выходной" if day.weekday() > 4 else "")
    assert [len(week) for week in weeks] == [7] * 5
    assert weeks[0][0].on == date(2022, 2, 28)
    assert weeks[0][0].other
    assert [cell.entries for week in weeks for cell in week if cell.today] == [(entry,)]
    assert weeks[0][6].off == "выходной"


@pytest.mark.parametrize(("day", "stands"), [(1, True), (2, False), (30, True), (31, False)])
def test_a_long_run_stands_on_its_first_and_its_last_day(day, stands):
    assert shown(Entry("a", "Месяц", date(2022, 3, 1), date(2022, 3, 30), "/"), date(2022, 3, day)) is stands


def test_moves_of_a_day_are_counted_and_the_last_one_is_known():
    first, second = datetime(2022, 3, 1, tzinfo=UTC), datetime(2022, 3, 2, tzinfo=UTC)
    moves = Moves([("a", second), ("a", first), ("b", first)])
    assert moves.of("a") == (2, second)
    assert moves.of("c") == (0, None)


def test_a_long_title_is_cut_between_words():
    assert shortened("Слово") == "Слово"
    cut = shortened("слово " * 40)
    assert len(cut) <= LONGEST + 1
    assert cut.endswith("слово…")
