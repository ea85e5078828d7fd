"""Who uploads and sends: nobody when a year or a school is over (T6), one signer when set, the region for a school."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from app.directory.models import Grant, Person
from app.documents.models import Document
from app.extensions import db
from app.journal.models import Event
from app.year.cycle.models import Cycle, Participation
from tests.documents.steps import count, document_of, docx, empty_place, form_to, hidden_of, send, sent_by, upload_to

CONCEPT = "/schools/1/kit/concept"


@pytest.fixture
def form(school):
    """An old tab: the form of an empty place."""
    school.get(empty_place(school))
    return form_to(school, "versions")


def push(school, form) -> str:
    """Send a file by the old tab; what the school reads."""
    data = {**hidden_of(form), "file": (io.BytesIO(docx("Поздно")), "АРП.docx")}
    answer = school.client.post(form.get("action"), data=data)
    assert answer.status_code == 422
    return answer.text.replace("\xa0", " ")


def documents(app) -> int:
    return count(app, select(db.func.count(Document.id)))


def test_a_school_that_has_left_hands_in_nothing_by_an_old_link(school, form, app):
    with app.app_context():
        left = db.session.get(Participation, 1)
        left.left_on, left.left_because = date(2022, 3, 1), "Слияние школ"
        db.session.commit()
    before = documents(app)
    said = push(school, form)
    assert "Школа вышла из проекта 01.03.2022" in said
    assert "Загруженное сохранено" in said
    assert documents(app) == before


def test_a_year_that_has_passed_takes_nothing_by_an_old_link(school, form, app):
    with app.app_context():
        db.session.add(Cycle(year=2023, title="Следующий год", opened=True))
        db.session.commit()
    before = documents(app)
    assert "Это документы 2022 года: он закончен. Сейчас идёт 2023 год." in push(school, form)
    assert documents(app) == before


def test_a_year_that_has_passed_gives_nothing_back_by_an_old_link(school, app):
    document = sent_by(school)
    school.get(f"/documents/{document}")
    with app.app_context():
        db.session.add(Cycle(year=2023, title="Следующий год", opened=True))
        db.session.commit()
    school.submit(f"/documents/{document}/withdrawal")
    assert school.status == 422
    assert "Это документы 2022 года: он закончен." in school.text
    with app.app_context():
        assert db.session.get(Document, document).state == "submitted"


@pytest.fixture
def operator(app, browser):
    """Somebody else of the same school: school3 gets a role here too."""
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.email == "school3@example.org")).one()
        start = db.session.scalars(select(Grant.starts_on).limit(1)).first()
        for grant in person.grants:
            db.session.delete(grant)
        db.session.flush()
        db.session.add(Grant(person_id=person.id, role="school", school_id=1, starts_on=start))
        db.session.commit()
    return browser("school3")


def sign(person, name: str) -> int:
    """Say who sends; the status of the answer."""
    person.get("/schools/1/signer")
    label = next(one for one in person.page.xpath("//label[.//input[@name='signer']]") if name in one.text_content())
    return person.submit("/schools/1/signer", signer=label.xpath(".//input/@value")[0]).status_code


def test_without_a_signer_anybody_of_the_school_sends(operator, app):
    upload_to(operator, empty_place(operator), docx("Сама"))
    send(operator, document := document_of(operator))
    with app.app_context():
        assert db.session.get(Document, document).state == "submitted"


def test_with_a_signer_one_uploads_and_the_other_sends(school, operator, curator, app):
    assert sign(school, "Директор 1") == 200
    assert "Куратору отправляет Директор 1" in school.text
    upload_to(operator, empty_place(operator), docx("От оператора"))
    document = document_of(operator)
    assert "Куратору отправляет Директор 1" in operator.text
    assert not operator.page.xpath('//form[contains(@action, "/submission")]')
    version = {"version_id": "1"}
    with app.app_context():
        version["version_id"] = str(db.session.get(Document, document).latest.id)
    assert operator.post(f"/documents/{document}/submission", version).status_code == 422
    assert "Файл сохранён и ждёт отправки" in operator.text
    operator.get("/")
    assert "Попросите отправить" in operator.text
    assert "документы школы отправляет Директор 1" in operator.text
    school.get("/")
    assert "Отправьте куратору" in school.text
    assert "но не отправлено" in school.text
    send(school, document)
    with app.app_context():
        assert db.session.get(Document, document).state == "submitted"
    curator.get(f"/desk/{document}")
    assert curator.status == 200


def test_the_operator_does_not_take_the_signature_away_and_the_region_may(school, operator, browser):
    sign(school, "Директор 1")
    assert sign(operator, "Любой") == 422
    assert "Это меняет Директор 1" in operator.text
    assert sign(browser("department"), "Любой") == 200


def test_a_signer_whose_role_has_ended_holds_nobody_up(school, operator, app):
    sign(school, "Директор 1")
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.email == "school@example.org")).one()
        for grant in person.grants:
            grant.ends_on = grant.starts_on
        db.session.commit()
    upload_to(operator, empty_place(operator), docx("Без директора"))
    send(operator, document := document_of(operator))
    with app.app_context():
        assert db.session.get(Document, document).state == "submitted"


def for_school(department, place: str, because: str, **more):
    department.get(f"{place}/for-school")
    return department.upload(f"{place}/for-school", docx("За школу"), "Концепция.docx", because=because, **more)


@pytest.mark.parametrize("sends", [False, True], ids=["saved", "sent at once"])
def test_the_region_uploads_for_a_school_and_both_are_named(sends, browser, school, app):
    department, place = browser("department"), empty_place(school)
    more = {"send": "1"} if sends else {}
    assert for_school(department, place, "Школа без связи с 20.03", **more).status_code == 200
    assert "За школу сохранена версия 1" in department.text
    school.get(place)
    assert "Загрузил Департамент за школу: Орлова Вера (демо). Школа без связи с 20.03" in school.text
    with app.app_context():
        document = db.session.scalars(select(Document).order_by(Document.id.desc()).limit(1)).one()
        assert document.state == ("submitted" if sends else "draft")
        event = db.session.scalars(select(Event).where(Event.kind == "document:version:stood_in")).one()
        assert (event.actor.name, event.school_id) == ("Орлова Вера (демо)", 1)
        assert event.data["reason"] == "Школа без связи с 20.03"
        sent_for = db.session.scalars(select(Event).where(Event.kind == "document:sent_for")).all()
        assert len(sent_for) == sends


def test_without_a_reason_the_region_uploads_nothing_and_what_was_typed_stays(browser, school, app):
    department, place, before = browser("department"), empty_place(school), documents(app)
    assert for_school(department, place, "  ", send="1").status_code == 422
    assert "причину увидят школы" in department.text or "причину увидят школа" in department.text
    assert department.page.xpath('//input[@name="send"]/@checked')
    assert documents(app) == before


def test_the_region_sends_nothing_that_the_school_has_uploaded_itself(browser, school, app):
    upload_to(school, empty_place(school), docx("Черновик школы"))
    document = document_of(school)
    department = browser("department")
    department.get(f"/documents/{document}")
    assert not department.page.xpath('//form[contains(@action, "/submission")]')
    assert department.post(f"/documents/{document}/submission", {}).status_code == 403


def test_only_the_region_uploads_for_a_school(school, curator, browser):
    for person in (school, curator, browser("municipal")):
        assert person.get(f"{CONCEPT}/for-school").status_code == 403
