"""An approved document for a new version: the approved one stands and counts until the newer one is decided."""

import pytest
from sqlalchemy import select

from app.directory.models import Grant, Person
from app.documents.evidence.rules import accepted
from app.documents.history import presented
from app.documents.models import Document
from app.documents.queries import kit
from app.extensions import db
from app.kernel import clock
from app.kernel.as_of import AsOf
from app.plan.indicators.scene import is_in
from tests.documents.steps import docx, form_to, send, upload_to, version_of

REASON = "Изменился план развития школы."


def decide(curator, document: int, verdict: str = "approve") -> None:
    version_of(curator, document)
    curator.submit(f"/documents/{document}/decision", verdict=verdict, reason="other", remark="Так.")


@pytest.fixture
def approved(curator, sent) -> int:
    """A document with one version, which its curator has approved."""
    decide(curator, sent)
    return sent


@pytest.fixture
def reopened(curator, approved) -> int:
    """The same, opened for a new version."""
    reopen(curator, approved)
    return approved


def reopen(person, document: int, reason: str = REASON) -> None:
    person.get(f"/documents/{document}")
    person.submit(f"/documents/{document}/reopening", reason=reason)


def stands_as(app, key: int) -> tuple:
    """The state, the number of the version that stands, and whether every place that counts it agrees."""
    with app.app_context():
        document = db.session.get(Document, key)
        line = next(line for line in kit(document.participation, [], None) if document in line.documents)
        asked = db.session.scalar(select(Document.id).where(Document.id == key, is_in(("approved",)))) == key
        version, state = presented(document, AsOf(clock.now(), past=True))
        by_facts = version.number if version and state == "approved" else None
        assert {document.stands, accepted(line), asked, by_facts is not None} == {document.approved is not None}
        assert by_facts == (document.approved.number if document.approved else None)
        return document.state, by_facts


@pytest.mark.parametrize("who", ["curator", "department"])
def test_the_curator_or_the_department_opens_it_on_its_own_page_with_a_reason(who, browser, school, approved, app):
    reopen(browser(who), approved)
    assert stands_as(app, approved) == ("reopened", 1)
    school.get(f"/documents/{approved}")
    assert REASON in school.text
    assert "Версия 1 остаётся подтверждённой" in school.text
    form_to(school, "/versions")


@pytest.mark.parametrize("who", ["school", "municipal", "expert", "rcoko"])
def test_nobody_else_opens_it(who, browser, approved, app):
    person = browser(who)
    person.get(f"/documents/{approved}")
    assert f"/documents/{approved}/reopening" not in person.last.text
    assert person.post(f"/documents/{approved}/reopening", {"reason": REASON}).status_code in (403, 404)
    assert stands_as(app, approved) == ("approved", 1)


def test_it_is_not_opened_without_a_reason(curator, approved, app):
    reopen(curator, approved, " ")
    assert curator.status == 422
    assert "Напишите почему" in curator.text
    assert stands_as(app, approved) == ("approved", 1)


def test_the_approved_version_counts_through_upload_sending_withdrawal_and_return(school, curator, reopened, app):
    upload_to(school, f"/documents/{reopened}", docx("Версия вторая"))
    assert stands_as(app, reopened) == ("reopened", 1)
    send(school, reopened)
    assert stands_as(app, reopened) == ("submitted", 1)
    school.submit(f"/documents/{reopened}/withdrawal")
    assert stands_as(app, reopened) == ("withdrawn", 1)
    curator.get(f"/documents/{reopened}")
    assert "Версия 2 отозвана школой" in curator.text
    assert "Версия 1 подтверждена 24.03.2022" in curator.text
    send(school, reopened)
    decide(curator, reopened, "return")
    assert stands_as(app, reopened) == ("returned", 1)


def test_the_newer_version_stands_once_it_is_approved_and_no_longer_when_that_is_undone(school, curator, reopened, app):
    upload_to(school, f"/documents/{reopened}", docx("Версия вторая"))
    send(school, reopened)
    decide(curator, reopened)
    assert stands_as(app, reopened) == ("approved", 2)
    curator.get(f"/documents/{reopened}")
    curator.submit(f"/documents/{reopened}/undoing", reason="Поторопился.")
    assert stands_as(app, reopened) == ("submitted", 1)


def test_the_same_approved_version_is_not_sent_once_more(school, reopened, app):
    school.get(f"/documents/{reopened}")
    assert "submission" not in school.last.text
    with app.app_context():
        version = db.session.get(Document, reopened).latest.id
    answer = school.post(f"/documents/{reopened}/submission", {"version_id": version})
    assert answer.status_code == 422
    assert "Новее подтверждённой версии ничего нет" in school.text
    assert stands_as(app, reopened) == ("reopened", 1)


