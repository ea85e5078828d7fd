"""Figures of the plan of 2022 worked out by hand, with the reckoning beside each: a person can check every line.

The last days are those of order No. 226; shares are cut down to a tenth and never rounded up (domain.md §11.3).
"""

from datetime import date

import pytest

from app.kernel.words import share
from app.plan.indicators.values import Tally, Value
from app.plan.monitoring import Standing, count, forecast
from app.plan.rules import holds_till, needed
from tests.plan.test_plan import ROWS

JUNE, OCTOBER, NEW_YEAR = date(2022, 6, 30), date(2022, 10, 31), date(2022, 12, 31)

# Day, how many items of 32 have their last day by then, their share, and which came since the row above.
DUE = (
    (date(2021, 12, 15), 0, "0,0\u00a0%", ""),
    (date(2021, 12, 16), 1, "3,1\u00a0%", "1"),  # 1 / 32 = 3.125
    (date(2021, 12, 17), 2, "6,2\u00a0%", "2"),  # 2 / 32 = 6.25
    (date(2021, 12, 20), 5, "15,6\u00a0%", "3, 4, 5"),  # 5 / 32 = 15.625
    (date(2022, 2, 4), 6, "18,7\u00a0%", "6"),  # 6 / 32 = 18.75
    (date(2022, 2, 9), 7, "21,8\u00a0%", "7"),  # 7 / 32 = 21.875
    (date(2022, 2, 18), 8, "25,0\u00a0%", "18"),
    (date(2022, 2, 28), 9, "28,1\u00a0%", "8"),  # 9 / 32 = 28.125
    (date(2022, 3, 1), 11, "34,3\u00a0%", "10, 13"),  # 11 / 32 = 34.375
    (date(2022, 3, 30), 13, "40,6\u00a0%", "9, 11"),  # 13 / 32 = 40.625
    (date(2022, 3, 31), 14, "43,7\u00a0%", "25"),  # 14 / 32 = 43.75
    (date(2022, 4, 30), 15, "46,8\u00a0%", "26"),  # 15 / 32 = 46.875
    (JUNE, 16, "50,0\u00a0%", "14"),
    (date(2022, 7, 5), 17, "53,1\u00a0%", "23"),  # 17 / 32 = 53.125
    (OCTOBER, 18, "56,2\u00a0%", "15"),  # 18 / 32 = 56.25
    (date(2022, 11, 15), 19, "59,3\u00a0%", "30"),  # 19 / 32 = 59.375
    (date(2022, 11, 30), 20, "62,5\u00a0%", "12"),
    (NEW_YEAR, 32, "100,0\u00a0%", "16, 17, 19, 20, 21, 22, 24, 27, 28, 29, 31, 32"),
)
# Items in the whole, per cent, the least number that reaches them.
NEEDED = (
    (32, 45, 15),  # 14.4
    (32, 75, 24),  # 24 exactly
    (31, 75, 24),  # 23.25, after one was cancelled
    (16, 45, 8),  # 7.2, of what is due in June
    (18, 75, 14),  # 13.5, of what is due in October
    (20, 45, 9),  # 9 exactly
    (0, 45, 0),
)
# Part, whole, the share as it is printed, and whether it reaches 45 and 75 per cent.
SHARES = (
    (14, 32, "43,7\u00a0%", False, False),  # 43.75
    (15, 32, "46,8\u00a0%", True, False),  # 46.875
    (23, 32, "71,8\u00a0%", True, False),  # 71.875
    (24, 32, "75,0\u00a0%", True, True),
    (24, 31, "77,4\u00a0%", True, True),  # 77.419
    (13, 16, "81,2\u00a0%", True, True),  # 81.25
    (15, 18, "83,3\u00a0%", True, True),  # 83.33…
    (5, 12, "41,6\u00a0%", False, False),  # 41.66…: item 28 is not met
    (9, 20, "45,0\u00a0%", True, False),
    (449, 1000, "44,9\u00a0%", False, False),
    (7499, 10000, "74,9\u00a0%", True, False),  # 74.99 is no 75
    (11, 12, "91,6\u00a0%", True, True),  # 91.66…
)
# What is asked about period by period, the day of a report, and the last day on which its confirmation holds.
QUARTERS = [date(2022, month, 1) for month in (1, 4, 7, 10)]
HALVES, WINDOWS = QUARTERS[::2], [date(2022, 3, 1), date(2022, 8, 1)]
STAGES = [date(2022, 4, 29), date(2022, 6, 20), date(2022, 11, 15)]
HOLDS = (
    (QUARTERS, date(2022, 3, 31), date(2022, 3, 31)),
    (QUARTERS, date(2022, 4, 1), JUNE),
    (QUARTERS, date(2022, 9, 30), date(2022, 9, 30)),
    (HALVES, JUNE, JUNE),
    (HALVES, date(2022, 6, 29), JUNE),
    (WINDOWS, date(2022, 6, 20), date(2022, 7, 31)),  # the spring is over, the autumn has not begun
    (STAGES, date(2022, 4, 28), date(2022, 4, 28)),
    (STAGES, date(2022, 4, 29), date(2022, 6, 19)),
    (STAGES, date(2022, 6, 20), date(2022, 11, 14)),
)


