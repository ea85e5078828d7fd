"""Time never goes back: the demo goes on over midnight, and a clock that steps back hides and loses nothing."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import SignatureExpired
from lxml import html as lxml_html

from app.extensions import db
from app.kernel import calendar, clock
from app.kernel.as_of import AsOf
from app.kernel.signing import STEP_BACK, PatientSigner
from app.year.cycle.demo_clock import days_to, demo_now, shifted
from app.year.cycle.queries import current_cycle
from tests.documents.steps import sent_by
from tests.walking import EVERYBODY, walk

pytestmark = pytest.mark.sqlite  # the clock is the house's own
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
EVENING = datetime(2026, 11, 29, 20, 50, tzinfo=UTC)  # 23:50 in Moscow
AFTER_MIDNIGHT = EVENING + timedelta(minutes=20)
HOUR = timedelta(hours=1)
MACHINE = "/archive"  # «Состояние» tells of the disk and the worker as they are at that second


@given(MOMENTS, st.dates(date(2021, 1, 1), date(2024, 1, 1)), st.lists(MOMENTS, min_size=2, max_size=6))
def test_the_demo_clock_begins_on_its_day_and_never_goes_back_by_itself(set_at, day, later):
    away = days_to(day, set_at)
    assert calendar.local(shifted(set_at, away)).date() == day
    seen = [shifted(moment, away) for moment in sorted(later)]
    assert seen == sorted(seen)
    assert shifted(max(later), away) - shifted(min(later), away) == max(later) - min(later)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_the_present_holds_every_fact_whatever_its_time_and_the_past_only_what_had_been(now, happened, recorded):
    assert AsOf(now).holds(happened)
    assert AsOf(now).holds(happened, recorded)
    assert not AsOf(now).entered_later(happened, recorded)
    assert AsOf(now, past=True).holds(happened) == (happened <= now)
    assert AsOf(now).whole_days_since(happened) >= 0


@pytest.fixture
def real(app, monkeypatch):
    """Set the clock of the server under the demo: real(moment)."""
    app.extensions["clock"] = demo_now

    def put(moment: datetime) -> None:
        monkeypatch.setattr(clock, "real_now", lambda: moment)

    return put


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


def test_a_server_whose_clock_steps_back_by_an_hour_shows_everybody_the_same(app, browser, at):
    at(2022, 3, 24, 9)
    school, curator = browser("school"), browser("curator")
    sent_by(school)
    other = browser("school6")
    withdrawn = sent_by(other)
    at(2022, 3, 24, 8)
    other.submit(f"/documents/{withdrawn}/withdrawal")
    people = {who: browser(who) for who in EVERYBODY} | {"school": school, "curator": curator, "school6": other}
    at(2022, 3, 24, 9, 5)
    seen = {(who, url): answer for who, person in people.items() for url, answer in walk(person, of_each=1)}
    before = {(who, url): _words(answer) for (who, url), answer in seen.items() if url != MACHINE}
    at(2022, 3, 24, 8, 5)
    for (who, url), words in before.items():
        assert _words(people[who].client.get(url)) == words, f"{who}: {url}"


def _words(answer) -> str:
    """What a person reads, but for the minute; of a file only that it comes."""
    whole = answer.mimetype == "text/html" and answer.data
    text = " ".join(lxml_html.fromstring(answer.text).text_content().split()) if whole else ""
    return f"{answer.status_code} " + re.sub(r"\d\d:\d\d(?::\d\d)?", "", text)


def test_a_signature_outlives_a_step_back_and_not_its_age(monkeypatch):
    signer, moment = PatientSigner("a key of the tests"), 1_700_000_000
    monkeypatch.setattr(PatientSigner, "get_timestamp", lambda _self: moment)
    signed = signer.sign("somebody")
    for later, whole in ((-3600, True), (0, True), (60, True), (61, False), (-STEP_BACK - 1, False)):
        monkeypatch.setattr(PatientSigner, "get_timestamp", lambda _self, now=moment + later: now)
        if whole:
            assert signer.unsign(signed, max_age=60) == b"somebody"
        else:
            with pytest.raises(SignatureExpired):
                signer.unsign(signed, max_age=60)
