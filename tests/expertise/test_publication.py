"""Before publication nothing of an expertise reaches a school, its curator or its municipality; after it, words."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.cycle.models import Round
from app.documents.models import Document
from app.expertise.models import Examined, Publication
from app.extensions import db
from tests.documents.steps import docx, send, upload_to
from tests.expertise.filling import note, sent, sheet
from tests.rules.places import OWN, addresses, guarded, school_named

SENTINELS = ("СЛОВОЗАМЕЧАНИЯ", "СЛОВОВЫВОДА", "СЛОВОЧЕРНОВИКА", "Соловьёва", "88,8", "88.8")


@pytest.fixture
def reviewed(expert, line):
    """A sent review of the own school's concept, and a draft about its mid-term programme."""
    sent(
        expert,
        line(),
        note("c3", "Раздел 2", "СЛОВОЗАМЕЧАНИЯ"),
        note("c4", "Раздел 3", "СЛОВОЗАМЕЧАНИЯ"),
        c3=1,
        c4=1,
        conclusion="СЛОВОВЫВОДА",
    )
    address = sheet(expert, line(kind="midterm"))
    expert.post(address, {"seen": 0, "answer-c1": 0, "conclusion": "СЛОВОЧЕРНОВИКА"}, htmx=True)


def published(browser) -> None:
    department = browser("department")
    department.get("/rounds/1")
    held = department.page.xpath('//input[@name="pass"]/@value')
    department.submit("/rounds/1/publication", **{"pass": held, "because": "Срок отчёта."})
    assert "Результаты этапа опубликованы" in department.text


def every_page(app, person, regions: bool):
    """Each page and region that a person can open about the own school, and what the search finds."""
    with app.app_context():
        doors = [a.url for r in guarded(app) if "GET" in r.methods for a in addresses_of(app, r)]
    for url in [*doors, "/search?q=СЛОВОЗАМЕЧАНИЯ", "/search?q=Соловьёва", "/conclusions/1?stage=1"]:
        for headers in ({}, {"HX-Request": "true"}) if regions else ({},):
            answer = person.client.get(url, headers=headers, follow_redirects=True)
            if answer.status_code == 200 and answer.mimetype.startswith("text"):
                yield url, answer.get_data(as_text=True)


def addresses_of(app, rule):
    try:
        return [a for a in addresses(app, rule, school_named(OWN)) if a.method == "GET"]
    except AssertionError:  # the demo year has no such thing on this day
        return []


@pytest.mark.parametrize("who", ["school", "curator", "municipal"])
def test_before_publication_no_page_says_a_word_of_it(who, reviewed, app, browser):
    person, pages = browser(who), 0
    for url, page in every_page(app, person, regions=who == "school"):
        shown = re.sub(r'name="q" value="[^"]*"|<title>.*?</title>|по запросу «[^»]*»', "", page)
        if url.startswith("/search?q="):
            shown = shown.replace(url.removeprefix("/search?q="), "")
        pages += 1
        for word in SENTINELS:
            assert word not in shown, (word, url)
    assert pages > 20


def test_a_school_cannot_answer_a_remark_that_it_has_not_seen(reviewed, school, app):
    assert school.post("/conclusions/remarks/1", {"move": "fix"}).status_code == 404


def test_after_publication_the_school_reads_verdicts_remarks_and_what_to_do(reviewed, browser, school):
    published(browser)
    school.get("/")
    assert "Исправьте 2 замечания экспертизы" in school.text
    school.get("/conclusions")
    for word in ("СЛОВОЗАМЕЧАНИЯ", "СЛОВОВЫВОДА", "88,8 %", "Раздел 2", "до 20.06.2022, к 2-му этапу"):
        assert word in school.text, word
    assert "СЛОВОЧЕРНОВИКА" not in school.text and "Соловьёва" not in school.text
    curator = browser("curator")
    curator.get("/conclusions/1")
    assert "СЛОВОЗАМЕЧАНИЯ" in curator.text and not curator.page.xpath('//button[@value="fix"]')


def test_the_names_of_reviewers_are_shown_only_if_the_stage_says_so(reviewed, browser, school, app):
    with app.app_context():
        db.session.scalars(select(Round).where(Round.number == 1)).one().names_shown = True
        db.session.commit()
    published(browser)
    school.get("/conclusions")
    assert "Эксперт: Соловьёва Нина" in school.text


def test_a_school_says_that_a_remark_is_mended_and_a_stranger_cannot(reviewed, browser, school):
    published(browser)
    school.get("/conclusions")
    assert not school.page.xpath('//button[@value="fix"]') and "когда новая версия загружена" in school.text
    assert school.post("/conclusions/remarks/1", {"move": "fix"}).status_code == 422
    assert "Сначала загрузите новую версию" in school.text
    upload_to(school, school.page.xpath('//a[contains(@href, "#upload")]/@href')[0].partition("#")[0], docx("Новая"))
    school.get("/conclusions")
    action = school.page.xpath('//form[starts-with(@action, "/conclusions/remarks/")]/@action')[0]
    assert browser("school3").post(action, {"move": "fix"}).status_code == 404
    school.submit(action, move="fix")
    assert "Исправлено школой" in school.text
    school.submit(action, move="unfix")
    assert "Исправлено школой" not in school.text


def test_publication_is_an_act_of_its_own_and_happens_once(reviewed, browser, app):
    department = browser("department")
    department.get("/rounds/1")
    department.submit("/rounds/1/publication")
    assert "Не опубликовано. Публикацию держит" in department.text
    published(browser)
    department.post("/rounds/1/publication", {})
    assert "уже опубликованы" in department.text
    department.post("/rounds/2/publication", {})
    assert "ещё не зафиксирован" in department.text
    with app.app_context(), pytest.raises(DBAPIError, match="does not change"):
        db.session.execute(text("DELETE FROM publications"))


def test_a_planned_publication_waits_until_everything_is_examined(reviewed, app, at):
    from app.jobs import publish_rounds

    with app.app_context():
        from datetime import date

        db.session.scalars(select(Round).where(Round.number == 1)).one().publish_on = date(2022, 5, 10)
        db.session.commit()
    at(2022, 5, 10, 9)
    with app.app_context():
        publish_rounds()
        assert db.session.scalar(select(Publication)) is None


def test_a_published_remark_opens_an_approved_document_by_itself(frozen, expert, line, browser, school, curator, app):
    with app.app_context():
        about = db.session.get(Examined, line())
        document, approved = about.document_id, about.document.approved.number
        assert about.document.state == "approved", "the demo's school has an approved concept"
    school.get(f"/documents/{document}")
    assert "Загрузите новый файл" not in school.text
    sent(expert, line(), note("c3", "Раздел 2", "Назовите сроки"), c3=1, conclusion="Доработать.")
    school.get(f"/documents/{document}")
    assert "Загрузите новый файл" not in school.text  # nothing is known of it before the publication
    published(browser)
    school.get(f"/documents/{document}")
    assert "Экспертиза просит исправить документ: ждёт 1 замечание" in school.text
    upload_to(school, f"/documents/{document}", docx("Исправленная концепция"))
    send(school, document)
    with app.app_context():
        found = db.session.get(Document, document)
        assert (found.state, found.approved.number) == ("submitted", approved)
