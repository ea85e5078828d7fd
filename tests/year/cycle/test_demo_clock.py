"""The clock of a demo: it begins on its day, goes on over midnight, and is moved by the coordinator."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extensions import db
from app.kernel import calendar, clock
from app.year.cycle.demo_clock import days_to, demo_now, shifted
from app.year.cycle.queries import current_cycle
from tests.documents.steps import sent_by
from tests.walking import EVERYBODY, walk
from tests.year.cycle.clocks import MOMENTS

EVENING = datetime(2026, 11, 29, 20, 50, tzinfo=UTC)  # 23:50 in Moscow
AFTER_MIDNIGHT = EVENING + timedelta(minutes=20)


@given(MOMENTS, st.dates(date(2021, 1, 1), date(2024, 1, 1)), st.lists(MOMENTS, min_size=2, max_size=6))
def test_the_demo_clock_begins_on_its_day_and_never_goes_back_by_itself(set_at, day, later):
    away = days_to(day, set_at)
    assert calendar.local(shifted(set_at, away)).date() == day
    seen = [shifted(moment, away) for moment in sorted(later)]
    assert seen == sorted(seen)
    assert shifted(max(later), away) - shifted(min(later), away) == max(later) - min(later)


@pytest.fixture
def real(app, monkeypatch):
    """Set the clock of the server under the demo: real(moment)."""
    app.extensions["clock"] = demo_now

    def put(moment: datetime) -> None:
        monkeypatch.setattr(clock, "real_now", lambda: moment)

    return put


@pytest.mark.sqlite  # the clock is asked, not the database
def test_the_demo_lives_over_midnight_and_everybody_still_finds_everything(app, browser, real):
    real(EVENING)
    department, school = browser("department"), browser("school")
    department.get("/demo/day")
    department.submit("/demo/day", day="2022-03-24")
    assert "24.03.2022" in department.text
    document = sent_by(school)
    versions = re.findall(r'/versions/\d+(?=["?])', school.last.text)
    real(AFTER_MIDNIGHT)
    for who in EVERYBODY:
        person = browser(who)
        own = (f"/documents/{document}", f"/desk/{document}", *versions) if who in ("school", "curator") else ()
        for url, answer in walk(person, *(one for one in own if who == "curator" or not one.startswith("/desk"))):
            assert answer.status_code < 400, f"{who}: {url}: {answer.status_code}"
            assert not re.search(rb"-\d+(?:&nbsp;| |\xc2\xa0)" + "д".encode(), answer.data), f"{who}: {url}"
        person.get("/")
        assert "25.03.2022" in person.text


def test_the_day_moved_back_by_the_coordinator_hides_nothing_that_is_there(app, browser, real):
    real(EVENING)
    school, department = browser("school"), browser("department")
    document = sent_by(school)
    versions = re.findall(r'/versions/\d+(?=["?])', school.last.text)
    with app.app_context():
        current_cycle().demo_offset -= 14
        db.session.commit()
    assert versions
    for url in (f"/documents/{document}", *versions):
        assert school.get(url).status_code == 200, url
    department.get("/matrix")
    assert not re.search(r"-\d+ д\.", department.text)