def last_days() -> dict[int, date]:
    return {row["number"]: max(date.fromisoformat(one["end"]) for one in row["windows"]) for row in ROWS}


def test_how_many_items_are_due_by_each_day_of_the_year():
    plan = [Standing(number, "not_started", ends) for number, ends in last_days().items()]
    before: set[int] = set()
    for day, due, printed, new in DUE:
        own = {one.number for one in plan if one.due_on <= day}
        assert (count(plan, day).due, share(due, 32)) == (due, printed), day
        assert ", ".join(map(str, sorted(own - before))) == new, day
        before = own


@pytest.mark.parametrize(("whole", "pct", "least"), NEEDED)
def test_how_many_are_needed(whole, pct, least):
    assert needed(whole, pct) == least


@pytest.mark.parametrize(("part", "whole", "printed", "of_45", "of_75"), SHARES)
def test_what_a_share_is_and_what_it_reaches(part, whole, printed, of_45, of_75):
    assert share(part, whole) == printed
    for pct, reached in ((45, of_45), (75, of_75)):
        assert Value((Tally("мероприятий", part, whole),), pct).met is reached
        plan = [Standing(at, "confirmed" if at < part else "not_started", JUNE) for at in range(min(whole, 40))]
        if whole <= 40:
            assert forecast(plan, JUNE, pct, "all").reached is reached


@pytest.mark.parametrize(("starts", "reported_on", "till"), HOLDS)
def test_till_which_day_a_confirmation_holds(starts, reported_on, till):
    assert holds_till(starts, reported_on) == till


def test_the_other_denominator_is_of_what_is_due_and_counts_what_is_due_alone():
    """In October 14 of the 18 that are due, and 5 long ones on the reporting date: 19 of 32, and 14 of 18."""
    ends = last_days()
    due = sorted(number for number, day in ends.items() if day <= OCTOBER)
    states = dict.fromkeys(due[:14], "confirmed") | dict.fromkeys((19, 20, 22, 29, 31), "interim_confirmed")
    plan = [Standing(number, states.get(number, "not_started"), day) for number, day in ends.items()]
    counted = count(plan, OCTOBER)
    assert (counted.of("all"), counted.of("due")) == ((19, 32), (14, 18))
    assert forecast(plan, OCTOBER, 75, "due").reached
    assert not forecast(plan, OCTOBER, 75, "all").reached
    assert (forecast(plan, OCTOBER, 75, "all").short, forecast(plan, OCTOBER, 78, "due").short) == (5, 1)  # 14.04 of 18
