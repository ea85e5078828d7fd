"""Reminders to a real mail server: on their day, of what is missing, and no longer than it is."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.directory.models import Grant, Person
from app.extensions import db
from app.kernel import clock
from app.notices.models import Letter, ReminderDay, ReminderStep
from app.notices.reminders.planning import reminders
from app.notices.reminders.table import REMINDED
from app.people.accounts.models import Account
from app.year.cycle.queries import current_cycle, deadline
from bench.crowd import enrol
from tests.documents.steps import document_of, docx, empty_place, send, upload_to

HOUSE = "https://opora.region.example"


@pytest.fixture
def documents_alone(app):
    """The steps of documents stand, and no others: what this test is about."""
    with app.app_context():
        for step in db.session.scalars(select(ReminderStep).where(ReminderStep.kind != "documents")):
            db.session.delete(step)
        db.session.commit()


def plain(letter) -> str:
    return letter.get_body(("plain",)).get_content().replace("\u00a0", " ")


def to(box, who: str) -> list:
    return [letter for letter in box.taken if str(letter["To"]).startswith(f"{who}@")]


def test_a_school_is_told_by_name_what_is_missing_and_what_was_saved_and_not_sent(
    documents_alone, school, box, post, at
):
    upload_to(school, empty_place(school), docx())
    at(2022, 3, 25, 5)  # 08:00 in Moscow: three days before, for the third is a Sunday
    post()
    words = plain(to(box, "school")[0])
    assert "Отправьте куратору антирисковую программу" in words
    assert "файл сохранён, но не отправлен" in words
    assert "до 30.03.2022 осталось 5 дней" in words
    at(2022, 3, 26, 5)
    post()
    at(2022, 3, 28, 5)
    post()
    assert len(to(box, "school")) == 1  # on the days between the steps nothing comes


def test_a_reminder_stops_the_minute_the_thing_is_done(documents_alone, app, school, box, post, at):
    upload_to(school, empty_place(school), docx())
    send(school, document_of(school))
    at(2022, 3, 29, 5)
    post()
    assert "Отправьте" not in "".join(plain(one) for one in to(box, "school"))
    assert "Проверьте документы" in "".join(plain(one) for one in to(box, "curator"))


def test_after_the_day_those_who_watch_are_told_the_schools_by_name(documents_alone, box, post, at):
    at(2022, 3, 31, 5)
    post()
    assert to(box, "department") == []
    assert "Документы не сданы (срок был 30.03.2022, прошёл 1 день)" in plain(to(box, "municipal")[0])
    at(2022, 4, 4, 5)
    post()
    assert "прошло 5 дней" in plain(to(box, "department")[0])


def test_a_worker_that_was_down_for_three_days_tells_a_missed_step_once_by_how_it_stands(
    documents_alone, box, post, at
):
    at(2022, 3, 22, 5)
    post()
    at(2022, 3, 28, 12)
    post()
    post()
    assert [str(one["Subject"]) for one in to(box, "school")] != []
    assert len(to(box, "school")) == 1
    assert "осталось 2 дня" in plain(to(box, "school")[0])


def test_a_clock_that_was_wrong_keeps_nobody_from_being_reminded(documents_alone, box, post, at):
    at(2030, 3, 25, 5)
    post()
    box.taken.clear()
    at(2022, 3, 25, 5)
    post()
    assert len(to(box, "school")) == 1


def test_a_moved_day_plans_everything_anew_and_is_told_once(documents_alone, browser, app, box, post, at):
    with app.app_context():
        due = deadline(current_cycle(), "concept_documents")
        due.due_on = due.due_on.replace(month=4, day=8)
        db.session.commit()
    at(2022, 3, 29, 5)
    post()
    assert to(box, "school") == []
    at(2022, 4, 1, 5)
    post()
    assert "до 08.04.2022 осталось 7 дней" in plain(to(box, "school")[0])


def test_who_has_no_open_account_or_wants_the_page_alone_gets_none(documents_alone, app, school, box, post, at):
    school.get("/messages/choice")
    school.submit("/messages/choice", way="page")
    with app.app_context():
        other = db.session.scalars(select(Person).where(Person.email == "school3@example.org")).one()
        db.session.scalars(select(Account).where(Account.person_id == other.id)).one().closed_at = clock.now()
        db.session.commit()
    at(2022, 3, 29, 5)
    post()
    assert to(box, "school") == to(box, "school3") == []
    assert box.taken


def test_what_happened_and_what_is_due_come_in_one_letter_a_day(school, curator, browser, box, post, at):
    upload_to(school, empty_place(school), docx())
    send(school, document_of(school))
    at(2022, 3, 25, 5)
    for _ in range(3):
        post()
    people = [str(one["To"]) for one in box.taken]
    assert len(people) == len(set(people))
    words = plain(to(box, "curator")[0])
    assert words.index("Что сделать") < words.index("Что нового")


def test_digests_are_made_no_faster_than_they_are_sent_and_the_day_ends_when_all_are(app, box, post, at):
    app.config["SETTINGS"].mails_per_minute = 5
    at(2022, 3, 29, 5)
    post(send=False)
    with app.app_context():
        assert len(db.session.scalars(select(Letter)).all()) == 5
        assert db.session.scalars(select(ReminderDay)).one().finished_at is None
    for _ in range(12):
        post()
    with app.app_context():
        assert db.session.scalars(select(ReminderDay)).one().finished_at
    assert len(box.taken) == len({str(one["To"]) for one in box.taken}) > 5


def test_a_digest_that_lay_over_night_is_written_anew(app, browser, box, post, at):
    server = app.config["SETTINGS"].mail_server
    app.config["SETTINGS"].mail_server = "127.0.0.1:1"
    at(2022, 3, 29, 5)
    post(send=False)
    app.config["SETTINGS"].mail_server = server
    at(2022, 3, 31, 5)
    post()
    subjects = "".join(plain(one) for one in box.taken)
    assert "остался 1 день" not in subjects
    with app.app_context():
        old = db.session.scalars(select(Letter).where(Letter.given_up_at.is_not(None))).all()
        assert old
        assert all("следующем" in one.problem for one in old)
        key, sent = old[0].id, len(box.taken)
    admin = browser("admin")
    admin.get(f"/mail/{key}")
    admin.submit(f"/mail/{key}/sending")  # whoever wants it all the same
    post()
    assert len(box.taken) == sent + 1


def test_a_coordinator_changes_the_days_and_they_hold_from_then_on(browser, app, box, post, at):
    department = browser("department")
    department.get("/reminders")
    department.submit("/reminders", kind="documents", before="5", after="", municipal="", department="ten")
    assert department.status == 422
    assert "напишите через запятую" in department.text
    department.submit("/reminders", kind="documents", before="5", after="", municipal="", department="")
    with app.app_context():
        own = db.session.scalars(select(ReminderStep).where(ReminderStep.kind == "documents")).all()
        assert [(one.whom, one.days) for one in own] == [("own", -5)]
    assert "за 5 дней до срока" in department.text.replace("\u00a0", " ")


def test_every_link_opens_for_its_receiver_and_a_school_of_another_sees_nothing_behind_it(app, browser, box, post, at):
    app.config["SETTINGS"].public_url = HOUSE
    for day in ((3, 31), (4, 4)):
        at(2022, *day, 5)
        post()
    seen = {}
    for letter in box.taken:
        who, links = str(letter["To"]).partition("@")[0], re.findall(rf"{HOUSE}(/\S+)", plain(letter))
        for link in {one for one in links if one != "/messages/choice"}:
            reader = seen.setdefault(who, browser(who))
            reader.get(link)
            assert reader.status == 200, (who, link)
    assert len(seen) > 12
    own = next(link for link in re.findall(rf"{HOUSE}(/documents/\S+)", plain(to(box, "school")[0])))
    stranger = browser("school2")
    stranger.get(own)
    assert stranger.status == 404


def test_every_page_that_a_reminder_may_lead_to_is_there(app):
    for one in REMINDED.values():
        for endpoint in (*one.watching.values(), *(words.several for words in one.states.values())):
            assert app.url_map.bind("").build(endpoint).startswith("/")


def test_whoever_has_no_role_any_more_is_not_reminded(documents_alone, app, box, post, at):
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.email == "school3@example.org")).one()
        person.grants[0].ends_on = clock.today()
        db.session.commit()
    at(2022, 3, 29, 5)
    post()
    assert to(box, "school3") == []
    assert to(box, "school")


def test_whoever_has_four_roles_gets_one_letter(app, box, post, at):
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.email == "school3@example.org")).one()
        first = person.grants[0]
        town = first.school.municipality_id
        more = ({"role": "curator", "school_id": first.school_id}, {"role": "municipal", "municipality_id": town})
        for one in (*more, {"role": "regional"}):
            person.grants.append(Grant(starts_on=first.starts_on, **one))
        db.session.commit()
    at(2022, 3, 31, 5)
    post()
    post()
    (letter,) = to(box, "school3")
    words = plain(letter)
    assert "Документы не сданы" in words
    assert "антирисковую" in words
    assert "Отчитайтесь о мероприятии" in words


def test_planning_costs_the_same_statements_for_few_schools_and_for_many(app, statements):
    def plan():
        with app.app_context():
            reminders(date(2022, 3, 29))

    plan()
    few = statements(plan)
    with app.app_context():
        enrol(30)
    plan()
    assert statements(plan) == few


def test_nobody_else_changes_the_days(browser):
    for who in ("school", "curator", "municipal", "expert"):
        person = browser(who)
        person.get("/reminders")
        assert person.status == 403
