"""Windows of evidence open and close by their days; a permission opens one for one school."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.archive import taking
from app.demo import files
from app.documents.models import Version
from app.extensions import db
from app.journal.models import Event
from app.journal.services import broken_links
from app.year.cycle.models import LatePermission, SchoolRisk
from tests.documents.evidence.steps import AUTUMN, LINK, SPRING, attach, kind_of, newest, pdf, permit


def risk_of(app, participation_id: int) -> int:
    """The first activated direction of a school."""
    with app.app_context():
        here = SchoolRisk.participation_id == participation_id, SchoolRisk.activated_at.isnot(None)
        return db.session.scalar(select(func.min(SchoolRisk.id)).where(*here))


def test_before_its_day_a_window_says_when_it_opens_and_takes_nothing(school, app):
    school.get(AUTUMN)
    assert "Загружать можно будет с 01.08.2022" in school.text
    assert not [f for f in school.page.forms if "/evidence/" in (f.get("action") or "")]
    school.get(SPRING)
    answer = school.post(
        "/schools/1/evidence/evidence-2-2",
        {"kind": str(kind_of(app, "link")), "title": "Рано", "risk": "2", "url": LINK},
    )
    assert answer.status_code == 422
    assert "откроется 01.08.2022" in school.text


def test_the_last_second_of_the_window_is_in_time(school, app, at):
    at(2022, 5, 31, 20, 59, 59)
    attach(school, app, file=pdf())
    assert not newest(app)[0]["late"]
    assert "поздно" not in school.text


def test_what_began_in_time_is_in_time_however_slow_the_line(school, app, monkeypatch):
    """The clock passes midnight while the bytes come: the first byte decides (U14)."""
    school.get(SPRING)
    ticks = [datetime(2022, 5, 31, 20, 58, tzinfo=UTC)]
    app.extensions["clock"] = lambda: ticks[0]
    real = taking.publish

    def slowly(stream):
        ticks[0] = datetime(2022, 5, 31, 21, 1, tzinfo=UTC)
        return real(stream)

    monkeypatch.setattr(taking, "publish", slowly)
    said = {"kind": str(kind_of(app, "protocol")), "title": "Медленный файл", "risk": "2", "file": pdf()}
    school.submit("/schools/1/evidence/evidence-2-1", **said)
    made = newest(app)[0]
    assert made["title"] == "Медленный файл"
    assert not made["late"]
    with app.app_context():
        version = db.session.scalars(select(Version).order_by(Version.id.desc())).first()
        assert version.begun_at < version.uploaded_at


def test_after_the_window_the_page_explains_and_an_old_link_takes_nothing(school, app, at):
    attach(school, app, file=pdf())
    made = newest(app)[0]["id"]
    school.get(f"/documents/{made}")
    key = school.page.xpath('//input[@name="upload_key"]/@value')[0]
    at(2022, 5, 31, 21, 0, 0)
    school.get(SPRING)
    assert "закрылось 31.05.2022 в 23:59 мск" in school.text
    assert "Продлить срок для одной школы может Департамент" in school.text
    assert not [f for f in school.page.forms if "/evidence/" in (f.get("action") or "")]
    said = {"kind": str(kind_of(app, "link")), "title": "Поздно", "risk": "2", "url": LINK, "upload_key": key}
    old_links = (
        "/schools/1/evidence/evidence-2-1",
        f"/documents/{made}/versions",
        "/schools/1/kit/evidence-2-1/versions",
    )
    for url in old_links:
        answer = school.post(url, said)
        assert answer.status_code == 422, url
        assert "может Департамент" in school.text, url
    also = school.post(f"/documents/{made}/directions", {"risk": "3", "upload_key": key})
    assert also.status_code == 422
    school.get(f"/documents/{made}")
    school.submit(f"/documents/{made}/submission")
    assert newest(app)[0]["state"] == "submitted"
    assert not newest(app)[0]["late"]


def test_a_late_permission_opens_for_one_school_and_ends_by_itself(school, browser, app, at):
    at(2022, 6, 1, 9)
    department = browser("department")
    permit(department)
    assert "по 10.06.2022 включительно" in department.text
    assert "Школа была на карантине." in department.text
    stranger, own = browser("school2"), risk_of(app, 2)
    stranger.get(f"/schools/2/kit/evidence-{own}-1")
    assert stranger.status == 200
    assert "может Департамент" in stranger.text
    assert not [f for f in stranger.page.forms if "/evidence/" in (f.get("action") or "")]
    said = {"kind": str(kind_of(app, "link")), "title": "Чужое", "risk": str(own), "url": LINK}
    assert stranger.post(f"/schools/2/evidence/evidence-{own}-1", said).status_code == 422

    attach(school, app, file=pdf())
    made = newest(app)[0]
    assert made["late"]
    assert "Загружен поздно" in school.text
    school.get("/schools/1/kit")
    assert "Школа была на карантине." in school.text
    at(2022, 6, 10, 20, 59, 59)
    attach(school, app, file=pdf("ещё"))
    assert newest(app)[0]["id"] > made["id"]
    at(2022, 6, 10, 21, 0, 0)
    school.get(SPRING)
    assert not [f for f in school.page.forms if "/evidence/" in (f.get("action") or "")]
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.kind == "evidence:late")).one()
        assert event.school_id == 1
        assert event.data["until"] == "2022-06-10"
        assert event.actor_id
        assert broken_links() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until": "2022-05-31"}, "Окно само открыто"),
        ({"until": "2022-06-01"}, "уже прошёл"),
        ({"until": "скоро"}, "Укажите день"),
        ({"reason": " "}, "Напишите причину"),
        ({"window": "9"}, "Выберите окно"),
    ],
)
def test_a_permission_needs_a_day_to_come_and_a_reason(browser, app, at, typed, sentence):
    at(2022, 6, 5, 9)
    department = browser("department")
    answer = permit(department, **typed)
    assert answer.status_code == 422
    assert sentence in department.text
    with app.app_context():
        assert db.session.scalar(select(func.count(LatePermission.id))) == 0


@pytest.mark.parametrize("who", ["school", "curator", "municipal", "expert", "rcoko"])
def test_only_the_department_permits(browser, who, app):
    person = browser(who)
    person.get("/")
    answer = person.post("/schools/1/late-permissions", {"window": "1", "until_on": "2022-06-10", "reason": "Прошу"})
    assert answer.status_code == 403
    assert "разрешает Департамент" in person.text
    with app.app_context():
        assert db.session.scalar(select(func.count(LatePermission.id))) == 0


def test_a_late_concept_document_stays_welcome_and_is_shown_late(school, browser, at, app):
    at(2022, 4, 2, 9)
    school.get("/schools/1/kit/antirisk-2")
    answer = school.upload(
        "/schools/1/kit/antirisk-2/versions", files.programme("АРП", "МБОУ «Заречная СОШ» (демо)"), "АРП.docx"
    )
    assert answer.status_code == 200
    school.submit(school.page.xpath('//form[contains(@action, "/submission")]/@action')[0])
    department = browser("department")
    department.get("/matrix")
    row = department.page.xpath('//tr[.//a[contains(text(), "Заречная")]]')[0]
    assert row.text_content().count("поздно") == 1
