"""Who sees which shared paragraphs: the curator of one side, ОИРО and the Department; a school sees nothing (P4)."""

import re

import pytest
from sqlalchemy import select

from app.borrowing import services
from app.borrowing.measures import Measures
from app.borrowing.models import BorrowingReport, ReportPair, ReportPaper, VersionFingerprint
from app.borrowing.queries import KINDS, standing, unprinted
from app.demo.analysis import DIARY
from app.documents.history import presented
from app.documents.models import Document, Version
from app.extensions import db
from app.journal.services import broken_links
from app.kernel import clock
from app.kernel.as_of import AsOf
from app.kernel.transaction import begin_write
from app.year.cycle.queries import current_cycle
from tests.documents.steps import docx, send, sent_by, upload_to, version_of

OURS, THEIRS = "МБОУ «Заречная СОШ» (демо)", "МБОУ «Берёзовская СОШ» (демо)"
SECRET = "Три учителя математики"  # a paragraph of the other school that we do not share
NO_VERDICT = "Совпадение само по себе ничего не доказывает; решает человек."


@pytest.fixture
def versions(app) -> tuple[int, int]:
    """The mid-term programmes of the two schools of the demo that share two paragraphs, as they were sent."""
    with app.app_context():
        found = select(Document).join(Document.participation).where(Document.kind == "midterm")
        by_school = {one.participation.school.short_name: one.sent.id for one in db.session.scalars(found) if one.sent}
        return by_school[OURS], by_school[THEIRS]


def compared(person, number: int = 1):
    """The person has the papers of the stage compared."""
    person.get(f"/rounds/{number}/borrowing")
    assert person.submit(f"/rounds/{number}/borrowing").status_code == 200
    return person


def test_the_curator_sees_with_whom_the_programme_coincides_and_no_verdict(curator, versions):
    curator.get(f"/versions/{versions[0]}/borrowing")
    assert "2 абзаца стоят и в документах других школ" in curator.text
    assert "Собственных абзацев в документе: 4, общих из них 50,0 %" in curator.text
    assert THEIRS in curator.text
    assert NO_VERDICT in curator.text
    assert "плагиат" not in curator.text.lower()
    assert curator.page.xpath('//a[contains(@href, "/borrowing/")]')


def test_of_the_other_paper_a_curator_sees_only_what_is_shared(curator, browser, versions):
    ours, theirs = versions
    curator.get(f"/versions/{ours}/borrowing/{theirs}")
    assert "дневник продвижения" in curator.text
    assert "Среднесрочная программа" in curator.text
    assert SECRET not in curator.text
    assert f"/versions/{theirs}" not in curator.last.text
    marked = [mark.text_content().strip() for mark in curator.page.xpath("//mark")]
    assert {"двух", "месяц", "трёх", "четверть", "стимулирующие выплаты."} <= set(marked)
    assert not any("дневник" in one for one in marked)
    assert curator.get(f"/versions/{theirs}/borrowing").status_code == 404
    expert = browser("expert")
    expert.get(f"/versions/{ours}/borrowing/{theirs}")
    assert f"/versions/{theirs}" in expert.last.text


def test_long_words_of_the_other_school_inside_a_shared_paragraph_are_left_out(app, browser, versions):
    long = "Своё слово чужой школы начинается здесь и тянется дальше, о нём никто не должен знать: тайна."
    document = sent_by(browser("school3"), docx(f"{DIARY} {long}"))
    with app.app_context():
        third = db.session.get(Document, document).sent.id
    curator = browser("curator2")
    curator.get(f"/versions/{versions[1]}/borrowing/{third}")
    assert "дневник продвижения" in curator.text
    assert "тайна" not in curator.text
    assert "[…]" in curator.text
    assert "Антирисковая программа" in curator.text
    assert "АРП" not in curator.text


def test_a_school_gets_404_and_no_trace(browser, versions, app):
    with app.app_context():
        papers = select(Document.id).where(Document.participation_id == 1)
        own = list(db.session.scalars(papers))
    expert = compared(browser("expert"))
    pair = re.search(r"/borrowing/pairs/\d+", expert.last.text)[0]
    for who in ("school", "municipal", "rcoko", "admin"):
        person = browser(who)
        ours, theirs = versions
        for url in (f"/versions/{ours}/borrowing", f"/versions/{ours}/borrowing/{theirs}", "/rounds/1/borrowing", pair):
            assert person.get(url).status_code == 404, (who, url)
            assert "абзац" not in person.text.lower(), (who, url)
        assert person.post("/rounds/1/borrowing", {}).status_code == 404
    school = browser("school")
    pages = ["/", "/kit", f"/versions/{versions[0]}", f"/versions/{versions[0]}/check", "/search?q=абзацы"]
    for url in [*pages, *(f"/documents/{key}" for key in own)]:
        assert school.get(url).status_code == 200
        assert "borrowing" not in school.last.text, url
        assert "бщие абзацы" not in school.last.text, url


