"""A page that waits for a work asks less and less often, and at last says in words that it takes longer (A5)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html as lxml_html
from sqlalchemy import select

from app.documents.checks.services import check_version
from app.documents.models import Version
from app.extensions import db
from app.kernel import clock
from app.kernel.waiting import LONGEST, MOST, PATIENCE
from tests.documents.steps import document_of, docx, empty_place, upload_to
from tests.house import NOON

TEMPLATES = Path(clock.__file__).parents[1] / "templates"
ASKS = re.compile(r'hx-trigger="[^"]*\b(every|load|revealed|intersect)\b')


@pytest.fixture
def no_worker(app, monkeypatch):
    """Jobs are asked for and not done: the worker is dead."""
    monkeypatch.setitem(app.extensions, "jobs", lambda *_, **__: None)


def asking(part) -> tuple[str, float] | None:
    """The address that the page asks by itself, and after how many seconds; None when it asks no more."""
    found = part.xpath('//*[@hx-trigger and starts-with(@hx-trigger, "load delay:")]')
    return (found[0].get("hx-get"), int(found[0].get("hx-trigger")[11:-2]) / 1000) if found else None


def follow(person, page, most: int = 100) -> tuple[list[float], object]:
    """Ask as htmx does, until the page asks no more: the pauses, and the last answer."""
    pauses, answer = [], None
    while (ask := asking(page)) and len(pauses) < most:
        pauses.append(ask[1])
        answer = person.client.get(ask[0], headers={"HX-Request": "true"})
        page = lxml_html.fromstring(answer.text)
    return pauses, answer


def test_nothing_else_in_the_house_asks_by_itself():
    assert [page.name for page in TEMPLATES.rglob("*.html") if ASKS.search(page.read_text())] == ["_asks.html"]


def test_a_check_that_nobody_makes_is_asked_for_less_and_less_and_ends_in_words(school, no_worker):
    upload_to(school, empty_place(school), docx(), "АРП.docx")
    assert "Проверяем разделы" in school.text
    pauses, answer = follow(school, school.page)
    assert pauses[:5] == [0.5, 1, 2, 4, 8]
    assert max(pauses) == LONGEST
    assert len(pauses) == MOST
    assert timedelta(minutes=2) < timedelta(seconds=sum(pauses)) < PATIENCE
    assert "Проверка задерживается" in answer.text
    assert "Файл сохранён" in answer.text
    assert answer.status_code == 200


def test_while_there_is_nothing_new_only_the_asking_itself_is_swapped(school, no_worker):
    upload_to(school, empty_place(school), docx(), "АРП.docx")
    answer = school.client.get(asking(school.page)[0], headers={"HX-Request": "true"})
    assert re.fullmatch(r"#check-\d+-asks", answer.headers["HX-Retarget"])
    assert "Проверяем" not in answer.text


def test_a_check_that_comes_at_last_is_shown_and_asked_for_no_more(school, app, no_worker):
    upload_to(school, empty_place(school), docx(), "АРП.docx")
    with app.app_context():
        check_version(db.session.scalar(select(Version.id).order_by(Version.id.desc())))
        db.session.commit()
    pauses, answer = follow(school, school.page)
    assert pauses == [0.5]
    assert "HX-Retarget" not in answer.headers
    assert "Проверка автоматическая" in answer.text


def test_a_page_that_is_opened_when_the_worker_is_dead_for_an_hour_promises_nothing(school, app, no_worker):
    upload_to(school, empty_place(school), docx(), "АРП.docx")
    document = document_of(school)
    app.extensions["clock"] = lambda: NOON + timedelta(hours=1)
    school.get("/sign-in")
    school.get(f"/documents/{document}")
    assert "Проверка задерживается" in school.text
    assert asking(school.page) is None
