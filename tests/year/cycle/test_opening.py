"""A window takes from its first second to its last; a permission only ever opens, and after it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.year.cycle.models import EvidenceWindow
from app.year.cycle.opening import opening

SPRING = EvidenceWindow(number=1, title="март – май", opens_on=date(2022, 3, 1), closes_on=date(2022, 5, 31))
LAST_SECOND = datetime(2022, 5, 31, 20, 59, 59, tzinfo=UTC)


def test_a_window_takes_from_its_first_second_to_its_last_in_moscow():
    before = datetime(2022, 2, 28, 20, 59, 59, tzinfo=UTC)
    second = timedelta(seconds=1)
    states = [opening(SPRING, None, moment).state for moment in (before, before + second, LAST_SECOND)]
    assert states == ["ahead", "open", "open"]
    assert opening(SPRING, None, LAST_SECOND + second).state == "closed"


def test_a_permission_reaches_to_its_last_second_and_ends_by_itself():
    until = date(2022, 6, 10)
    end = datetime(2022, 6, 10, 20, 59, 59, tzinfo=UTC)
    assert opening(SPRING, until, end).state == "late"
    assert opening(SPRING, until, end + timedelta(seconds=1)).state == "closed"
    assert opening(SPRING, until, LAST_SECOND).state == "open"


@given(st.datetimes(datetime(2022, 1, 1), datetime(2022, 12, 31)), st.none() | st.dates(date(2022, 6, 1)))
def test_a_permission_only_ever_opens_and_only_after_the_window(moment, until):
    moment = moment.replace(tzinfo=UTC)
    without, with_one = opening(SPRING, None, moment), opening(SPRING, until, moment)
    assert with_one.takes >= without.takes
    assert (with_one.state == without.state) or (without.state, with_one.state) == ("closed", "late")
