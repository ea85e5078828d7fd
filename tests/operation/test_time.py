"""Time never goes back: the demo goes on over midnight, and a clock that steps back hides and loses nothing."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from itsdangerous import SignatureExpired
from lxml import html as lxml_html

from app.kernel.as_of import AsOf
from app.kernel.signing import STEP_BACK, PatientSigner
from tests.documents.steps import sent_by
from tests.walking import EVERYBODY, walk
from tests.year.cycle.clocks import MOMENTS

pytestmark = pytest.mark.sqlite  # the clock is the house's own
HOUR = timedelta(hours=1)
MACHINE = "/archive"  # «Состояние» tells of the disk and the worker as they are at that second


@given(MOMENTS, MOMENTS, MOMENTS)
def test_the_present_holds_every_fact_whatever_its_time_and_the_past_only_what_had_been(now, happened, recorded):
    assert AsOf(now).holds(happened)
    assert AsOf(now).holds(happened, recorded)
    assert not AsOf(now).entered_later(happened, recorded)
    assert AsOf(now, past=True).holds(happened) == (happened <= now)
    assert AsOf(now).whole_days_since(happened) >= 0


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
