"""A day of the year lasts to its last second in Moscow, and every page reads it from the one row (T1, T2)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kernel.calendar import end_of, is_late
from app.year.cycle.models import Deadline
from tests.documents.steps import docx, empty_place, sent_by, upload_to

DUE = date(2022, 3, 30)
LAST, FIRST = (2022, 3, 30, 20, 59, 59), (2022, 3, 30, 21, 0, 0)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Vladivostok", "America/New_York"])
def test_the_last_second_of_the_day_is_in_time_wherever_the_server_stands(zone, monkeypatch):
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert not is_late(datetime(*LAST, tzinfo=UTC), DUE)
    assert is_late(datetime(*FIRST, tzinfo=UTC), DUE)
    assert end_of(DUE) == datetime(*FIRST, tzinfo=UTC)
    monkeypatch.delenv("TZ")
    time.tzset()


def test_the_page_counts_by_the_moscow_calendar(school, at):
    place = empty_place(school)
    said = "Сегодня последний день, до 30.03.2022 23:59 мск.", "Срок был 30.03.2022 23:59 мск, прошёл 1 день."
    for moment, words in zip((LAST, FIRST), said, strict=True):
        at(*moment)
        school.get(place)
        assert words in school.text


def test_a_moment_is_kept_in_utc_and_shown_by_the_moscow_clock(school, app, at):
    at(*LAST)
    upload_to(school, empty_place(school), docx())
    assert "30.03.2022 в 23:59" in school.text


def test_after_the_day_the_school_may_still_hand_in(school, at):
    at(*FIRST)
    document = sent_by(school)
    school.get(f"/documents/{document}")
    assert "На проверке у куратора" in school.text or "у куратора" in school.text


def test_a_moved_day_is_moved_on_every_page(school, curator, browser, app):
    place = empty_place(school)
    with app.app_context():
        row = db.session.scalars(select(Deadline).where(Deadline.key == "concept_documents")).one()
        row.due_on = date(2022, 4, 7)
        db.session.commit()
    for person, url in ((school, "/"), (school, "/kit"), (school, place), (curator, "/schools/1/kit")):
        person.get(url)
        assert "07.04.2022" in person.text, url
        assert "30.03.2022" not in person.text, url
    department = browser("department")
    department.get("/matrix")
    assert "07.04.2022" in department.text
    assert "30.03.2022" not in department.text
