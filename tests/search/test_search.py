"""Finding by words: one's own documents and remarks in any form of a word, and not a trace of anybody else's."""

import re

import pytest
from sqlalchemy import func, select, text

from app.documents.models import Remark, Version
from app.extensions import db
from app.search.models import Entry
from tests.search.conftest import docx

OUTSIDERS = ("school2", "curator2")


def titles(person, query: str, kind: str = "") -> list[str]:
    """The links of the answers."""
    person.get(f"/search?q={query}&kind={kind}")
    return [link.text_content() for link in person.page.xpath('//*[@id="found"]//ol//a')]


def counts(person, query: str) -> str:
    """The line of the counters."""
    person.get(f"/search?q={query}")
    return " ".join(person.page.xpath('string(//*[@id="found"]/nav)').split())


@pytest.fixture
def document(school, upload):
    """A document whose words nobody else has."""
    number = upload(docx("Учёт успеваемости", "Ведём учёт каракатиц: их 12."), "Каракатицы №5.docx")
    school.submit(f"/documents/{number}/submission")
    return number


@pytest.mark.parametrize(
    "query", ["каракатица", "КАРАКАТИЦЫ", "учета каракатиц", "учётом каракатицами", "каракат", "№ 5"]
)
def test_a_document_is_found_by_any_form_of_its_words(document, school, curator, query):
    for person in (school, curator):
        assert any("Антирисковая программа" in title for title in titles(person, query, "version"))


def test_й_is_not_и_in_either_database(school, upload):
    upload(docx("Майор Каракатицын"), "Майор.docx")
    assert titles(school, "майор")
    assert not titles(school, "маиор")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_stranger_finds_nothing_and_no_number_betrays_it(document, browser, who, give_back):
    give_back(document, "Каракатиц не бывает.")
    person = browser(who)
    person.get("/search?q=каракатица")
    seen = person.page.xpath('//*[@id="found"]')[0].text_content()
    person.get("/search?q=мухоморыч")
    assert "Ничего не нашлось" in person.text
    assert person.page.xpath('//*[@id="found"]')[0].text_content() == seen
    assert not person.page.xpath('//*[@id="found"]/nav')


@pytest.mark.parametrize("who", ["department", "expert", "rcoko"])
def test_the_region_finds_every_school(document, browser, who):
    assert counts(browser(who), "каракатица") == "Всё 1 Документы 1"


def test_a_municipality_finds_its_own_schools_only(browser):
    person = browser("municipal")
    found = titles(person, "СОШ", "school")
    assert found == ["МБОУ «Заречная СОШ» (демо)"]


def test_who_has_no_documents_has_no_search(browser):
    person = browser("admin")
    person.get("/journal")
    assert not person.page.xpath('//a[@href="/search"]')
    assert person.get("/search?q=учёт").status_code == 403


def test_the_words_of_a_remark_are_found_by_the_school_and_its_curator_alone(
    document, give_back, school, curator, browser
):
    give_back(document, "Раздел «Цели»: Пересчитайте осьминогов, ёжики не считаются.")
    for person in (school, curator):
        for query in ("осьминог", "ежик", "ЁЖИКОВ осьминогами"):
            assert len(titles(person, query, "remark")) == 1, query
            assert "Раздел «Цели»:" in person.text
            assert person.page.xpath("//mark")
    for who in OUTSIDERS:
        assert titles(browser(who), "осьминог") == []


def test_a_remark_that_was_taken_back_is_not_found(document, give_back, school, curator):
    give_back(document, "Осьминогов нет.")
    curator.get(f"/desk/{document}")
    curator.post(f"/documents/{document}/undoing", {"reason": "Не тот документ"})
    assert titles(school, "осьминог") == []
    assert titles(curator, "осьминог") == []


def test_results_of_expertise_are_not_in_the_index(app, document, browser, at):
    from app.expertise.models import FrozenItem
    from app.expertise.services import freeze_due
    from app.kernel import clock

    at(2022, 5, 2, 9)
    with app.app_context():
        freeze_due(clock.now())
        db.session.commit()
        line = db.session.scalar(select(FrozenItem.id).where(FrozenItem.document_id == document))
    expert = browser("expert")
    expert.get(f"/rounds/examined/{line}")
    form = next(f for f in expert.page.forms if "result" in (f.get("action") or ""))
    said = {"source": "regional", "verdict": "needs_work", "score": "40", "because": "Лист на бумаге."}
    expert.submit(form.get("action"), **said, remarks="Бегемот в тексте")
    for who in ("school", "expert", "department"):
        assert titles(browser(who), "бегемот") == []


def test_an_older_version_is_found_and_called_replaced(document, school, upload, give_back):
    give_back(document, "Осьминогов нет.")
    upload(docx("Учёт каракатиц и осьминогов"), "Новая.docx")
    titles(school, "каракатицы", "version")
    margins = [" ".join(one.text_content().split()) for one in school.page.xpath('//ol//*[@class="leaf__margin"]')]
    assert "Версия 2" in margins[0].replace("\xa0", " ")
    assert "Заменена" not in margins[0]
    assert "Заменена" not in margins[1], "the curator still stands on the version that was sent"
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/submission")
    titles(school, "каракатицы", "version")
    margins = [one.text_content() for one in school.page.xpath('//ol//*[@class="leaf__margin"]')]
    assert ["Заменена" in one for one in margins] == [False, True]


