"""A bought programme of many schools is seen at once, with its text, its number and its schools."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.borrowing.models import ReportCommon, VersionFingerprint
from app.borrowing.services import fingerprint_pending
from app.borrowing.shared import against, compare
from app.documents.checks.models import VersionText
from app.documents.models import Document, Version
from app.extensions import db
from app.kernel.transaction import begin_write
from tests.borrowing.papers import MEASURES, own, paper, paragraph
from tests.borrowing.test_pages import compared

BOUGHT = [paragraph(*range(start, start + 20)) for start in (100, 200, 300)]
QUICK = settings(max_examples=20, deadline=None)
SAID = [
    "Педагогический консилиум ежемесячно рассматривает карту продвижения каждого ученика, намечает ближайшую цель, "
    "назначает ответственного наставника, определяет проверочную работу, записывает достигнутый уровень.",
    "Методическая мастерская проводит открытые занятия, взаимное посещение уроков, разбор видеозаписей, обсуждение "
    "трудных тем, выбор приёмов объяснения, подготовку заданий нарастающей сложности для отстающих учеников.",
]


@QUICK
@given(st.integers(2, 9))
def test_a_paragraph_is_common_from_the_bound_on_and_not_below_it(schools):
    papers = [paper(school, [*own(school), *BOUGHT]) for school in range(schools)]
    whole = compare(papers, frozenset(), MEASURES)
    alone = against(papers[0], papers, frozenset(), MEASURES)
    if schools < MEASURES.schools:
        assert (whole.commons, alone.widely) == ([], {})
        return
    everywhere = [{(school, 3 + at) for school in range(schools)} for at in range(3)]
    assert sorted(map(sorted, (one.places for one in whole.commons))) == sorted(map(sorted, everywhere))
    assert alone.widely == {3 + at: frozenset(range(schools)) for at in range(3)}
    assert whole.pairs == []


def test_our_blanks_are_nobody_s_and_papers_of_one_school_are_one_school():
    blank = BOUGHT[0]
    printed = frozenset(paper(0, [blank]).print.shingles)
    assert compare([paper(school, [blank]) for school in range(7)], printed, MEASURES).commons == []
    assert compare([paper(key % 4, [blank], key) for key in range(8)], frozenset(), MEASURES).commons == []
    assert compare([paper(key % 5, [blank], key) for key in range(8)], frozenset(), MEASURES).commons != []


def test_a_few_changed_words_are_the_same_paragraph_and_a_shared_phrase_is_none():
    changed = [paragraph(*range(100, 116), *range(500 + 4 * school, 504 + 4 * school)) for school in range(6)]
    found = compare([paper(school, [one]) for school, one in enumerate(changed)], frozenset(), MEASURES).commons
    assert [len(one.places) for one in found] == [6]
    phrase = [paragraph(*range(700, 706), *range(800 + 30 * school, 824 + 30 * school)) for school in range(6)]
    assert compare([paper(school, [one]) for school, one in enumerate(phrase)], frozenset(), MEASURES).commons == []


@pytest.fixture
def bought(app) -> list[int]:
    """The programmes of six schools with the same two paragraphs in them."""
    with app.app_context():
        programmes = select(Document).where(Document.kind.in_(("concept", "midterm")))
        found = db.session.scalars(programmes.order_by(Document.id)).all()
        by_school = {one.participation.school_id: one.sent.id for one in found if one.sent and _read(one.sent.id)}
        chosen = list(by_school.values())[:6]
        begin_write()
        for key in chosen:
            kept = db.session.get(VersionText, key)
            kept.text = "\n".join([kept.text, *SAID])
        db.session.execute(delete(VersionFingerprint).where(VersionFingerprint.version_id.in_(chosen)))
        db.session.commit()
        fingerprint_pending()
        db.session.commit()
        assert len(chosen) == 6
        return chosen


def _read(version_id: int) -> bool:
    return db.session.get(VersionText, version_id) is not None


def test_six_schools_with_one_bought_programme_are_the_first_thing_in_the_report(bought, browser, app):
    expert = compared(browser("expert"))
    heads = [one.text_content() for one in expert.page.xpath("//h2 | //h3")]
    assert "Общие для многих школ" in " ".join(heads).replace("\xa0", " ")
    assert "2 абзаца у 6 школ" in expert.text
    assert SAID[0] in expert.text
    assert SAID[1] in expert.text
    assert expert.text.index("2 абзаца у 6 школ") < expert.text.index("пара")
    with app.app_context():
        names = {db.session.get(Version, key).document.participation.school.short_name for key in bought}
    assert all(name in expert.text for name in names)
    expert.get(f"/versions/{bought[0]}/borrowing")
    assert "Общие для многих школ: 2 абзаца" in expert.text
    assert "ещё у 5 школ" in expert.text


def test_a_curator_reads_of_it_what_stands_in_a_chosen_paper_of_his_own(bought, browser):
    compared(browser("expert"))
    curator = browser("curator")
    curator.get("/rounds/1/borrowing")
    assert SAID[0] in curator.text
    curator.get("/rounds/1/borrowing?kind=antirisk")
    assert SAID[0] not in curator.text


def test_the_report_costs_the_same_number_of_statements(bought, browser, statements, app):
    expert = compared(browser("expert"))
    few = statements(lambda: expert.get("/rounds/1/borrowing"))
    with app.app_context():
        one = db.session.scalars(select(ReportCommon)).first()
        db.session.add_all([ReportCommon(report_id=one.report_id, places=one.places) for _ in range(30)])
        db.session.commit()
    assert statements(lambda: expert.get("/rounds/1/borrowing")) == few
