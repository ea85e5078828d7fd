"""The year in somebody's own calendar: by a secret address, with what moved, and with nothing confidential."""

from datetime import date, timedelta

import ics
import pytest
import vobject
from icalendar import Calendar
from sqlalchemy import event, select

from app.calendar import routes
from app.calendar.models import CalendarFeed
from app.extensions import db
from app.people.accounts.models import Account
from app.weblog import masked

PEOPLE = ("school", "curator", "municipal", "department", "expert", "expert2", "rcoko", "admin")


def address_for(person) -> str:
    """The secret address that the person has just been given, as a path."""
    person.get("/calendar")
    person.submit("/calendar/address")
    return "/calendar/feeds/" + person.page.xpath('//input[@id="link"]')[0].get("value").rpartition("/")[2]


def fetched(app, address: str, **headers):
    """What a calendar program gets, which has no session."""
    return app.test_client().get(address, headers=headers)


def events(data: bytes) -> dict[str, dict]:
    """By UID: title, first day, day of the end, sequence."""
    found = Calendar.from_ical(data).walk("VEVENT")
    return {
        str(one["uid"]): {
            "title": str(one["summary"]),
            "start": one["dtstart"].dt,
            "end": one["dtend"].dt,
            "sequence": one["sequence"],
            "status": str(one["status"]),
        }
        for one in found
    }


@pytest.mark.parametrize("who", PEOPLE)
def test_three_libraries_read_the_same_days_in_a_feed(app, browser, who):
    data = fetched(app, address_for(browser(who))).data
    ours = {(uid, one["start"], one["end"]) for uid, one in events(data).items()}
    assert len(ours) >= 8
    assert all(end > start and not hasattr(start, "hour") for _, start, end in ours)
    text = data.decode()
    assert {(one.uid, one.begin.date(), one.end.date()) for one in ics.Calendar(text).events} == ours
    read = vobject.readOne(text)
    assert {(one.uid.value, one.dtstart.value, one.dtend.value) for one in read.vevent_list} == ours


def test_a_deadline_is_a_whole_day_whose_end_is_the_next_one(app, school):
    found = events(fetched(app, address_for(school)).data)
    due = next(one for one in found.values() if one["start"] == date(2022, 3, 30) and one["end"])
    assert due["end"] == date(2022, 3, 31)
    assert due["sequence"] == 0


def test_a_run_of_days_ends_after_its_last_one(app, browser):
    found = events(fetched(app, address_for(browser("department"))).data)
    assert any(one["end"] - one["start"] > timedelta(days=1) for one in found.values())


def test_what_was_got_before_is_not_sent_again_until_a_day_moves(app, school, browser):
    address = address_for(school)
    first = fetched(app, address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = fetched(app, address, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    uid, before = next(pair for pair in events(first.data).items() if pair[1]["start"] == date(2022, 3, 30))
    day = uid.partition("@")[0]
    department = browser("department")
    department.get(f"/plan/days/{day}")
    department.submit(f"/plan/days/{day}", on="2022-04-08", reason="Паводок.")
    moved = fetched(app, address, **{"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200
    after = events(moved.data)[uid]
    assert (after["start"], after["sequence"]) == (date(2022, 4, 8), before["sequence"] + 1)
    assert set(events(moved.data)) == set(events(first.data))


def test_a_struck_event_is_cancelled_and_not_gone(app, browser, school):
    department, address = browser("department"), address_for(school)
    known = events(fetched(app, address).data)
    uid = next(uid for uid in known if uid.startswith("event-"))
    entry = uid.partition("@")[0].removeprefix("event-")
    department.get("/registers/events")
    department.post(f"/registers/events/{entry}/striking", {"because": "Не состоялось."})
    struck = events(fetched(app, address).data)[uid]
    assert (struck["status"], struck["sequence"]) == ("CANCELLED", known[uid]["sequence"] + 1)


def test_a_revoked_address_and_a_replaced_one_open_nothing(app, school):
    first = address_for(school)
    second = address_for(school)
    assert [fetched(app, one).status_code for one in (first, second)] == [404, 200]
    school.get("/calendar")
    school.submit("/calendar/address/revoking")
    assert fetched(app, second).status_code == 404


def test_a_closed_way_in_closes_the_feed(app, school):
    address = address_for(school)
    with app.app_context():
        feed = db.session.scalars(select(CalendarFeed)).one()
        account = db.session.scalars(select(Account).where(Account.person_id == feed.person_id)).one()
        account.closed_at = feed.made_at
        db.session.commit()
    assert fetched(app, address).status_code == 404


def test_the_secret_stands_neither_in_the_database_nor_in_a_log(app, school, caplog, monkeypatch):
    address = address_for(school)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43
    with app.app_context():
        assert db.session.scalars(select(CalendarFeed.secret_digest)).one() != secret
    school.get("/calendar")
    assert secret not in school.last.text
    assert secret not in masked(address)
    monkeypatch.setattr(routes, "entries_of", lambda *_: 1 / 0)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert fetched(app, address).status_code == 500
    said = [record.getMessage() for record in caplog.records]
    assert any("failure" in one for one in said)
    assert not any(secret in one for one in said)


def test_nothing_confidential_stands_in_a_feed(app, browser):
    for who in ("school", "curator", "department"):
        text = fetched(app, address_for(browser(who))).data.decode().replace("\r\n ", "")
        assert not any(word in text for word in ("СОШ", "ООШ", "example.org", "Иван", "Мария"))


def test_a_feed_costs_the_same_statements_whatever_it_holds(app, browser):
    address, seen = address_for(browser("department")), []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *_args: seen.append(1))
    fetched(app, address)
    assert len(seen) <= 24


def test_a_month_names_its_days_and_each_can_be_taken_along(school):
    school.get("/calendar?month=2022-03")
    assert "Март 2022" in school.text
    files = school.page.xpath('//a[contains(@href, "/calendar/entries/")]/@href')
    found = events(school.download(files[0]))
    assert len(found) == 1
    assert school.client.get("/calendar/entries/deadline-9999-due_on.ics").status_code == 404
