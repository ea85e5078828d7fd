"""Results are published: before it nobody hears a word, after it the school reads what to do."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.expertise.models import Publication
from app.extensions import db
from app.year.cycle.models import Stage
from tests.expertise.publishing import published
from tests.rules.places import OWN, addresses, guarded, school_named

SENTINELS = ("СЛОВОЗАМЕЧАНИЯ", "СЛОВОВЫВОДА", "СЛОВОЧЕРНОВИКА", "Соловьёва", "88,8", "88.8")


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
    assert "СЛОВОЧЕРНОВИКА" not in school.text
    assert "Соловьёва" not in school.text
    curator = browser("curator")
    curator.get("/conclusions/1")
    assert "СЛОВОЗАМЕЧАНИЯ" in curator.text
    assert not curator.page.xpath('//button[@value="fix"]')


def test_the_names_of_reviewers_are_shown_only_if_the_stage_says_so(reviewed, browser, school, app):
    with app.app_context():
        db.session.scalars(select(Stage).where(Stage.number == 1)).one().names_shown = True
        db.session.commit()
    published(browser)
    school.get("/conclusions")
    assert "Эксперт: Соловьёва Нина" in school.text


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
    from app.jobs import publish_stages

    with app.app_context():
        from datetime import date

        db.session.scalars(select(Stage).where(Stage.number == 1)).one().publish_on = date(2022, 5, 10)
        db.session.commit()
    at(2022, 5, 10, 9)
    with app.app_context():
        publish_stages()
        assert db.session.scalar(select(Publication)) is None
        assert not app.extensions.get("failed")  # it waits for people: that is no failure, to be tried later
