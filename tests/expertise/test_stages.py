"""Stages as rows: moved with a reason, kept apart, unmoved once their set is fixed."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.expertise.models import Freeze, FrozenItem
from app.extensions import db
from app.journal.models import Event
from app.year.cycle.models import Stage, StageChange
from tests.documents.steps import document_of, docx, empty_place, upload_to

SECOND = {"opens_on": "2022-04-30", "due_on": "2022-06-20", "grace_days": "0", "examines": "evidence"}


def test_moving_a_day_takes_a_reason_is_journalled_and_everything_follows(browser, school, app, freeze_due):
    department = browser("department")
    department.get("/rounds/days")
    department.submit("/rounds/1/days", opens_on="2022-02-14", due_on="2022-04-27", grace_days="0", examines="concept")
    assert department.status == 422
    assert "Напишите, почему меняете" in department.text
    typed = {"opens_on": "2022-02-14", "due_on": "2022-04-27", "grace_days": "0", "examines": "concept"}
    department.submit("/rounds/1/days", **typed, reason="Письмо ФИОКО.")
    assert "последний день 29.04.2022 → 27.04.2022. Письмо ФИОКО." in department.text
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.kind == "round:changed")).one()
        assert event.data["before"] == {"due_on": "2022-04-29"}
        assert event.data["after"] == {"due_on": "2022-04-27"}
    school.get("/")
    assert "27.04" in school.text
    assert "29.04" not in school.text
    assert freeze_due(2022, 4, 27, 20, 59) == 0
    assert freeze_due(2022, 4, 27, 21) == 1


def test_stages_neither_overlap_nor_overtake_each_other_without_a_reason(browser):
    department = browser("department")
    department.get("/rounds/days")
    typed = {**SECOND, "opens_on": "2022-04-29", "reason": "Надо."}
    answer = department.post("/rounds/2/days", typed, htmx=True)
    assert answer.status_code == 422
    assert "начнётся раньше, чем закончится 1-й" in answer.text.replace("\xa0", " ")
    assert 'value="2022-04-29"' in answer.text
    department.post("/rounds/2/days", {**SECOND, "due_on": "2022-07-01", "reason": "Надо."})
    assert department.status == 422
    assert "когда уже идёт 3-й" in department.text
    department.post("/rounds/2/days", {**typed, "out_of_order": "Так решил Департамент."})
    assert department.status == 200
    assert "Идёт вместе с другим этапом: Так решил Департамент." in department.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"opens_on": "2022-06-21"}, "Начало этапа позже"),
        ({"due_on": "завтра"}, "Напишите день, месяц и год"),
        ({"grace_days": "сто"}, "Запас – это число"),
        ({"opens_on": "2022-03-01", "due_on": "2022-03-20", "out_of_order": "да"}, "задним числом"),
        ({}, "Ничего не изменилось"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(typed, said, browser):
    department = browser("department")
    department.get("/rounds/days")
    department.post("/rounds/2/days", {**SECOND, "reason": "Надо.", **typed})
    assert department.status == 422
    assert said in department.text


def test_a_fixed_stage_keeps_its_days_on_the_page_and_in_the_database(frozen, browser, app):
    department = browser("department")
    department.get("/rounds/days")
    typed = {"opens_on": "2022-02-14", "due_on": "2022-05-04", "grace_days": "0", "examines": "concept"}
    department.post("/rounds/1/days", {**typed, "reason": "Надо."})
    assert department.status == 422
    assert "уже зафиксирован: его дни больше не меняются" in department.text
    department.post("/rounds/1/days", {**typed, "due_on": "2022-04-29", "publish_on": "2022-05-20", "reason": "План."})
    assert department.status == 200
    assert "Школы увидят результаты 20.05.2022" in department.text
    with app.app_context(), pytest.raises(DBAPIError, match="days of a fixed stage"):
        db.session.execute(text("UPDATE stages SET grace_days = 1 WHERE number = 1"))


def test_the_database_keeps_stages_apart_too(app):
    with app.app_context(), pytest.raises(DBAPIError, match="overlap without a reason"):
        db.session.execute(text("UPDATE stages SET opens_on = '2022-04-29' WHERE number = 2"))


def test_a_fixed_set_takes_no_more_lines(frozen, app):
    with app.app_context(), pytest.raises(DBAPIError, match="takes no more lines"):
        columns = "stage_id, participation_id, kind, title, state, late, asked"
        one_more = f"SELECT {columns} FROM frozen_items WHERE state = 'absent' LIMIT 1"
        db.session.execute(text(f"INSERT INTO frozen_items ({columns}) {one_more}"))


def test_what_comes_within_the_grace_is_in_the_set_and_late(school, at, app, freeze_due, browser):
    with app.app_context():
        first = db.session.scalars(select(Stage).where(Stage.number == 1)).one()
        first.grace_days = 3
        db.session.commit()
    at(2022, 5, 2, 9)
    upload_to(school, empty_place(school), docx("позже"))
    document = document_of(school)
    school.submit(f"/documents/{document}/submission")
    assert freeze_due(2022, 5, 2, 20, 59) == 0
    assert freeze_due(2022, 5, 2, 21) == 1
    at(2022, 5, 3, 9)
    with app.app_context():
        lines = db.session.scalars(select(FrozenItem).where(FrozenItem.version_id.is_not(None))).all()
        assert {line.document_id for line in lines if line.late} == {document}
        digest = db.session.scalars(select(Freeze)).one().manifest_sha256
    body = browser("expert").download("/rounds/1/manifest").decode()
    assert digest
    assert sum("позже срока" in row for row in body.splitlines()) == 1
    school.get(f"/documents/{document}")
    assert "в набор вошла версия 1, после срока" in school.text


def test_what_comes_after_the_set_is_named_on_the_document_and_on_the_stage(school, frozen, at, browser):
    upload_to(school, empty_place(school), docx("позже"))
    document = document_of(school)
    school.submit(f"/documents/{document}/submission")
    expert = browser("expert")
    expert.get("/rounds/1")
    assert "Не входят в этот этап: 1 отправка" in expert.text
    assert "версия 1, 30.04.2022" in expert.text
    with school.app.app_context():
        stood = db.session.scalars(select(FrozenItem.document_id).where(FrozenItem.version_id.is_not(None))).first()
    browser("department").get(f"/documents/{stood}")
    reader = browser("department")
    reader.get(f"/documents/{stood}")
    assert "в набор вошла версия" in reader.text


def test_the_reviewers_of_oiro_and_the_department_move_days_and_nobody_else(browser, app):
    for who in ("school", "curator", "municipal", "rcoko"):
        assert browser(who).get("/rounds/days").status_code == 403
    with app.app_context():
        assert db.session.scalar(select(StageChange)) is None
        assert db.session.scalars(select(Stage.opens_on).order_by(Stage.number)).first() == date(2022, 2, 14)