def test_the_limit_is_said_aloud(browser):
    person = browser("department")
    person.get("/search?q=демо")
    total = re.search(r"Документы (\d+)", person.text)[1]
    assert f"Показаны первые 10 из {total}" in person.text
    assert int(total) > 50
    person.get("/search?q=демо&kind=version")
    assert f"Документы 1–50 из {total}" in person.text
    assert len(person.page.xpath('//*[@id="found"]//ol/li')) == 50
    last = -(-int(total) // 50)
    for number in (last, last + 1):  # what is not there shows the last page
        person.get(f"/search?q=демо&kind=version&page={number}")
        assert f"Документы {50 * last - 49}–{total} из {total}" in person.text
        assert len(person.page.xpath('//*[@id="found"]//ol/li')) == int(total) - 50 * (last - 1)


def test_the_passage_is_escaped(school, upload):
    upload(docx("Каракатица <b>жирная</b> & <script>alert(1)</script>"), "Файл.docx")
    school.get("/search?q=каракатицы")
    html = school.last.text
    assert "<mark>Каракатица</mark> &lt;b&gt;жирная&lt;/b&gt; &amp; &lt;script&gt;" in html
    school.get('/search?q="><script>alert(1)</script>')
    assert "<script>alert" not in school.last.text


@pytest.mark.parametrize("query", ["%22", '"', "*", "AND", "OR NOT", "a:b", "'", "\\", "(", "учёт*", "^учёт", "-уч"])
def test_marks_and_words_of_a_query_language_are_only_marks_and_words(school, query):
    assert school.client.get("/search", query_string={"q": query}).status_code == 200


def test_small_words_alone_are_answered_by_a_sentence(school):
    school.get("/search?q=и+на")
    assert "Добавьте слово по существу" in school.text


def test_while_one_types_only_the_region_comes(document, school):
    answer = school.client.get("/search?q=каракат", headers={"HX-Request": "true"})
    title, region = answer.text.split("\n", 1)
    assert title == "<title>каракат – поиск · Опора 500+</title>"  # the tab says what the page shows
    assert region.lstrip().startswith('<div id="found" data-status="Нашлось: 1"')
    assert "<html" not in answer.text
    for one in (answer.text, school.client.get("/search?q=%3Cb%3E", headers={"HX-Request": "true"}).text):
        assert "<b>" not in one.partition("</title>")[0]


def test_a_long_list_takes_as_many_statements_as_a_short_one(app, browser, statements):
    person = browser("department")
    one, many = "/search?q=каракатица&kind=version", "/search?q=программа&kind=version"
    with app.app_context():
        db.session.scalars(select(Version).order_by(Version.id)).first().filename = "каракатица.docx"
        db.session.commit()
    assert titles(person, "каракатица", "version")
    assert statements(lambda: person.get(one)) == statements(lambda: person.get(many))


def test_a_lost_index_leaves_the_house_open_and_one_command_makes_it_anew(app, school, document, upload, give_back):
    with app.app_context():
        db.session.execute(text("DROP TABLE search_words"))
        db.session.commit()
    school.get("/search?q=каракатица")
    assert school.status == 200
    assert "Поиск сейчас не работает" in school.text
    give_back(document, "Осьминогов нет.")
    upload(docx("Учёт каракатиц и осьминогов"), "Новая.docx")
    assert school.status == 200
    said = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert said.exit_code == 0, said.output
    assert "version: " in said.output, said.output
    assert len(titles(school, "каракатица", "version")) == 2
    assert len(titles(school, "осьминогами", "remark")) == 1


def test_the_worker_takes_in_what_has_no_entry(app, school, document):
    from app.search.index import index
    from app.search.services import catch_up

    with app.app_context():
        index().drop(list(db.session.scalars(select(Entry.id))))
        db.session.query(Entry).delete()
        db.session.commit()
    assert titles(school, "каракатица") == []
    with app.app_context():
        catch_up()
        assert db.session.scalar(select(func.count()).select_from(Remark)) <= db.session.scalar(
            select(func.count()).select_from(Entry)
        )
    assert len(titles(school, "каракатица")) == 1


def test_a_draft_in_the_trash_is_not_found_until_it_comes_back(school, upload):
    number = upload(docx("Ведём учёт мухоморов: их 12."), "Мухоморы.docx")
    assert titles(school, "мухомор", "version")
    school.get(f"/documents/{number}")
    school.submit(f"/documents/{number}/trash")
    assert not titles(school, "мухомор")
    assert not counts(school, "мухомор")
    school.get("/schools/1/trash")
    school.submit(f"/documents/{number}/trash/return")
    assert titles(school, "мухомор", "version")
