"""Evidence is brought: a file or a link, for the directions of a school, once and in its own words."""

import pytest
from sqlalchemy import func, select

from app.archive.models import Blob
from app.documents.models import Document, Version
from app.extensions import db
from app.journal.models import Event
from tests.documents.evidence.steps import LINK, SPRING, attach, kind_of, newest, pdf


def test_one_file_for_three_directions_is_uploaded_once(school, app):
    with app.app_context():
        blobs = db.session.scalar(select(func.count(Blob.id)))
    attach(school, app, risks=("1", "2", "3"), file=pdf())
    made = newest(app, 3)
    assert {one["risk"] for one in made} == {1, 2, 3}
    assert len({one["blob"] for one in made}) == 1
    assert {(one["title"], one["kind"]) for one in made} == {("Протокол педсовета", "protocol")}
    with app.app_context():
        assert db.session.scalar(select(func.count(Blob.id))) == blobs + 1
    assert "Приложено по 3 направлениям" in school.text
    assert "приложен по 3 направлениям" in school.text
    school.submit(f"/documents/{made[-1]['id']}/submissions")
    assert {one["state"] for one in newest(app, 3)} == {"submitted"}


def test_a_file_of_the_archive_serves_another_direction_without_a_second_upload(school, app):
    attach(school, app, file=pdf())
    first = newest(app)[0]
    school.submit(f"/documents/{first['id']}/directions", risk=["3"])
    second = newest(app)[0]
    assert second["risk"] == 3
    assert second["blob"] == first["blob"]
    assert second["title"] == first["title"]
    school.get(f"/documents/{first['id']}")
    page = school.page.xpath('//form[contains(@action, "/directions")]//input[@name="risk"]/@value')
    assert page == ["1"]


def test_the_same_file_twice_for_one_direction_is_told(school, app):
    attach(school, app, file=pdf())
    answer = attach(school, app, risks=("2", "3"), file=pdf())
    assert answer.status_code == 422
    assert "уже приложено к направлению «Дефицит" in school.text
    with app.app_context():
        place = (Document.kind == "evidence", Document.school_risk_id.in_((2, 3)))
        assert db.session.scalar(select(func.count(Document.id)).where(*place)) == 1


def test_a_second_click_makes_nothing_more(school, app):
    school.get(SPRING)
    form = next(f for f in school.page.forms if "/evidence/" in (f.get("action") or ""))
    hidden = {i.get("name"): i.get("value") for i in form.iterfind('.//input[@type="hidden"]')}
    said = {"kind": str(kind_of(app, "protocol")), "title": "Протокол", "risk": ["2", "3"], **hidden}
    for _ in range(2):
        assert school.client.post(form.get("action"), data={**said, "file": pdf()}).status_code == 303
    with app.app_context():
        keys = Version.upload_key.like(hidden["upload_key"] + "%")
        assert db.session.scalar(select(func.count(Version.id)).where(keys)) == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"risk": []}, "Отметьте хотя бы одно направление"),
        ({"risk": ["40"]}, "Отметьте хотя бы одно направление"),
        ({"title": "  "}, "Напишите коротко"),
        ({"title": "я" * 121}, "длиннее 120"),
        ({"kind": ""}, "Выберите вид"),
        ({}, "Выберите файл или вставьте ссылку"),
        ({"url": "javascript:alert(1)"}, "должна начинаться с https://"),
        ({"url": LINK, "file": "both"}, "Оставьте что-то одно"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(school, app, change, sentence):
    change = {key: pdf() if value == "both" else value for key, value in change.items()}
    answer = attach(school, app, **{"title": "Справка о ВПР", **change})
    assert answer.status_code == 422
    assert sentence in school.text
    if "title" not in change:
        assert school.page.xpath('//input[@name="title"]/@value') == ["Справка о ВПР"]
    assert newest(app)[0]["title"] not in ("Справка о ВПР", "")


def test_another_schools_place_and_documents_are_absent(app, browser, school):
    attach(school, app, file=pdf())
    made = newest(app)[0]["id"]
    school.get(SPRING)
    stranger = browser("school2")
    stranger.get("/")
    for url in ("/schools/1/evidence/evidence-2-1", f"/documents/{made}/directions", f"/documents/{made}/submissions"):
        assert stranger.post(url, {"risk": "3"}).status_code == 404
    assert school.post("/schools/1/evidence/evidence-9-1", {}).status_code == 404


def test_a_draft_of_a_closed_direction_holds_the_same_file_of_another_up_no_more(school, curator, app):
    attach(school, app, risks=("2", "3"), file=pdf())
    first, second = sorted(newest(app, 2), key=lambda one: one["id"])
    curator.get(f"/factors/{second['risk']}")
    curator.submit(f"/factors/{second['risk']}/closing", outcome="removed", reason="Риск устранён.")
    school.get(f"/documents/{first['id']}")
    assert "Отправить куратору по" not in school.text
    version = school.page.xpath('//input[@name="version_id"]/@value')[0]
    school.post(f"/documents/{first['id']}/submissions", {"version_id": version})
    assert school.status == 200
    assert "Отправлено куратору по 1 направлению" in school.text
    with app.app_context():
        assert db.session.get(Document, second["id"]).state == "draft"


def test_the_coordinator_edits_kinds_and_hints_and_the_journal_keeps_what_they_were(browser, school, app):
    department, kind = browser("department"), kind_of(app, "photo")
    department.get("/evidence/words")
    department.submit(f"/evidence/kinds/{kind}", title="Фото", hint="Кабинет", privacy="Лица детей")
    department.submit("/evidence/hints/1", hint="Только накладные")
    answer = department.post(f"/evidence/kinds/{kind}", {"title": " ", "hint": "набрано", "privacy": ""}, htmx=True)
    assert answer.status_code == 422
    assert "набрано" in answer.text
    assert "<html" not in answer.text
    school.get(SPRING)
    assert "Лица детей" in school.text
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.kind == "evidence:kind")).one()
        assert event.data["before"]["title"] == "Фото или снимок экрана"
    assert browser("curator").get("/evidence/words").status_code == 403


def test_evidence_is_called_by_its_own_words(browser, school, app):
    school.get("/schools/1/kit")
    assert "Принят" in school.text
