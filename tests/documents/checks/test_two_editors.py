"""Two people, or two tabs, edit one rule: the second save erases nothing unseen and loses no text (C3, C5)."""

import pytest
from sqlalchemy import select

from app.documents.checks.models import CheckRule
from app.extensions import db
from tests.documents.checks import made
from tests.documents.steps import empty_place, upload_to


@pytest.fixture
def rule(app) -> int:
    with app.app_context():
        return db.session.scalars(select(CheckRule.id).order_by(CheckRule.id)).first()


def typed(title: str) -> dict:
    return {"title": title, "synonyms": "", "level": "should"}


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_the_second_save_shows_both_texts_and_the_third_is_taken(htmx, rule, browser, app):
    one, other, action = browser("expert"), browser("expert"), f"/checks/rules/{rule}"
    one.get("/checks/rules")
    other.get("/checks/rules")
    seen = other.page.xpath(f'//form[@id="rule-{rule}"]//input[@name="seen"]/@value')[0]
    one.submit(action, **typed("Название первого"))
    answer = other.post(action, {**typed("Название второго"), "seen": seen}, htmx=htmx)
    assert answer.status_code == 422
    said = answer.text.replace("\xa0", " ")
    assert "изменили в другом окне" in said
    assert "Название второго" in said
    assert "Записано сейчас: «Название первого», рекомендуем" in said
    with app.app_context():
        assert db.session.get(CheckRule, rule).title == "Название первого"
        now_seen = db.session.get(CheckRule, rule).changed_at.isoformat()
    assert now_seen in said
    assert other.post(action, {**typed("Название второго"), "seen": now_seen}).status_code == 200
    with app.app_context():
        assert db.session.get(CheckRule, rule).title == "Название второго"


def test_what_belongs_into_a_section_is_said_in_the_words_of_the_institute(school, browser, app):
    expert = browser("expert")
    with app.app_context():
        rule = db.session.scalars(select(CheckRule.id).filter_by(kind="antirisk", key="methods")).one()
    expert.get("/checks/rules")
    expert.submit(f"/checks/rules/{rule}", **typed("Методы"), hint="я" * 301)
    assert expert.status == 422
    assert "Длиннее 300 знаков" in expert.text
    expert.get("/checks/rules")
    expert.submit(f"/checks/rules/{rule}", **typed("Методы"), hint="Кто, чем\nи когда измеряет.")
    upload_to(school, empty_place(school), made.programme(made.ANTIRISK, leave_out=("methods",)))
    assert "Что сюда пишут. Кто, чем и когда измеряет." in school.text
