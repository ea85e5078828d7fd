"""One count for all: the page, the workbook, the note and the order say the same of a stage."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.demo import federal_table as demo
from app.demo.company import actor
from app.directory.models import Person
from app.expertise.federal.queries import imports
from app.expertise.lines import Line, Word
from app.expertise.models import FrozenItem, Result
from app.expertise.queries import examined_in
from app.expertise.results.criteria import by_criterion
from app.expertise.results.figures import Set, figures, narrowed
from app.expertise.results.queries import figures_of
from app.expertise.reviews.forms import SheetForm
from app.expertise.reviews.services import save
from app.expertise.services import Said, append, freeze_due
from app.extensions import db
from app.kernel.transaction import begin_write
from app.orders.gathering.stages import stage_facts
from app.papers.rendering import text_of
from app.people.accounts.models import Account
from app.year.cycle.queries import current_cycle, stages_of
from tests.expertise.opinions.test_publishing import publish
from tests.expertise.results.saying import NOBODY, all_say_the_same
from tests.refusing import refusal_of
from tools.templates.note import NOTE, make


def test_the_demo_shows_one_difference_and_tells_it_once(told, browser):
    expert = browser("expert")
    expert.get("/rounds/1/sources?differing=1")
    assert expert.text.count("Выводы расходятся") == 1
    assert "разница –" in expert.text
    assert "таблица, строка 3" in expert.text
    with told.app_context():
        before = db.session.scalar(select(func.count(Result.id)))
        begin_write()
        demo.play(datetime(2022, 5, 6, tzinfo=UTC))
        assert db.session.scalar(select(func.count(Result.id))) == before


@pytest.mark.parametrize(("score", "state"), [(None, "confirmed"), (Decimal("20.0"), "draft")])
def test_the_demo_takes_what_a_visitor_said_by_hand(app, frozen, line, score, state):
    """No score, or one that its verdict does not come of: the table is there all the same, and waits if it must."""
    now = datetime(2022, 5, 5, 9, tzinfo=UTC)
    by_sheet, by_hand = line(2), line(1)
    with app.app_context():
        begin_write()
        expert = actor("expert")
        save(db.session.get(FrozenItem, by_sheet), "first", SheetForm(), expert, now)
        append(db.session.get(FrozenItem, by_hand), "regional", Said("ok", score, ""), expert, now)
        demo.play(now)
        assert [table.state for table in imports(stages_of(current_cycle())[0])] == [state]


def test_page_workbook_note_and_order_say_the_same(told, browser):
    all_say_the_same(browser("department"), 1, zones=[0, 3, 7, 2, 0], differing=1)


def test_a_note_on_an_unfinished_stage_says_that_it_is_preliminary(app, at, browser):
    at(2022, 5, 5, 9)
    with app.app_context():
        begin_write()
        freeze_due(datetime(2022, 5, 5, 9, tzinfo=UTC))
        db.session.commit()
    text = text_of(browser("rcoko").download("/rounds/1/note.docx"))
    assert "Предварительно: осталось заполнить" in text


def test_what_is_left_is_never_more_than_the_whole_and_the_kit_as_a_whole_is_a_sheet_too(frozen, browser):
    department = browser("department")
    department.get("/rounds/1/results")
    said = re.search(r"Осталось заполнить (\d+) лист(?:а|ов)? из (\d+)\.", department.text)
    assert said
    assert int(said[1]) == int(said[2]) > 31
    with department.app.app_context():
        refusal = refusal_of(stage_facts, current_cycle(), 1, NOBODY)
    words = refusal.sentence.replace("\xa0", " ")
    assert f"осталось заполнить {said[1]} лист" in words
    assert f"из {said[2]}." in words
    book = load_workbook(io.BytesIO(department.download("/rounds/1/results.xlsx")))
    totals = {row[0].value: row[1].value for row in book["Итоги"].iter_rows(min_row=2)}
    assert totals["Листов не заполнено"] == totals["Листов этапа"] == int(said[1])
    states = {row[4] for row in book["Документы"].iter_rows(min_row=2, values_only=True)}
    assert "Комплект, как он был представлен" in {state.replace("\xa0", " ") for state in states}
    note = text_of(department.download("/rounds/1/note.docx")).replace("\xa0", " ")
    assert f"осталось заполнить {said[1]} лист" in note


def test_a_document_without_a_score_is_named_wherever_the_score_is(told, browser):
    with told.app_context():
        begin_write()
        stage = stages_of(current_cycle())[0]
        [line] = [one for one in examined_in(stage) if one.kind == "concept" and "Луговская" in one.school_name]
        expert = db.session.scalars(select(Account).join(Account.person).where(Person.email == "expert@example.org"))
        append(line, "federal", Said("needs_work", None, "Доработать."), expert.one(), datetime(2022, 5, 6, tzinfo=UTC))
        db.session.commit()
        [row] = [row for row in stage_facts(current_cycle(), 1, NOBODY).rows if "Луговская" in row.school]
        place = line.participation_id
    said = "без\u00a0балла: 1\u00a0документ"
    assert said in row.because
    department = browser("department")
    book = load_workbook(io.BytesIO(department.download("/rounds/1/results.xlsx")))
    [written] = [one for one in book["Школы"].iter_rows(min_row=2, values_only=True) if "Луговская" in one[2]]
    assert said in written[8]
    department.get("/rounds/1/results")
    assert said.replace("\xa0", " ") in department.text
    assert "у 1 есть документ без балла" in department.text
    note = text_of(department.download("/rounds/1/note.docx")).replace("\xa0", " ")
    assert "у 1 в балл вошли не все документы" in note
    publish(department)
    department.get(f"/conclusions/{place}")
    assert said.replace("\xa0", " ") in department.text


def test_there_is_no_note_before_the_set_is_fixed(browser):
    expert = browser("expert")
    assert expert.get("/rounds/1/note.docx").status_code == 404
    expert.get("/rounds/1/results")
    assert "подводить итоги рано" in expert.text


def test_the_workbook_keeps_to_the_filter_and_cannot_become_a_formula(told, browser):
    department = browser("department")
    department.get("/rounds/1/results?zone=grey")
    shown = department.page.xpath('//section[@aria-labelledby="schools"]//tbody/tr')
    book = load_workbook(io.BytesIO(department.download("/rounds/1/results.xlsx?zone=grey")))
    rows = list(book["Школы"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(shown) > 0
    assert {row[11] for row in rows} == {"Не представлено"}
    assert {row[2] for row in book["Документы"].iter_rows(min_row=2, values_only=True)} == {row[2] for row in rows}
    assert book["Итоги"]["B3"].value == "зона: серая"
    whole = load_workbook(io.BytesIO(department.download("/rounds/1/results.xlsx")))
    risky = [cell for row in whole["Документы"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert risky
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
    heads = [cell.value for cell in whole["Документы"][1]]
    assert {"Состояние на день этапа", "Итоговый вывод", "ОИРО: вывод", "Федеральный: вывод"} <= set(heads)


def test_nothing_of_it_reaches_a_school_or_a_municipality(told, browser):
    for who in ("school", "curator", "municipal", "admin"):
        person = browser(who)
        for path in ("results", "sources", "results.xlsx", "note.docx", "federal"):
            assert person.get(f"/rounds/1/{path}").status_code == 403, (who, path)


def test_a_stage_takes_the_statements_of_two_schools(told, browser, statements):
    expert = browser("expert")
    pages = ("results", "sources", "results.xlsx")
    expert.get("/rounds/1/results")  # fills what a process keeps
    twelve = [statements(lambda page=page: expert.get(f"/rounds/1/{page}")) for page in pages]
    few = [statements(lambda page=page: expert.get(f"/rounds/1/{page}?municipality=1")) for page in pages]
    assert [a - b for a, b in zip(twelve, few, strict=True)] <= [0, 0, 0]
    with told.app_context():
        assert len(figures_of(stages_of(current_cycle())[0]).schools) == 12


def test_the_blank_of_the_note_is_the_one_that_its_words_make():
    assert NOTE.read_bytes() == make()


def line(school: int, number: int, words: dict, kind: str = "concept", presented: bool = True) -> Line:
    said = [
        Word(number * 10 + at, source, 1, verdict, score, "", False, datetime(2022, 5, 5), "Эксперт")
        for at, (source, (verdict, score)) in enumerate(words.items())
    ]
    name, there = f"Школа {school}", "f" * 64 if presented else None
    return Line(number, school, kind, "Документ", "approved", there, True, school, name, name, None, 1, "Ливны", said)


OK, BAD = ("ok", Decimal(90)), ("needs_work", Decimal(40))


def test_better_worse_and_same_are_told_by_zone_and_then_by_score():
    def change(now, was):
        return figures(Set([line(1, 2, {"regional": now})]), Set([line(1, 1, {"regional": was})])).schools[0].change

    assert change(OK, BAD) == "better"
    assert change(BAD, OK) == "worse"
    assert change(OK, OK) == "same"
    assert change(("ok", Decimal(91)), OK) == "better"
    assert change(("ok", None), ("ok", None)) == "same"
    assert figures(Set([line(1, 2, {"regional": OK})])).schools[0].change == ""
    assert figures(Set([line(1, 2, {})]), Set([line(1, 1, {"regional": OK})])).schools[0].change == ""


def test_two_sources_part_by_verdict_or_by_score_and_a_missing_one_parts_nothing():
    def of(**words):
        return figures(Set([line(1, 1, words)])).documents[0]

    assert of(regional=OK, federal=BAD).difference == "verdict"
    assert of(regional=OK, federal=BAD).gap == -50
    assert of(regional=OK, federal=("ok", Decimal(91))).difference == "score"
    assert of(regional=OK, federal=("ok", None)).difference == of(regional=OK).difference == of().difference == ""


def tenth(number: int) -> Decimal:
    return Decimal(number) / 10


VERDICTS = st.sampled_from(["ok", "ok_with_remarks", "needs_work"])
WORDS = st.dictionaries(
    st.sampled_from(["regional", "federal"]), st.tuples(VERDICTS, st.none() | st.integers(0, 1000).map(tenth))
)


@given(st.lists(st.tuples(st.integers(1, 4), WORDS, st.booleans()), max_size=12))
def test_parts_make_the_whole_whatever_was_said(rows):
    lines = [
        line(school, at, words if there else {}, presented=there)
        for at, (school, words, there) in enumerate(sorted(rows, key=lambda row: row[0]), 1)
    ]
    lines = [replace(one, asked=one.id % 3 > 0, kind="set" if one.id % 4 == 0 else one.kind) for one in lines]
    found = figures(Set(lines))
    assert sum(found.zones.values()) == len(found.schools) == sum(len(own.schools) for _, own in found.towns)
    parts = [narrowed(found, zone) for zone in ("green", "yellow", "red", "grey", "wait")]
    assert sum(len(part.schools) for part in parts) == len(found.schools)
    assert (
        sum(part.left for part in parts) == found.left == sum(one.outcome == "not_started" for one in found.documents)
    )
    assert all(school.left <= school.sheets <= len(school.documents) for school in found.schools)
    assert found.mean is None or 0 <= found.mean <= 100


def test_bars_count_points_and_cut_shares_down():
    bars = by_criterion([("c1", "Структура", 2), ("c1", "Структура", 1), ("c2", "Цель", 0), ("c1", "Структура", 1)])
    assert [(bar.key, bar.counts, bar.share) for bar in bars] == [
        ("c1", (0, 2, 1), Decimal("66.6")),
        ("c2", (1, 0, 0), Decimal("0")),
    ]
