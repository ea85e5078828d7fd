"""Deadlines on the Moscow calendar, to their last second."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel.calendar import calendar_day, end_of, is_late, local

DAY = date(2022, 3, 30)
MIDNIGHT = datetime(2022, 3, 30, 21, tzinfo=UTC)  # in Moscow the 31st begins


def test_a_day_ends_at_midnight_in_moscow():
    assert end_of(DAY) == MIDNIGHT


@pytest.mark.parametrize("seconds, late", [(-1, False), (0, True), (1, True)])
def test_the_last_second_of_a_day_is_still_in_time(seconds, late):
    assert is_late(MIDNIGHT + timedelta(seconds=seconds), DAY) is late


def test_a_moment_without_a_zone_is_utc():
    assert local(datetime(2022, 3, 30, 21)) == local(MIDNIGHT)


def test_the_calendar_day_of_a_moment_is_that_of_moscow_and_a_day_is_itself():
    assert calendar_day(MIDNIGHT) == date(2022, 3, 31)
    assert calendar_day(MIDNIGHT - timedelta(seconds=1)) == calendar_day(DAY) == DAY
