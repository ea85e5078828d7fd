"""Somebody is told of what happened: in the page, once, with a way to the very place."""

from types import SimpleNamespace

from sqlalchemy import select

from app.directory.models import Person
from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.year.cycle.queries import current_cycle
from tests.documents.steps import document_of, docx, empty_place, send, sent_by, upload_to, version_of


def returned_by(curator, document: int, why: str = "Добавьте сроки.") -> None:
    version = version_of(curator, document)
    curator.submit(f"/documents/{document}/decision", version_id=version, verdict="return", reasons="terms", remark=why)


def test_a_sent_document_is_told_to_its_curator_alone(school, curator, told):
    upload_to(school, empty_place(school), docx())
    assert told() == []
    send(school, document_of(school))
    assert [who for who, _ in told()] == ["curator"]
    assert "проверьте антирисковую программу" in told()[0][1]


def test_a_return_is_told_to_the_school_and_leads_to_the_document(school, curator, told):
    document = sent_by(school)
    returned_by(curator, document)
    assert "Исправьте антирисковую программу" in told("school")[0][1]
    school.get("/messages")
    assert school.page.xpath(f'//main//a[@href="/documents/{document}"]')


def test_nobody_is_told_of_an_own_act(app, told):
    with app.app_context():
        opened_by = db.session.scalars(select(Person).where(Person.email == "department@example.org")).one()
        record("year:opened", current_cycle(), SimpleNamespace(person_id=opened_by.id), clock.now())
        db.session.commit()
    receivers = [who for who, _ in told()]
    assert "department" not in receivers
    assert {"school", "curator", "expert", "municipal"} <= set(receivers)
    assert len(receivers) == len(set(receivers))


def test_the_head_counts_what_is_unread_and_reading_the_thing_ends_it(school, curator):
    document = sent_by(school)
    returned_by(curator, document)
    school.get("/messages")
    assert "1 новое сообщение" in school.text
    school.get(f"/documents/{document}")
    school.get("/messages")
    assert "Новых сообщений нет" in school.text


def test_reading_one_thing_leaves_another_unread(school, curator, browser):
    document, _other = sent_by(school), sent_by(browser("school3"))
    curator.get("/messages")
    assert "2 новых сообщения" in curator.text
    curator.get(f"/desk/{document}")
    curator.get("/messages")
    assert "1 новое сообщение" in curator.text


def test_all_can_be_marked_as_read_at_once_and_only_ones_own(school, curator):
    document = sent_by(school)
    curator.get("/messages")
    curator.submit("/messages/reading")
    assert "Новых сообщений нет" in curator.text
    returned_by(curator, document)
    curator.get("/messages")
    school.get("/messages")
    assert "1 новое сообщение" in school.text


def test_what_was_told_of_one_thing_stands_together_the_newest_first(school, curator):
    document = sent_by(school)
    returned_by(curator, document)
    upload_to(school, f"/documents/{document}", docx("Цель и сроки"))
    send(school, document)
    curator.get("/messages")
    assert len(curator.page.xpath('//main//section[contains(@class, "leaf__block")]')) == 1
    assert "Раньше: 1 сообщение" in curator.text


def test_a_stranger_reads_no_message_of_others(school, curator, browser):
    returned_by(curator, sent_by(school))
    other = browser("school2")
    other.get("/messages")
    assert "Сообщений пока нет" in other.text


def test_a_request_that_fails_tells_nobody(school, curator, told):
    document = sent_by(school)
    version = version_of(curator, document)
    before = told()
    curator.submit(f"/documents/{document}/decision", version_id=version, verdict="return", remark="")
    assert curator.status == 422
    assert told() == before


def test_the_seeded_year_is_told_to_nobody(told):
    assert told() == []


def test_a_page_of_messages_costs_the_same_for_one_and_for_many(school, curator, browser, statements):
    sent_by(school)
    curator.get("/messages")
    few = statements(lambda: curator.get("/messages"))
    sent_by(browser("school3"))
    curator.get("/messages")
    assert statements(lambda: curator.get("/messages")) == few
    assert "2 новых сообщения" in curator.text