@pytest.mark.parametrize("who", ["curator", "department"])
def test_the_page_of_a_newer_version_that_was_taken_back_never_tells_it_of_the_approved_one(
    who, school, curator, sent, at, browser
):
    at(2022, 3, 25, 9)
    decide(curator, sent)
    at(2022, 3, 26, 9)
    reopen(curator, sent)
    at(2022, 3, 27, 9)
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    send(school, sent)
    at(2022, 3, 28, 9)
    decide(curator, sent)
    at(2022, 3, 29, 9)
    curator.get(f"/documents/{sent}")
    curator.submit(f"/documents/{sent}/undoing", reason="Поторопился.")
    at(2022, 3, 30, 9)
    school.get(f"/documents/{sent}")
    school.submit(f"/documents/{sent}/withdrawal")
    person = browser(who)
    for day, stands in (("", True), ("?on=2022-03-27", True), ("?on=2022-03-28", False), ("?on=2022-03-29", True)):
        person.get(f"/documents/{sent}{day}")
        said = " ".join(person.page.xpath('//section[@id="state"]')[0].text_content().replace("\xa0", " ").split())
        assert "Версия 2 отозвана школой 30.03.2022 в 12:00" in said
        assert ("Версия 1 подтверждена 25.03.2022 в 12:00 и учитывается" in said) == stands
        assert not [wrong for wrong in ("Версия 1 отозвана", "Версия 1 у", "28.03", "вы не отправите") if wrong in said]
    person.get("/schools/1/kit?on=2022-03-27")
    assert "версия 2, 27.03.2022" in person.text.replace("\xa0", " ")


def test_a_returned_version_is_not_the_one_before_the_curator_once_the_newer_one_was_taken_back(
    school, curator, sent, at
):
    decide(curator, sent, "return")
    at(2022, 3, 26, 9)
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    send(school, sent)
    at(2022, 3, 27, 9)
    school.submit(f"/documents/{sent}/withdrawal")
    for day in ("", "?on=2022-03-26"):
        curator.get(f"/documents/{sent}{day}")
        assert "Версия 2 отозвана школой 27.03.2022" in curator.text
        assert "Версия 1 у куратора" not in curator.text


@pytest.mark.parametrize("who", ["school", "curator", "department"])
def test_it_is_kept_as_it_stood_when_no_newer_version_comes(who, browser, reopened, app):
    person = browser(who)
    person.get(f"/documents/{reopened}")
    person.submit(f"/documents/{reopened}/keeping", reason="Передумали.")
    assert stands_as(app, reopened) == ("approved", 1)


def test_a_document_that_nobody_approved_is_not_kept(school, sent, app):
    school.get(f"/documents/{sent}")
    school.submit(f"/documents/{sent}/withdrawal")
    assert school.post(f"/documents/{sent}/keeping", {"reason": "Пусть будет."}).status_code == 422
    assert stands_as(app, sent) == ("withdrawn", None)


def test_what_is_mended_after_an_approval_in_time_is_not_late(school, curator, reopened, app, at):
    at(2022, 4, 20, 9)
    upload_to(school, f"/documents/{reopened}", docx("Версия вторая"))
    send(school, reopened)
    decide(curator, reopened)
    with app.app_context():
        document = db.session.get(Document, reopened)
        assert document.approved.number == 2
        assert not document.late_for(document.approved.begun_at.date().replace(month=3, day=30))


def test_an_approved_document_takes_no_version_while_nobody_asks_for_one(school, approved, app):
    school.get(f"/documents/{approved}")
    assert '/versions"' not in school.last.text
    key = {"upload_key": "a" * 32}
    answer = school.post(f"/documents/{approved}/versions", key)
    assert answer.status_code == 422
    assert stands_as(app, approved) == ("approved", 1)


def test_the_curator_who_came_after_undoes_what_the_former_one_decided(browser, curator, approved, app):
    with app.app_context():
        successor = db.session.scalars(select(Person).where(Person.email == "curator2@example.org")).one()
        school_id = db.session.get(Document, approved).school_id
        grant = db.session.scalars(
            select(Grant)
            .join(Person, Grant.person_id == Person.id)
            .where(Person.email == "curator@example.org", Grant.school_id == school_id)
        ).one()
        grant.person_id = successor.id
        db.session.commit()
    second = browser("curator2")
    second.get(f"/documents/{approved}")
    second.submit(f"/documents/{approved}/undoing", reason="Прежний куратор ошибся.")
    assert stands_as(app, approved) == ("submitted", None)


def test_the_department_undoes_on_the_page_and_the_remarks_follow(browser, curator, sent, app):
    decide(curator, sent, "return")
    department = browser("department")
    department.get(f"/documents/{sent}")
    department.submit(f"/documents/{sent}/undoing", reason="Вернули по ошибке.")
    assert stands_as(app, sent) == ("submitted", None)
    with app.app_context():
        assert {one.state for one in db.session.get(Document, sent).remarks} == {"dropped"}
