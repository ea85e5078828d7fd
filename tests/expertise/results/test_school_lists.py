"""Published conclusions have a page for who must act on them, and name whose word is whose."""

import pytest

from app.directory.models import School
from app.extensions import db
from tests.expertise.filling import note, sent
from tests.expertise.opinions.test_publishing import publish, withdraw
from tests.rules.places import FAR, OWN, school_named

ROWS = '//table[contains(@class, "table--cards")]/tbody/tr'


@pytest.fixture
def published(expert, line, browser):
    """A sheet of the own school's concept, a federal word beside it, and the publication."""
    concept = line()
    sent(expert, concept, note("c3", said="СЛОВОЗАМЕЧАНИЯ"), note("c4"), c3=1, c4=1, conclusion="СЛОВОВЫВОДА")
    expert.get(f"/rounds/examined/{concept}?source=federal")
    federal = {"source": "federal", "revision": 0, "verdict": "needs_work", "score": "40", "remarks": "ФЕДЕРАЛЬНОЕ"}
    expert.post(f"/rounds/examined/{concept}/result", federal)
    publish(browser("department"))


@pytest.mark.parametrize("who", ["curator", "municipal"])
def test_the_conclusions_of_ones_schools_stand_in_the_navigation_with_zone_score_and_remarks(who, published, browser):
    person = browser(who)
    person.get("/conclusions")
    own = school_name(person.app, OWN)
    assert own in person.text
    assert "2 замечания и федерального координатора к 1 документу" in person.text
    assert "ещё не оценено" in person.text
    assert school_name(person.app, FAR) not in person.text
    links = [a.get("href") for a in person.page.xpath("//nav//a") if a.text_content().split()[:1] == ["Выводы"]]
    assert links == ["/conclusions/schools"]


def test_a_school_that_has_a_score_is_called_not_finished_and_never_not_examined(published, browser):
    lead, curator = browser("expert"), browser("curator")
    curator.get("/conclusions/schools")
    seen = curator.page.xpath(ROWS)
    for url in ("/rounds/1?whose=all", "/rounds/1/results"):
        lead.get(url)
        seen += [row for row in lead.page.xpath(ROWS) if OWN in row.text_content()]
    scored = [" ".join(row.text_content().split()) for row in seen if "%" in row.text_content()]
    assert len(scored) == 3
    assert all("Оценка не закончена" in one and "е оценена" not in one for one in scored), scored


def school_name(app, name: str) -> str:
    with app.app_context():
        return db.session.get(School, school_named(name).id).short_name


def test_the_first_page_of_a_municipality_says_so_while_it_is_new(published, browser, at):
    municipal = browser("municipal")
    municipal.get("/")
    assert "Опубликованы выводы экспертизы" in municipal.text
    at(2022, 6, 10, 9)
    municipal.get("/")
    assert "Опубликованы выводы экспертизы" not in municipal.text


def test_a_curator_reads_after_the_queue_that_conclusions_are_published(browser, expert, line, at):
    sent(expert, line(), note("c3"), c3=1)
    curator = browser("curator")
    curator.get("/")
    assert "Опубликованы выводы экспертизы" not in curator.text
    publish(browser("department"))
    curator.get("/")
    assert "Опубликованы выводы экспертизы, 1-й этап" in curator.text
    assert curator.page.xpath('//a[starts-with(@href, "/conclusions/schools?stage=1")]')
    at(2022, 6, 10, 9)
    curator.get("/")
    assert "Опубликованы выводы экспертизы" not in curator.text


def test_before_publication_and_after_it_was_taken_back_the_list_is_empty(browser, frozen, published):
    municipal = browser("municipal")
    municipal.get("/conclusions/schools")
    assert "СОШ" in municipal.text
    withdraw(browser("department"), "Ошибка.")
    municipal.get("/conclusions/schools")
    assert "Результаты ещё не опубликованы" in municipal.text
    municipal.get("/")
    assert "Опубликованы выводы экспертизы" not in municipal.text


def test_nobody_else_has_the_list(browser, school):
    for who in ("school", "expert", "admin"):
        assert browser(who).get("/conclusions/schools").status_code == 403


def test_a_school_reads_whose_word_is_whose_and_its_zone(published, school):
    school.get("/conclusions")
    for words in (
        "Федеральный координатор: требует доработки, 40,0 %",
        "ОИРО: принято, 88,8 %",
        "ФЕДЕРАЛЬНОЕ",
        "СЛОВОВЫВОДА",
        "Засчитан вывод федерального координатора.",
        "Почему: ",
        "Всего 2 замечания и федерального координатора к 1 документу.",
    ):
        assert words in school.text, words