def test_the_report_of_a_stage_lists_pairs_in_the_order_of_schools(browser, app):
    expert = compared(browser("expert"))
    assert "На момент 24.03.2022 в 12:00" in expert.text
    assert NO_VERDICT in expert.text
    assert "1 пара" in expert.text
    assert "2 абзаца из 4, 50,0 %" in expert.text
    assert "2 абзаца из 3, 66,6 %" in expert.text
    expert.get(expert.page.xpath('//a[contains(@href, "/pairs/")]/@href')[0])
    assert "на момент 24.03.2022 в 12:00" in expert.text
    assert SECRET not in expert.text
    with app.app_context():
        report, pair = db.session.scalars(select(BorrowingReport)).one(), db.session.scalars(select(ReportPair)).one()
        known = set(db.session.scalars(select(ReportPaper.version_id)))
        assert report.made_at
        assert {pair.one_id, pair.other_id} <= known
        assert report.measures["schools"] == 5
        assert broken_links() == []


def test_a_curator_sees_only_pairs_of_own_schools_and_never_asks(browser):
    compared(browser("expert"))
    first, stranger = browser("curator"), browser("curator3")
    first.get("/rounds/1/borrowing")
    assert "1 пара" in first.text
    assert "2 абзаца из 4" in first.text
    assert "из 3" not in first.text
    stranger.get("/rounds/1/borrowing")
    assert "Таких пар нет" in stranger.text
    assert OURS not in stranger.text
    assert first.post("/rounds/1/borrowing", {}).status_code == 404
    pair = first.get("/rounds/1/borrowing") and first.page.xpath('//a[contains(@href, "/pairs/")]/@href')[0]
    assert first.get(pair).status_code == 200
    assert SECRET not in first.text
    assert stranger.get(pair).status_code == 404


def test_the_list_is_narrowed_by_municipality_and_kind(browser):
    expert = compared(browser("expert"))
    for query, there in (("kind=midterm", 1), ("kind=concept", 0), ("town=", 1), ("town=abc&kind=&page=99", 1)):
        expert.get(f"/rounds/1/borrowing?{query}")
        assert ("1 пара" in expert.text) == bool(there), query
    towns = expert.page.xpath('//select[@name="town"]/option/@value')[1:]
    seen = sum("1 пара" in (expert.get(f"/rounds/1/borrowing?town={town}") and expert.text) for town in towns)
    assert seen == 2


def test_a_report_that_is_being_made_is_not_begun_twice_and_one_that_was_cut_off_is_made(app, browser):
    expert = browser("expert")
    with app.app_context():
        begin_write()
        db.session.add(
            BorrowingReport(stage_id=1, asked_by_id=1, as_of=clock.now(), measures={}, started_at=clock.real_now())
        )
        db.session.commit()
    expert.get("/rounds/1/borrowing")
    assert "Документы сравниваются" in expert.text
    assert expert.page.xpath("//progress")
    assert expert.post("/rounds/1/borrowing", {}).status_code == 422
    assert "уже идёт" in expert.text
    with app.app_context():
        services.compare_asked()
        assert db.session.scalars(select(BorrowingReport)).one().made_at is None
        begin_write()
        db.session.scalars(select(BorrowingReport)).one().started_at -= services.LOST * 2
        db.session.commit()
        services.compare_asked()
        assert db.session.scalars(select(BorrowingReport)).one().made_at
    assert "1 пара" in (expert.get("/rounds/1/borrowing") and expert.text)


def test_the_numbers_are_changed_by_oiro_and_the_prints_follow(app, browser, versions):
    expert = compared(browser("expert"))
    expert.get("/checks/borrowing")
    sent = {"schools": "5", "shingle": "нет", "least": "12", "share": "5000000000000"}
    assert expert.post("/checks/borrowing", sent).status_code == 422
    assert "Целое число от 2 до 8." in expert.text
    assert "Целое число от 20 до 100." in expert.text
    assert 'value="нет"' in expert.last.text
    expert.post("/checks/borrowing", {"schools": "5", "shingle": "3", "least": "60", "share": "50"})
    assert "Изменено 24.03.2022" in expert.text
    expert.get(f"/versions/{versions[0]}/borrowing")
    assert "Сравнивать нечего" in expert.text
    expert.get("/rounds/1/borrowing")
    assert "1 пара" in expert.text
    with app.app_context():
        assert unprinted(Measures(shingle=3, least=60)) == []
        assert set(db.session.scalars(select(VersionFingerprint.recipe))) == {"1/3/60"}


def test_the_lists_cost_the_same_number_of_statements_however_long(browser, statements, versions, app):
    expert = compared(browser("expert"))
    url = "/rounds/1/borrowing"
    one = statements(lambda: expert.get(url))
    with app.app_context():
        begin_write()
        pair = db.session.scalars(select(ReportPair)).one()
        others = db.session.scalars(
            select(ReportPaper.version_id).where(ReportPaper.version_id.not_in([pair.one_id, pair.other_id]))
        )
        keys = others.all()[:30]
        rows = [
            ReportPair(report_id=pair.report_id, one_id=pair.one_id, other_id=key, places=[[0, 0, 9]]) for key in keys
        ]
        db.session.add_all(rows)
        for paper in db.session.scalars(select(ReportPaper)):
            paper.own = 4
        db.session.commit()
    assert len(rows) > 10
    assert statements(lambda: expert.get(url)) == one
    assert f"{len(rows) + 1} " in expert.text


def test_links_stand_on_the_desk_and_on_the_page_of_the_stage(browser, curator, versions, app):
    with app.app_context():
        of_school = Document.kind == "midterm", Document.participation_id == 1
        key = db.session.scalar(select(Document.id).where(*of_school))
    curator.get(f"/desk/{key}?view=check")
    assert curator.page.xpath(f'//a[@href="/versions/{versions[0]}/borrowing"]')
    expert = browser("expert")
    expert.get("/rounds/1")
    assert expert.page.xpath('//a[@href="/rounds/1/borrowing"]')


def test_the_papers_that_are_compared_are_those_that_a_set_would_have_now(app, curator, browser, versions):
    """Through the life of one of them: the approved version counts whatever becomes of a newer one."""
    (ours, _), school = versions, browser("school")
    with app.app_context():
        document = db.session.get(Version, ours).document_id

    def compared_now() -> set[int]:
        with app.app_context():
            return set(db.session.scalars(standing(current_cycle())))

    def presented_now() -> set[int]:
        with app.app_context():
            of_kinds = db.session.scalars(select(Document).where(Document.kind.in_(KINDS))).unique()
            shown = (presented(one, AsOf(clock.now(), past=True))[0] for one in of_kinds)
            return {one.id for one in shown if one}

    def is_so() -> int:
        assert compared_now() == presented_now()
        with app.app_context():
            of_it = select(Version.number).where(Version.document_id == document, Version.id.in_(compared_now()))
            return db.session.scalar(of_it) or 0

    def at_the_desk(verdict: str) -> None:
        version_of(curator, document)
        carried = dict.fromkeys(curator.page.xpath('//input[starts-with(@name, "remark-")]/@name'), "accepted")
        curator.submit(f"/documents/{document}/decision", verdict=verdict, reason="other", remark="Так.", **carried)

    assert is_so() == 1
    at_the_desk("approve")
    curator.get(f"/documents/{document}")
    curator.submit(f"/documents/{document}/reopening", reason="Новые сроки.")
    assert is_so() == 1
    upload_to(school, f"/documents/{document}", docx("Другая"))
    assert is_so() == 1
    send(school, document)
    assert is_so() == 1
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/withdrawal")
    assert is_so() == 1
    send(school, document)
    at_the_desk("return")
    assert is_so() == 1
    curator.get(f"/documents/{document}")
    curator.submit(f"/documents/{document}/undoing", reason="Ошибка.")
    at_the_desk("approve")
    assert is_so() == 2


def test_of_a_paper_that_its_school_has_taken_back_nothing_is_told_any_more(app, browser, versions):
    department, school = compared(browser("department")), browser("school")
    with app.app_context():
        pair = select(ReportPair.id).where(ReportPair.one_id.in_(versions), ReportPair.other_id.in_(versions))
        pair, document = db.session.scalars(pair).one(), db.session.get(Version, versions[0]).document_id
    assert department.get(f"/borrowing/pairs/{pair}").status_code == 200
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/withdrawal")
    for reader in (department, browser("expert"), browser("curator2")):
        assert reader.get(f"/borrowing/pairs/{pair}").status_code == 404
        reader.get("/rounds/1/borrowing")
        assert f"/borrowing/pairs/{pair}" not in reader.last.text
        assert OURS not in reader.text
    assert department.get(f"/versions/{versions[0]}/borrowing").status_code == 404
